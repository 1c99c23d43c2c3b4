"""A person's corrections of a reading: a small TOML file beside the document, applied on every load.

`plan.txt` (or .html, .docx, .pdf) is corrected by `plan.corrections.toml`. Facts are named as `policygraph extract --json`
prints them; `where` picks by equal values, `at` by words of the document that the fact's evidence touches:

    [[correct]]                       # a wrong value
    fact = "tasks"
    where = { path = "三（四）14" }
    set = { deadline = { raw = "2023年底前", date = 2023-12-31 } }
    why = "the scan has 2032"
    by = "Li"

    [[add]]                           # a unit that no rule saw; `at` is where the document prints it
    fact = "tasks.units"
    of = { path = "表8" }
    at = "市财政局"
    set = { name = "市财政局", role = "support" }
    why = "printed below the table"

    [[drop]]                          # a goal that is none
    fact = "goals"
    where = { value = 30, unit = "万元" }
    why = "a subsidy"

A file that cannot be applied as a whole is an error. A single correction that no longer fits the document (its fact is read
otherwise now) is left out and becomes a signal, so that a person looks again.
"""

from __future__ import annotations

import json
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from loaders import facts as records
from loaders.errors import CorrectionsError
from loaders.facts import Correction, Fact, Facts, Signal, Span
from loaders.text.clean import Clean

AnyPath = TypeVar("AnyPath", bound=PurePath)

SUFFIX = ".corrections.toml"
MAX_BYTES = 1024 * 1024

# What may be corrected: the lists of `Facts` that rules read from print, and the lists inside their records. Discrepancies
# and restatements follow from the tasks; signals can only be dropped, as seen by a person.
_LISTS: dict[str, type[Any]] = {
    "cites": records.Citation,
    "sections": records.Section,
    "tasks": records.Task,
    "tasks.units": records.UnitRole,
    "goals": records.Goal,
    "chains": records.Chain,
    "chains.segments": records.Name,
    "chains.subfields": records.Name,
    "district_roles": records.DistrictRole,
    "place_roles": records.DistrictRole,
    "districts": records.Name,
    "platforms": records.Aliased,
    "organisations": records.Aliased,
    "unit_groups": records.UnitGroup,
    "unit_groups.members": records.Name,
    "measures": records.Name,
    "contacts": records.Contact,
    "signals": records.Signal,
}
_VALUES = {
    "role": ("lead", "support", "responsible"),
    "origin": ("body", "table"),
    "comparator": ("=", ">=", "<=", ">", "<", "+=", "~"),
    "due_basis": ("text", "table", "plan_year"),
}
# A task that a person reads otherwise is dropped and added again, and then its units are added.
_ORDER = ("drop", "correct", "add")
_DATES = {"date", "due", "issued_on", "published_on"}
_EVIDENCE = {"span", "spans", "quote"}


