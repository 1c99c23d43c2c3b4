"""Columns of text on a page: lines and tables in the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from loaders.readers.pdf import tables
from loaders.readers.pdf.grids import HANGING
from loaders.readers.pdf.lines import Line, lines_of
from loaders.readers.pdf.margins import Sheet

_FEWEST = 5  # lines that make a column of text
_GUTTER = 0.6  # em: the least width between columns
_DENSE = 0.72  # share of its column's width that the middle line of running text has
_STRAY = 0.15  # share of a page's lines that may run across a gutter: titles


def in_order(sheets: Sequence[Sheet]) -> list[Line | tables.Table]:
    """What the pages print, each from its top down, column by column."""
    gutters = [_gutter(sheet.lines) for sheet in sheets]
    known = [gutter for gutter in gutters if gutter is not None]
    order: list[Line | tables.Table] = []
    for sheet, gutter in zip(sheets, gutters, strict=True):
        # the last page of a text in columns fills its second column in part, or not at all
        if gutter is None and known and _parts_at(sheet, usual := median(known)):
            gutter = usual
        order.extend(_of_page(sheet, gutter))
    return order


def _parts_at(sheet: Sheet, gutter: float) -> bool:
    """Whether the lines of a page keep clear of a gutter, as those of columns do."""
    crossing = sum(1 for line in sheet.lines if _crosses(line, gutter))
    return crossing <= _STRAY * len(sheet.lines)


def _crosses(line: Line, gutter: float) -> bool:
    """Whether what a line prints runs across a gutter. A closing mark may hang out of a full line into the white."""
    end, start = float("-inf"), float("inf")
    for run in line.runs:
        if (run.left + run.right) / 2 < gutter:
            end = max(end, run.right - (line.em if run.text[-1] in HANGING else 0.0))
        else:
            start = min(start, run.left)
    if end == float("-inf") or start == float("inf"):
        return end > gutter or start < gutter
    return start - end < _GUTTER * line.em


def _of_page(sheet: Sheet, gutter: float | None) -> list[Line | tables.Table]:
    page = sheet.page
    found = [(grid.top, grid.columns[0], grid.columns[-1], tables.of_grid(grid, page)) for grid in sheet.grids]
    if gutter is None:
        flow: list[tuple[float, Line | tables.Table]] = [(line.middle, line) for line in sheet.lines]
        flow += [(top, table) for top, _, _, table in found]
        return [thing for _, thing in sorted(flow, key=lambda pair: pair[0])]
    bands: list[
        tuple[float, Line | tables.Table | None, float]
    ] = []  # (from the top, what spans both columns, its end)
    for line in sheet.lines:
        if _crosses(line, gutter):
            bands.append((line.top, line, line.bottom))
    for top, left, right, table in found:
        if left < gutter < right:
            bands.append((top, table, top))
    bands.sort(key=lambda band: band[0])
    bands.append((float("inf"), None, 0.0))
    spanning = {id(thing) for _, thing, _ in bands}
    runs = [run for line in sheet.lines if id(line) not in spanning for run in line.runs]
    order: list[Line | tables.Table] = []
    start = float("-inf")
    for top, thing, _ in bands:
        inside = [run for run in runs if start <= run.middle < top]
        for zone in (1, 2):
            mine = [run for run in inside if ((run.left + run.right) / 2 < gutter) == (zone == 1)]
            placed: list[tuple[float, Line | tables.Table]] = [
                (line.middle, line) for line in lines_of(page, mine, zone)
            ]
            placed += [
                (t, table)
                for t, left, right, table in found
                if start <= t < top and ((right <= gutter) if zone == 1 else (left >= gutter))
            ]
            order.extend(piece for _, piece in sorted(placed, key=lambda pair: pair[0]))
        if thing is not None:
            order.append(thing)
        start = top
    return order


def _gutter(lines: Sequence[Line]) -> float | None:
    """The middle of the white band that parts a page into two columns of running text; None where there is one column."""
    if len(lines) < _FEWEST:
        return None
    parts = [(part[0].left, max(run.right for run in part)) for line in lines for part in line.segments(_GUTTER)]
    left, right = min(p[0] for p in parts), max(p[1] for p in parts)
    em = median(line.em for line in lines)
    low, high = left + 0.3 * (right - left), left + 0.7 * (right - left)
    short = [(a, b) for a, b in parts if b - a < 0.62 * (right - left)]
    if len(short) < 2 * _FEWEST or len(parts) - len(short) > len(short):
        return None
    edges = sorted({low, high, *(x for part in short for x in part if low < x < high)})
    best: tuple[float, float] | None = None
    for a, b in pairwise(edges):
        crossing = sum(1 for start, end in short if start < b and end > a)
        if crossing <= _STRAY * len(short) and (best is None or b - a > best[1] - best[0]):
            best = a, b
    if best is None or best[1] - best[0] < _GUTTER * em:
        return None
    middle = (best[0] + best[1]) / 2
    for mine in ([p for p in short if p[1] <= middle], [p for p in short if p[0] >= middle]):
        if len(mine) < _FEWEST:
            return None
        width = max(p[1] for p in mine) - min(p[0] for p in mine)
        if median(b - a for a, b in mine) < _DENSE * width or width < 0.25 * (right - left):
            return None
    return middle
