"""Places in a file: where the text that a reader made stands in the html, docx or pdf file itself.

A reader gives, beside its text, anchors sorted by `start` (code points of that text): from there up to the next anchor the
text stands at `place`. Plain text needs none: its offsets are its places.

What a place says, by kind of file (all numbers count from 1, but the box):
- pdf: `page`, and `box` (x0, y0, x1, y1) of the line in points, origin at the top left of the page
- docx: `paragraph`, the n-th `w:p` of the document's body that Word shows; inside a table also `table`, `row`, `cell`;
  text that stands outside of the body has `part`: footnote 2, endnote 1, text box 1
- html: `path`, a CSS selector of the element that prints the text
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from loaders.facts import Span

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a file; what its kind of file does not have is None."""

    page: int | None = None
    box: Box | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    part: str | None = None
    path: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """What the place says, without what it has not."""
        return {name: value for name in _NAMES if (value := getattr(self, name)) is not None}

    def told(self) -> str:
        """The place in words: page 3; table 1, row 2, cell 4; footnote 1; #zoom > p:nth-of-type(3)."""
        if self.page is not None:
            return f"page {self.page}"
        if self.part or self.path:
            return self.part or self.path or ""
        names = ("table", "row", "cell") if self.table is not None else ("paragraph",)
        return ", ".join(f"{name} {getattr(self, name)}" for name in names if getattr(self, name) is not None)


def told(found: Sequence[Place]) -> str:
    """Places in words, the first and the last: page 3 to page 4."""
    words = list(dict.fromkeys(place.told() for place in found))
    return f"{words[0]} to {words[-1]}" if len(words) > 1 else "".join(words)


_NAMES = tuple(f.name for f in fields(Place))


@dataclass(frozen=True, slots=True)
class Anchor:
    """From `start` (code points of the text) up to the next anchor, the text stands at `place`."""

    start: int
    place: Place


def places(anchors: Sequence[Anchor], span: Span) -> list[Place]:
    """Where [start, end) of the text stands in the file, in the order of the text, each place once.

    Lines of one page that touch (one under the other, or side by side as the cells of a row) become one box around them; the
    columns of a page stay apart. An empty span stands where the character behind it does.
    """
    start, end = span
    first = max(bisect_right(anchors, start, key=_start) - 1, 0)
    last = max(bisect_right(anchors, max(end - 1, start), key=_start), first)
    found: list[Place] = []
    for anchor in anchors[first:last]:
        if anchor.start >= max(end, start + 1):
            break
        place = anchor.place
        before = found[-1] if found else None
        if before and before.box and place.box and before.page == place.page and _touch(before.box, place.box):
            found[-1] = replace(before, box=_around(before.box, place.box))
        elif place not in found:
            found.append(place)
    return found


def _start(anchor: Anchor) -> int:
    return anchor.start


def _touch(a: Box, b: Box) -> bool:
    """Whether two boxes overlap in height or in width."""
    return (a[0] < b[2] and b[0] < a[2]) or (a[1] < b[3] and b[1] < a[3])


def _around(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def with_places(facts: Any, anchors: Sequence[Anchor]) -> Any:
    """Facts as plain JSON values, with `places` in every record that has a `span` (or `spans`: then of all of them, in their order).

    Without anchors the facts stay as they are.
    """
    if not anchors:
        return facts
    if isinstance(facts, list):
        return [with_places(fact, anchors) for fact in facts]
    if not isinstance(facts, dict):
        return facts
    done = {key: with_places(value, anchors) for key, value in facts.items()}
    spans = facts.get("spans")
    if isinstance(spans, dict):
        done["places"] = {key: _plain(anchors, [span]) for key, span in spans.items()}
    elif "span" in facts:
        done["places"] = _plain(anchors, spans or [facts["span"]])
    return done


def _plain(anchors: Sequence[Anchor], spans: Iterable[Sequence[int]]) -> list[dict[str, Any]]:
    found = [place.to_dict() for start, end in spans for place in places(anchors, (start, end))]
    return [place for n, place in enumerate(found) if place not in found[:n]]


def dump(anchors: Sequence[Anchor]) -> str | None:
    """The anchors as compact JSON, None for none: the names of what any place has, then a row an anchor; a start is the distance to
    the start before, a value that is that of the row before is "" and a box is in tenths of points.

    >>> dump([Anchor(0, Place(page=1)), Anchor(9, Place(page=1)), Anchor(14, Place(page=2))])
    '[["page"],[0,1],[9,""],[5,2]]'
    """
    if not anchors:
        return None
    names = [name for name in _NAMES if any(getattr(anchor.place, name) is not None for anchor in anchors)]
    rows: list[list[Any]] = [list(names)]
    at = 0
    before: list[Any] = [""] * len(names)
    for anchor in anchors:
        values = [_packed(name, getattr(anchor.place, name)) for name in names]
        rows.append([anchor.start - at, *("" if v == b else v for v, b in zip(values, before, strict=True))])
        at, before = anchor.start, values
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def load(dumped: str | None) -> list[Anchor]:
    """The anchors that `dump` wrote."""
    if not dumped:
        return []
    names, *rows = json.loads(dumped)
    anchors: list[Anchor] = []
    at = 0
    values: list[Any] = [None] * len(names)
    for distance, *row in rows:
        at += distance
        values = [b if v == "" else v for v, b in zip(row, values, strict=True)]
        anchors.append(Anchor(at, Place(**{n: _unpacked(n, v) for n, v in zip(names, values, strict=True)})))
    return anchors


def _packed(name: str, value: Any) -> Any:
    return [round(10 * x) for x in value] if name == "box" and value is not None else value


def _unpacked(name: str, value: Any) -> Any:
    return tuple(x / 10 for x in value) if name == "box" and value is not None else value
