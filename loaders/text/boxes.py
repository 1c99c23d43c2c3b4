"""Tables drawn with lines: cells whose words break over the lines of a box, and bars that close a cell a line.

Both are put into the order in which a reader takes them, one row (or one cell) a line, before the lines are told apart:
the characters stay those of the text, only their order and the breaks between them change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.facts import Span
from loaders.text.clean import Clean
from loaders.text.lines import BARS

# What draws a box. The cleaning folds ─ and ━ to dashes of text, so that a rule is dashes between corners: ├—┼—┤, +---+---+
_CORNERS = "├┤┼┬┴┌┐└┘┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬┝┥┠┨┯┷┿╂┰┸╟╢╤╧╪╫+"
_DASHES = r"[—\-=_─━═┄┅┈┉╌╍\s]*"
_DRAWN = re.compile(f"[{_CORNERS}{BARS}]")
_RULE = re.compile(rf"[ \t]*[{_CORNERS}](?:{_DASHES}[{_CORNERS}])+[ \t]*$")
_CORNER = re.compile(f"[{_CORNERS[:-1]}]")
_NUMBER = re.compile(r"\d{1,3}[.、]?$")
# △加强监督: a duty of its own, though no line parts it from the one above
_OPENS = re.compile(r"[△▲●■◆★☆※◎①-⑳]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、](?!\d)")


def unboxed(clean: Clean) -> Clean:
    """The text with each row of a drawn table on one line, its cells parted by tabs.

    ├──┼────┤            1 <tab> 加强监管，建立台账
    │1 │加强监管，│
    │  │建立台账  │
    └──┴────┘
    """
    text = clean.text
    if not _CORNER.search(text) and not re.search(r"(?m)^[ \t]*\+[-=]", text):
        return clean
    order: list[tuple[Span, str]] = []  # what is kept, in its order, and what is printed for it ("": as it stands)
    lines = list(_lines(text))
    n = 0
    while n < len(lines):
        stop = n
        while stop < len(lines) and _DRAWN.match(text[slice(*lines[stop])].strip()[:1] or "."):
            stop += 1
        rows = _rows(text, lines[n:stop]) if stop - n >= 4 and _RULE.match(text[slice(*lines[n])]) else []
        if rows:
            order += rows
        else:
            stop = max(stop, n + 1)
            order += [((start, min(end + 1, len(text))), "") for start, end in lines[n:stop]]
        n = stop
    if not any(printed for _, printed in order):
        return clean
    return clean.ordered(order)


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


@dataclass(slots=True)
class _Cell:
    """A cell of a drawn table: where its lines stand."""

    parts: list[Span] = field(default_factory=list)


def _rows(text: str, lines: list[Span]) -> list[tuple[Span, str]]:
    """The rows of one box as stretches in their order; [] for what is no box of three columns or more."""
    pieces = [_pieces(text, line) for line in lines]
    columns = max(map(len, pieces))
    if columns < 3:
        return []
    grid: list[list[_Cell]] = []
    breaks: list[int] = []  # of each row, the break of its first line
    merged = [False] * columns  # which cells of the row above go on below its rule
    is_open = False
    for line, cells in zip(lines, pieces, strict=True):
        ruled = [_dashes(text, cell) for cell in cells]
        if _RULE.match(text[slice(*line)]) or any(ruled):
            is_open = False
            merged = [not rule for rule in ruled] if len(cells) == columns and any(ruled) else [False] * columns
            if grid and len(cells) == columns:
                _add(text, grid[-1], cells, merged)
            continue
        if len(cells) != columns:
            return []
        numbered = _NUMBER.match(text[slice(*cells[0])].strip())
        if not is_open or (numbered and grid[-1][0].parts):
            above = grid[-1] if grid and not is_open else []
            goes_on = [merged[n] and not _OPENS.match(text[slice(*cell)].strip()) for n, cell in enumerate(cells)]
            grid.append([above[n] if goes_on[n] and above else _Cell() for n in range(columns)])
            breaks.append(line[1])
            is_open = True
        _add(text, grid[-1], cells, [True] * columns)
    return list(_printed(text, grid, breaks))


def _dashes(text: str, cell: Span) -> bool:
    """Whether a cell of a line is a piece of a rule: ────; a dash that says that the cell is empty has space around it."""
    return bool(re.fullmatch(r"[—\-=_─━═┄┅┈┉╌╍]+", text[slice(*cell)]))


def _pieces(text: str, line: Span) -> list[Span]:
    """What stands between the bars and corners of a line."""
    marks = [m.start() for m in _DRAWN.finditer(text, *line)]
    return [(low + 1, high) for low, high in pairwise(marks)]


def _add(text: str, row: list[_Cell], cells: list[Span], taken: list[bool]) -> None:
    for n, (start, end) in enumerate(cells):
        piece = text[start:end]
        if taken[n] and piece.strip():
            lead = len(piece) - len(piece.lstrip())
            row[n].parts.append((start + lead, start + len(piece.rstrip())))


def _printed(text: str, grid: list[list[_Cell]], breaks: list[int]) -> Iterator[tuple[Span, str]]:
    """The stretches of the rows; a space of the box parts two lines of a cell where the first does not fill it."""
    seen: set[int] = set()
    for row, line_break in zip(grid, breaks, strict=True):
        bars = [m.start() for m in _DRAWN.finditer(text, text.rfind("\n", 0, line_break) + 1, line_break)]
        for n, cell in enumerate(row):
            if n:
                yield (bars[n], bars[n] + 1), "\t"
            if id(cell) in seen:
                continue  # printed in the row where it starts
            seen.add(id(cell))
            for k, (start, end) in enumerate(cell.parts):
                yield (start, end), text[start:end]
                if k + 1 < len(cell.parts) and text[end : end + 2] == "  ":
                    yield (end, end + 1), " "
        if line_break < len(text):
            yield (line_break, line_break + 1), "\n"


# One of the names of a column: 责任单位, 时限要求
_NAMES_COLUMN = re.compile("单位|部门|科室|时限|时间|领导|任务|内容|措施|事项|备注|链长")
_FEWEST_CELLS = 6
_MOST_LINES = 12  # of one cell


def unbarred(clean: Clean) -> Clean:
    """The text with a cell a line where a bar closes each cell of a table, on its line or on one of its own:

    序号 / | / 任务 / | / 责任单位 / | / 1 / | / 建设… / 改造… / | / 市住建局 / |. Several lines of a cell become one.
    """
    text = clean.text
    if not re.search(rf"(?m)^[^{BARS}\n]*[{BARS}][ \t]*$", text):
        return clean
    lines = list(_lines(text))
    order: list[tuple[Span, str]] = []
    changed = False
    n = 0
    while n < len(lines):
        cells, stop = _closed_cells(text, lines, n)
        if (
            len(cells) >= _FEWEST_CELLS
            and sum(len(_said(text, c)) <= 14 and bool(_NAMES_COLUMN.search(_said(text, c))) for c in cells[:9]) >= 2
        ):
            changed = True
            for parts in cells:
                for k, (start, end) in enumerate(parts):
                    order.append(((start, end), ""))
                    order.append(((end, end + 1), "\n" if k + 1 == len(parts) else " "))
            n = stop
        else:
            order.append(((lines[n][0], min(lines[n][1] + 1, len(text))), ""))
            n += 1
    return clean.ordered(order) if changed else clean


def _said(text: str, parts: list[Span]) -> str:
    return "".join(text[s:e] for s, e in parts)


def _closed_cells(text: str, lines: list[Span], n: int) -> tuple[list[list[Span]], int]:
    """The cells from line n on, each as its lines without the bar that closes it, and the line behind the last."""
    cells: list[list[Span]] = []
    stop = n
    parts: list[Span] = []
    while n < len(lines):
        start, end = lines[n]
        body = text[start:end]
        said = body.strip(" \t")
        n += 1
        if not said:
            continue
        closed = said[-1] in BARS
        if len(re.findall(f"[{BARS}]", said)) > closed or len(parts) > _MOST_LINES:
            break
        if parts and not cells and said not in BARS:
            break  # a title above the table
        start += len(body) - len(body.lstrip(" \t"))
        inside = said[:-1].rstrip(" \t") if closed else said
        if inside:
            parts.append((start, start + len(inside)))
        if closed:
            if parts:
                cells.append(parts)
            parts, stop = [], n
    return cells, stop