class Edit(BaseModel):
    """One entry of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    action: Literal["correct", "add", "drop"]
    fact: str
    where: dict[str, Any] = Field(default_factory=dict)
    of: dict[str, Any] = Field(default_factory=dict)
    at: str | None = Field(None, min_length=1)
    set: dict[str, Any] = Field(default_factory=dict)
    why: str = Field(min_length=1)
    by: str | None = None


@dataclass(frozen=True, slots=True)
class _Misfit(Exception):
    """Why one correction does not fit the document as it is read now."""

    why: str


def beside(document: AnyPath) -> AnyPath:
    """Where the corrections of a document lie: plan.txt -> plan.corrections.toml."""
    return document.with_name(document.stem + SUFFIX)


def read_beside(document: Path) -> str | None:
    """The corrections of a document; None where nobody corrected it. Raises CorrectionsError."""
    path = beside(document)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CorrectionsError(f"{path}: cannot be read ({error.strerror or error}); check its permissions") from None
    return decoded(data, str(path))


def decoded(data: bytes, name: str) -> str:
    """The text of a file of corrections. Raises CorrectionsError."""
    if len(data) > MAX_BYTES:
        raise CorrectionsError(f"{name}: larger than {MAX_BYTES:,} bytes; corrections are a small file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CorrectionsError(f"{name}: is not in UTF-8; save it as UTF-8") from None


def parse(toml: str, name: str) -> list[Edit]:
    """The corrections in a file: drops, then corrects, then adds, each in the order of the file.

    Raises CorrectionsError, with the entry and what is wrong with it.
    """
    try:
        tables = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise CorrectionsError(f"{name}: is no TOML ({error}); mend it") from None
    edits: list[Edit] = []
    for action, entries in tables.items():
        if action not in _ORDER or not isinstance(entries, list):
            raise CorrectionsError(f"{name}: {action!r} is none of [[correct]], [[add]], [[drop]]")
        for number, entry in enumerate(entries, 1):
            where = f"{name}: [[{action}]] {number}"
            try:
                edit = Edit(action=action, **entry)  # type: ignore[arg-type]
            except (ValidationError, TypeError) as error:
                raise CorrectionsError(f"{where}: {_first(error)}") from None
            _check(edit, where)
            edits.append(edit)
    return sorted(edits, key=lambda edit: _ORDER.index(edit.action))


def apply(facts: Facts, edits: Iterable[Edit], clean: Clean) -> None:
    """Correct `facts` in place; what was done goes to `facts.corrections`, what does not fit to `facts.signals`."""
    for edit in edits:
        try:
            facts.corrections.append(_applied(facts, edit, clean))
        except _Misfit as misfit:
            at = _places(clean, edit.at)[:1] if edit.at else []
            shown = json.dumps(edit.where or edit.of or edit.set, ensure_ascii=False, default=str)
            why = f"a correction does not fit the document: {edit.action} {edit.fact} {shown}: {misfit.why}"
            facts.signals.append(Signal(kind="correction", span=at[0] if at else (0, 0), why=why))


def _check(edit: Edit, where: str) -> None:
    """Raise CorrectionsError unless the entry can be right for some document."""
    if edit.fact == "document":
        record: type[Any] = records.Header
        if edit.action != "correct" or edit.where or edit.of:
            raise CorrectionsError(f'{where}: fact = "document" takes [[correct]] with set (and at) alone')
    elif edit.fact in _LISTS:
        record = _LISTS[edit.fact]
    else:
        known = ", ".join(["document", *_LISTS])
        raise CorrectionsError(f"{where}: fact = {edit.fact!r} is none of {known}")
    if edit.fact == "signals" and edit.action != "drop":
        raise CorrectionsError(f"{where}: signals can only be dropped")
    if edit.of and "." not in edit.fact:
        raise CorrectionsError(f"{where}: of is for facts inside others, such as tasks.units")
    if edit.action == "add":
        if edit.where or not edit.at:
            raise CorrectionsError(f"{where}: give at = the words of the document that state the fact, and no where")
        missing = sorted(f.name for f in fields(record) if f.default is MISSING and f.default_factory is MISSING)
        if lacking := [name for name in missing if name not in edit.set and name not in _EVIDENCE]:
            raise CorrectionsError(f"{where}: set lacks {', '.join(lacking)}")
    elif edit.action == "drop":
        if edit.set or not (edit.where or edit.at):
            raise CorrectionsError(f"{where}: a drop takes where or at, and no set")
    elif not edit.set:
        raise CorrectionsError(f"{where}: set is missing: the right values")
    elif edit.fact != "document" and not (edit.where or edit.at):
        raise CorrectionsError(f"{where}: give where or at: which fact to correct")
    known_fields = {f.name for f in fields(record)} - _EVIDENCE
    for name in edit.where:
        if name not in known_fields:
            raise CorrectionsError(f"{where}: where has {name!r}; {edit.fact} have {', '.join(sorted(known_fields))}")
    for name, value in edit.set.items():
        _checked(record, name, value, f"{where}: set.{name}")


def _checked(record: type[Any], name: str, value: Any, where: str) -> Any:
    """The value as the record holds it: dates as ISO strings. Raises CorrectionsError."""
    kind = _types(record).get(name)
    if kind is None or name in _EVIDENCE or _holds_facts(kind):
        can = sorted(n for n, k in _types(record).items() if n not in _EVIDENCE and not _holds_facts(k))
        raise CorrectionsError(f"{where}: cannot be set; what can: {', '.join(can)}")
    if isinstance(value, date):
        value = value.isoformat()
    inner = next((k for k in (kind, *get_args(kind)) if is_dataclass(k)), None)
    if inner is not None and isinstance(inner, type) and isinstance(value, Mapping):
        return {key: _checked(inner, key, given, f"{where}.{key}") for key, given in value.items()}
    if value == "" and type(None) in get_args(kind):
        return None  # TOML has no null: set = { title = "" } takes a title away
    if inner is not None:
        raise CorrectionsError(f'{where}: is not a table such as {{ raw = "2023年底前", date = 2023-12-31 }}')
    try:
        value = TypeAdapter(kind).validate_python(value, strict=True)
    except ValidationError as error:
        raise CorrectionsError(f"{where} = {value!r}: {_first(error)}") from None
    if name in _DATES and value is not None:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise CorrectionsError(f"{where} = {value!r}: is no date like 2023-12-31") from None
    if (allowed := _VALUES.get(name)) and value is not None and value not in allowed:
        raise CorrectionsError(f"{where} = {value!r}: is none of {', '.join(allowed)}")
    return value


def _types(record: type[Any]) -> dict[str, Any]:
    return get_type_hints(record)


def _holds_facts(kind: Any) -> bool:
    """Whether a field is a list of facts, which are corrected one by one: tasks.units."""
    return get_origin(kind) is list and any(map(is_dataclass, get_args(kind)))


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc'])) or 'value'}: {first['msg']}"
    return str(error)


def _applied(facts: Facts, edit: Edit, clean: Clean) -> Correction:
    if edit.fact == "document":
        return _header(facts, edit, clean)
    outer_name, _, inner_name = edit.fact.partition(".")
    holder: Any = facts
    if inner_name:
        holder = _one(getattr(facts, outer_name), edit.of, None, clean, f"{outer_name} of this kind")
    found: list[Any] = getattr(holder, inner_name or outer_name)
    record = _LISTS[edit.fact]
    within = holder.span if inner_name else None
    if edit.action == "add":
        span = _nearest(_places(clean, edit.at or ""), within)
        made = _new(record, edit.set, span, clean)
        found.insert(bisect_left([fact.span for fact in found], span), made)
        return _done(edit, span, clean, None, _plain(edit.set))
    fact = _one(found, edit.where, edit.at, clean, edit.fact)
    if edit.action == "drop":
        found[:] = [other for other in found if other is not fact]
        if isinstance(fact, Signal):
            facts.ignored.append(Signal(kind=fact.kind, span=fact.span, why=f"{edit.why} (seen: {fact.why})"))
        return _done(edit, fact.span, clean, _plain(_values(fact)), None)
    before = {name: _plain(getattr(fact, name)) for name in edit.set}
    for name, value in edit.set.items():
        setattr(fact, name, _value(record, name, value, fact, clean))
    return _done(edit, fact.span, clean, before, {name: _plain(getattr(fact, name)) for name in edit.set})


def _header(facts: Facts, edit: Edit, clean: Clean) -> Correction:
    header = facts.document
    span = _nearest(_places(clean, edit.at), None) if edit.at else None
    before = {name: getattr(header, name) for name in edit.set}
    for name, value in edit.set.items():
        setattr(header, name, _checked(records.Header, name, value, name))
        if span:
            header.spans[name] = span
    shown = span or next((header.spans[name] for name in edit.set if name in header.spans), (0, 0))
    return _done(edit, shown, clean, before, {name: getattr(header, name) for name in edit.set})


def _value(record: type[Any], name: str, value: Any, fact: Any, clean: Clean) -> Any:
    """A value as it goes into a fact; a fact of its own (a deadline) gets the place where its words stand, else its holder's."""
    value = _checked(record, name, value, name)
    inner = next((k for k in get_args(_types(record)[name]) if isinstance(k, type) and issubclass(k, Fact)), None)
    if inner is None or value is None:
        return value
    words = next((v for v in value.values() if isinstance(v, str)), "")
    inside = [p for p in _places(clean, words) if fact.span[0] <= p[0] and p[1] <= fact.span[1]] if words else []
    span = inside[0] if inside else fact.span
    return inner(
        **{f.name: value.get(f.name) for f in fields(inner) if f.name not in _EVIDENCE},
        span=span,
        quote=clean.quote(span),
    )


