"""What a person decided about names: a small table beside the store, applied on every load.

A decision says that a name means something (same), or that it is a thing of its own (separate). It is about either
- a name that the rules leave open (鼓楼区, 领导小组), in the documents of one city, in one document, or wherever it stays open; or
- a body by its full name (武汉市城乡建设局), wherever a document names it.

The file is a table with tabs, made to be read and edited by people: one decision a line, one header line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import NamedTemporaryFile

from loaders.errors import DecisionsError

SAME, SEPARATE = "same", "separate"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `name` as printed, or a body's full name; `meaning` the full name of what it means ('' where it is
    separate); `city` and `document` (its number, else its title) limit it to their documents, '' does not."""

    name: str
    verdict: str
    meaning: str = ""
    city: str = ""
    document: str = ""
    by: str = ""
    on: str = ""
    why: str = ""


_COLUMNS = tuple(field.name for field in fields(Decision))


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, () where there is none. Raises DecisionsError that names the line."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionsError(
            f"{path}: the decisions cannot be read ({error}); mend the file or its permissions"
        ) from None
    lines = text.splitlines()
    header = lines[0].split("\t") if lines else []
    if lines and header != list(_COLUMNS):
        raise DecisionsError(f"{path}:1: the first line is not {' '.join(_COLUMNS)}, parted by tabs")
    decisions: list[Decision] = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        cells += [""] * (len(_COLUMNS) - len(cells))
        if len(cells) > len(_COLUMNS):
            raise DecisionsError(f"{path}:{number}: {len(cells)} cells, not {len(_COLUMNS)}")
        decision = Decision(*cells)
        if not decision.name or decision.verdict not in (SAME, SEPARATE):
            raise DecisionsError(f"{path}:{number}: needs a name, and same or separate as its verdict")
        if (decision.verdict == SAME) != bool(decision.meaning):
            raise DecisionsError(f"{path}:{number}: same needs a meaning, separate has none")
        decisions.append(decision)
    return check(decisions, str(path))


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Write the file anew, sorted, whole or not at all. Raises DecisionsError where that is not possible."""
    ordered = sorted(decisions, key=lambda d: (d.city, d.document, d.name))
    rows = [_COLUMNS, *(tuple(" ".join(getattr(d, name).split()) for name in _COLUMNS) for d in ordered)]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".tsv", delete=False) as file:
            file.write("".join("\t".join(row) + "\n" for row in rows))
        Path(file.name).replace(path)
    except OSError as error:
        raise DecisionsError(f"{path}: the decision cannot be kept ({error.strerror}); nothing is changed") from None


def check(decisions: Sequence[Decision], where: str) -> tuple[Decision, ...]:
    """The decisions as they are. Raises DecisionsError for two of one name in one place, and for names that lead in a circle."""
    known: dict[tuple[str, str, str], Decision] = {}
    for decision in decisions:
        key = (decision.name, decision.city, decision.document)
        if key in known:
            raise DecisionsError(f"{where}: two decisions about {decision.name}; keep one")
        known[key] = decision
    for decision in decisions:
        if round_trip := _circle(decision, decisions):
            raise DecisionsError(f"{where}: {' -> '.join(round_trip)} leads in a circle")
    return tuple(decisions)


def _circle(decision: Decision, decisions: Sequence[Decision]) -> list[str]:
    """The names from a decision back to its own, [] where they end."""
    follow = {d.name: d.meaning for d in decisions if d.verdict == SAME}
    seen = [decision.name]
    at = decision.meaning
    while at:
        if at in seen:
            return [*seen[seen.index(at) :], at]
        seen.append(at)
        at = follow.get(at, "")
    return []