def _new(record: type[Any], given: Mapping[str, Any], span: Span, clean: Clean) -> Any:
    made = record(
        **{name: value for name, value in given.items() if name not in _nested(record)},
        span=span,
        quote=clean.quote(span),
    )
    for name, value in given.items():
        setattr(made, name, _value(record, name, value, made, clean))
    return made


def _nested(record: type[Any]) -> set[str]:
    """Fields that hold a fact of their own, and have a default: Task.deadline."""
    return {
        n for n, k in _types(record).items() if any(isinstance(a, type) and issubclass(a, Fact) for a in get_args(k))
    }


def _one(found: list[Any], where: Mapping[str, Any], at: str | None, clean: Clean, what: str) -> Any:
    wanted = {name: value.isoformat() if isinstance(value, date) else value for name, value in where.items()}
    fits = [f for f in found if all(_plain(getattr(f, name, None)) == value for name, value in wanted.items())]
    if at is not None:
        spots = _places(clean, at)
        if not spots:
            raise _Misfit(f"the document does not print {at!r}")
        fits = [f for f in fits if any(s < end and start < e for s, e in spots for start, end in _spans(f))]
    if not fits:
        raise _Misfit(f"no {what} fit")
    if len(fits) > 1:
        raise _Misfit(f"{len(fits)} {what} fit; name one with more of where, or with at")
    return fits[0]


def _spans(fact: Any) -> list[Span]:
    return getattr(fact, "spans", None) or [fact.span]


def _places(clean: Clean, words: str) -> list[Span]:
    """Where the document prints these words, as raw spans; spaces and line breaks between characters do not count."""
    letters = [re.escape(c) for c in words if not c.isspace()]
    if not letters:
        return []
    pattern = re.compile(r"\s*".join(letters))
    return [clean.raw_span(*m.span()) for m in pattern.finditer(clean.text)] or [
        m.span() for m in pattern.finditer(clean.raw)
    ]


def _nearest(places: list[Span], within: Span | None) -> Span:
    if not places:
        raise _Misfit("the document does not print the words of at")
    if within is None:
        if len(places) > 1:
            raise _Misfit(f"the document prints the words of at {len(places)} times; give more of them")
        return places[0]
    return min(places, key=lambda p: (max(within[0] - p[0], p[1] - within[1], 0), p))


def _values(fact: Any) -> dict[str, Any]:
    return {f.name: getattr(fact, f.name) for f in fields(fact) if f.name not in _EVIDENCE}


def _plain(value: Any) -> Any:
    """As the JSON of extraction prints it, without evidence."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(inner) for name, inner in _values(value).items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _done(edit: Edit, span: Span, clean: Clean, before: Any, after: Any) -> Correction:
    return Correction(
        span=span,
        quote=clean.quote(span),
        action=edit.action,
        fact=edit.fact,
        before=before,
        after=after,
        why=edit.why,
        by=edit.by,
    )


def entry(kind: str, where: Mapping[str, Any], of: Mapping[str, Any] | None = None) -> str:
    """An entry to start from, as a report offers it for copying."""

    def table(values: Mapping[str, Any]) -> str:
        return f"{{ {', '.join(f'{k} = {json.dumps(v, ensure_ascii=False)}' for k, v in values.items() if v is not None)} }}"

    lines = ["[[correct]]", f'fact = "{kind}"']
    lines += [f"of = {table(of)}"] if of else []
    lines += [f"where = {table(where)}"] if where else []
    return "\n".join([*lines, "set = {  }", 'why = ""', 'by = ""'])
