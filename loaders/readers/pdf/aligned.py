"""Tables without ruled lines: a head that names its columns, and cells that stand under each other.

A head is a line, or up to nine lines, whose parts name columns (序号, 重点任务, 责任单位); the table goes on below it, over page breaks,
as long as what follows stands in its columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.readers.pdf.glyphs import Run
from loaders.readers.pdf.lines import Line, line_of, text_of
from loaders.readers.pdf.tables import Table, TableCell
from loaders.text.lines import GROUP_CELL
from loaders.text.table_lines import names_columns
from loaders.text.upright import TABLE_ENDS

_MOST_HEAD_LINES = 9
_NARROW = 0.45  # em: the least white between two cells
_CLOSE = 1.6  # em: lines of one cell stand no further apart
_APART = 3.2  # em: a line this far below the table is none of its rows
_NUMBER = re.compile(r"\d{1,3}[.、]?")


@dataclass(slots=True)
class _Part:
    """What stands in one column of one line."""

    line: Line
    runs: list[Run]
    left: float
    right: float

    @property
    def text(self) -> str:
        return text_of(self.runs, self.line.em)

    def goes_on(self, below: _Part) -> bool:
        """Whether another part stands as close below as the lines of one cell."""
        white = below.runs[0].middle - self.runs[0].middle
        return self.line.page is below.line.page and white < _CLOSE * below.line.em


@dataclass(slots=True)
class _Row:
    """Lines of a table that are one row: parts by column. `group` is a line that names the rows below it."""

    parts: dict[int, list[_Part]] = field(default_factory=dict)
    group: bool = False


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a table: the parts of each column, where the flow goes on below it, and its last line."""

    columns: list[list[_Part]]
    stop: int
    last: Line

    @property
    def names(self) -> list[str]:
        return ["".join(part.text for part in column) for column in self.columns]


def with_tables(flow: Sequence[Line | Table]) -> Iterable[Line | Table]:
    """The same flow with its tables without lines found."""
    n = 0
    while n < len(flow):
        part = flow[n]
        if isinstance(part, Line) and (head := _head(flow, n)) is not None:
            found, stop = _table(flow, head)
            if found is not None:
                yield found
                n = stop
                continue
        yield part
        n += 1


def opens_table(lines: Sequence[Line]) -> bool:
    """Whether the first of some lines is the top of a head that names columns."""
    return bool(lines) and _head(lines, 0) is not None


def _head(flow: Sequence[Line | Table], n: int) -> _Head | None:
    """The head that starts at a line."""
    columns: list[list[_Part]] = []
    above: Line | None = None
    for height in range(_MOST_HEAD_LINES):
        line = flow[n + height] if n + height < len(flow) else None
        if not isinstance(line, Line):
            return None
        if above is not None and (line.page is not above.page or not 0 < line.middle - above.middle < _CLOSE * line.em):
            return None
        parts = _parts(line)
        if any(part.right - part.left > 14 * line.em for part in parts):
            return None
        for part in parts:
            over = [c for c in columns if any(p.left < part.right and part.left < p.right for p in c)]
            if len(over) > 1:
                return None
            if over:
                over[0].append(part)
            else:
                columns.append([part])
        columns.sort(key=lambda column: min(part.left for part in column))
        if len(columns) >= 3 and names_columns(
            ["".join(p.text for p in column).replace(" ", "") for column in columns]
        ):
            # 责任 / 单位: the head goes on below as long as short parts stand in the middle of its own
            while height + 1 < _MOST_HEAD_LINES and (more := _more_head(columns, flow, n + height + 1, line)):
                line = more[0].line
                for part in more:
                    next(c for c in columns if any(_centred(p, part) for p in c)).append(part)
                height += 1
            return _Head(columns, n + height + 1, line)
        above = line
    return None


def _more_head(columns: list[list[_Part]], flow: Sequence[Line | Table], n: int, above: Line) -> list[_Part] | None:
    """The parts of the next line, where each goes on with a column of the head."""
    line = flow[n] if n < len(flow) else None
    if not isinstance(line, Line) or line.page is not above.page or line.middle - above.middle > _CLOSE * line.em:
        return None
    parts = _parts(line)
    fits = len(parts) < len(columns) and all(
        len(part.text) <= 4
        and not _NUMBER.fullmatch(part.text)
        and sum(1 for column in columns if any(_centred(p, part) for p in column)) == 1
        for part in parts
    )
    return parts if fits else None


def _centred(one: _Part, other: _Part) -> bool:
    return abs((one.left + one.right) - (other.left + other.right)) < other.line.em


def _parts(line: Line) -> list[_Part]:
    return [_Part(line, runs, runs[0].left, max(run.right for run in runs)) for runs in line.segments()]


def _table(flow: Sequence[Line | Table], head: _Head) -> tuple[Table | None, int]:
    """The table below a head, and where the flow goes on behind it."""
    first = last = head.last
    spans = [(min(p.left for p in column), max(p.right for p in column)) for column in head.columns]
    body: list[Line] = []
    again: list[Line] = []
    groups: set[int] = set()
    at = head.stop
    while at < len(flow):
        line = flow[at]
        if not isinstance(line, Line):
            break
        if line.page is not last.page and (repeated := _head(flow, at)) is not None and repeated.names == head.names:
            again += [part for part in flow[at : repeated.stop] if isinstance(part, Line)]
            last = repeated.last
            at = repeated.stop
            continue
        if line.zone != first.zone or TABLE_ENDS.match(line.text):
            break
        if line.page is last.page and line.middle - last.middle > _APART * line.em:
            break
        parts = _cut(line, spans)
        over = [_columns_of(part, spans) for part in parts]
        if any(len(columns) > 1 for columns in over):
            if len(parts) > 1 or len(line.text) > 40 or not GROUP_CELL.match(line.text):
                break
            groups.add(id(line))
        elif len(parts) == 1 and not over[0] and line.page is not last.page:
            break
        else:
            for part, columns in zip(parts, over, strict=True):
                column = columns[0] if columns else _nearest(part, spans)
                spans[column] = min(spans[column][0], part.left), max(spans[column][1], part.right)
        body.append(line)
        last = line
        at += 1
    rows = _rows(body, spans, groups)
    if not rows:
        return None, at
    cells = [
        TableCell(0, column, lines=[line_of(p.line.page, list(p.runs), p.line.zone) for p in parts])
        for column, parts in enumerate(head.columns)
    ]
    for number, row in enumerate(rows, 1):
        for column, parts in sorted(row.parts.items()):
            lines = [line_of(p.line.page, list(p.runs), p.line.zone) for p in parts]
            cells.append(TableCell(number, column, columns=len(spans) if row.group else 1, lines=lines))
    edges = [spans[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), spans[-1][1]]
    return Table(edges, len(rows) + 1, cells, first.page.number, last.page.number, again), at


def _cut(line: Line, spans: list[tuple[float, float]]) -> list[_Part]:
    """The parts of a line, also cut where little white stands between two columns."""
    done = []
    for part in _parts(line):
        if len(_columns_of(part, spans)) < 2:
            done.append(part)
            continue
        runs = [run for whole in part.runs for run in _at_gaps(whole, _NARROW * line.em)]
        group: list[Run] = []
        for run in runs:
            if group and run.left - group[-1].right > _NARROW * line.em:
                done.append(_Part(line, group, group[0].left, group[-1].right))
                group = []
            group.append(run)
        done.append(_Part(line, group, group[0].left, group[-1].right))
    return done


def _at_gaps(run: Run, least: float) -> list[Run]:
    cuts = [n for n in range(1, len(run.text)) if run.lefts[n] - run.rights[n - 1] > least]
    return [run.piece(a, b) for a, b in zip([0, *cuts], [*cuts, len(run.text)], strict=True)]


def _columns_of(part: _Part, spans: list[tuple[float, float]]) -> list[int]:
    """The columns that a part stands in, by what is known of their width so far."""
    slack = 0.3 * part.line.em
    return [n for n, (left, right) in enumerate(spans) if part.left < right - slack and part.right > left + slack]


def _nearest(part: _Part, spans: list[tuple[float, float]]) -> int:
    return min(range(len(spans)), key=lambda n: max(spans[n][0] - part.right, part.left - spans[n][1]))


def _rows(body: list[Line], spans: list[tuple[float, float]], groups: set[int]) -> list[_Row]:
    """Lines -> rows: parted by numbers in the first column, by wider gaps, or by what the first column prints."""
    rows: list[_Row] = []
    stretch: list[dict[int, list[_Part]]] = []
    for line in body:
        if id(line) in groups:
            rows += _of_stretch(stretch)
            stretch = []
            rows.append(_Row({0: _parts(line)}, group=True))
            continue
        placed: dict[int, list[_Part]] = {}
        for part in _cut(line, spans):
            columns = _columns_of(part, spans)
            placed.setdefault(columns[0] if columns else _nearest(part, spans), []).append(part)
        stretch.append(placed)
    return rows + _of_stretch(stretch)


def _of_stretch(lines: list[dict[int, list[_Part]]]) -> list[_Row]:
    if not lines:
        return []
    numbered = [n for n, line in enumerate(lines) if 0 in line and _NUMBER.fullmatch(line[0][0].text)]
    keyed = numbered if len(numbered) >= 0.6 * sum(1 for line in lines if 0 in line) else []
    ruled = _starts_by_rule(lines, keyed)
    starts = ruled or _starts_by_gap(lines, keyed)
    if not starts and keyed:
        starts = keyed if keyed[0] == 0 else _starts_between(lines, keyed)
    if not starts:
        starts = [n for n, line in enumerate(lines) if 0 in line] or list(range(len(lines)))
        if starts[0] != 0:
            starts.insert(0, 0)
    rows = []
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        row = _Row()
        for line in lines[start:stop]:
            for column, parts in line.items():
                row.parts.setdefault(column, []).extend(parts)
        rows.append(row)
    _merge_downwards(rows)
    if not ruled:
        _rejoin(rows)
    return rows


def _rejoin(rows: list[_Row]) -> None:
    """Give a cell that runs on over the white between two rows, as merged cells do, to the first of them; where the longest cells run on,
    there is no white."""
    for above, below in reversed(list(pairwise(rows))):
        shared = [column for column in below.parts if column in above.parts]
        run_on = [c for c in shared if above.parts[c][-1].goes_on(below.parts[c][0])]
        length = {c: sum(len(part.text) for part in (*above.parts[c], *below.parts[c])) for c in shared}
        if 2 * len(run_on) < len(shared) and max(shared, key=lambda c: length[c]) not in run_on:
            for column in run_on:
                above.parts[column].extend(below.parts.pop(column))


def _merge_downwards(rows: list[_Row]) -> None:
    """Where a ruled line between two rows leaves out a column, its cell is one: what it prints in its middle belongs to its first row."""
    for above, below in reversed(list(pairwise(rows))):
        if not above.parts or not below.parts:
            continue
        last, first = _lines_of(above)[-1], _lines_of(below)[0]
        if last.page is not first.page:
            continue
        rules = [rule for rule in last.page.across if last.middle < rule.at < first.middle]
        for column, parts in sorted(below.parts.items()) if rules else ():
            middle = (min(p.left for p in parts) + max(p.right for p in parts)) / 2
            if not any(rule.start <= middle <= rule.end for rule in rules):
                above.parts.setdefault(column, []).extend(below.parts.pop(column))


def _lines_of(row: _Row) -> list[Line]:
    return sorted((part.line for parts in row.parts.values() for part in parts), key=lambda line: line.middle)


def _starts_by_rule(lines: list[dict[int, list[_Part]]], numbered: list[int]) -> list[int]:
    """The first lines of rows that have a ruled line above them; none where the table has no such lines."""
    ats = [next(iter(line.values()))[0].line for line in lines]
    left, right = min(line.left for line in ats), max(line.right for line in ats)
    ruled = [
        n
        for n, (a, b) in enumerate(pairwise(ats), 1)
        if a.page is b.page
        and any(
            a.middle < rule.at < b.middle and min(rule.end, right) - max(rule.start, left) > 0.5 * (right - left)
            for rule in a.page.across
        )
    ]
    if not ruled or len(ruled) < 0.5 * len(numbered):
        return []
    return _over_pages(lines, ruled, numbered)


def _starts_by_gap(lines: list[dict[int, list[_Part]]], numbered: list[int]) -> list[int]:
    """The first lines of rows that stand further apart than the lines inside of them; none where numbers or evenness speak against."""
    ats = [next(iter(line.values()))[0].line for line in lines]
    gaps = [b.middle - a.middle if a.page is b.page else None for a, b in pairwise(ats)]
    known = sorted(gap for gap in gaps if gap is not None)
    if len(known) < 2 or known[-1] < 1.2 * known[0]:
        return []
    limit = (known[0] + known[-1]) / 2
    starts = _over_pages(lines, [n for n, gap in enumerate(gaps, 1) if gap is not None and gap > limit], numbered)
    if numbered:
        bounds = [*starts, len(lines)]
        if any(sum(1 for n in numbered if a <= n < b) != 1 for a, b in pairwise(bounds)):
            return []
    return starts


def _over_pages(lines: list[dict[int, list[_Part]]], inside: list[int], numbered: list[int]) -> list[int]:
    """The first lines of rows, given those inside of pages and the lines with a row's number.

    Where a page breaks, the lines on both of its sides are one row where only one of them has a number, or, in a table without
    numbers, where the first column goes on empty. What has no number at the foot of a page belongs to the row above.
    """
    pages = [next(iter(line.values()))[0].line.page for line in lines]
    breaks = {n for n in range(1, len(lines)) if pages[n] is not pages[n - 1]}
    starts = [0]
    bounds = sorted({*inside, *breaks})
    for n, following in zip(bounds, [*bounds[1:], len(lines)], strict=False):
        keys = numbered or [m for m in range(starts[-1], following) if 0 in lines[m]]
        above = any(starts[-1] <= m < n for m in keys)
        below = any(n <= m < following for m in keys)
        if (n in breaks or (numbered and following in breaks)) and not (above and below):
            continue
        starts.append(n)
    return starts


def _starts_between(lines: list[dict[int, list[_Part]]], numbered: list[int]) -> list[int]:
    """The first lines of rows whose number stands in their middle: between two numbers, where the fewest cells go on from one line to
    the next, and the white is widest."""
    ats = [next(iter(line.values()))[0].line for line in lines]
    columns = sorted({column for line in lines for column in line if column})

    def cuts(n: int) -> int:
        """How many cells go on over the white above line n."""
        found = 0
        for column in columns:
            above = next((lines[m][column][-1] for m in range(n - 1, -1, -1) if column in lines[m]), None)
            below = next((lines[m][column][0] for m in range(n, len(lines)) if column in lines[m]), None)
            found += bool(above and below and above.goes_on(below))
        return found

    def best(first: int, last: int) -> int | None:
        """The line above which a row starts, of [first, last]."""
        return min(range(first, last + 1), key=lambda n: (cuts(n), ats[n - 1].middle - ats[n].middle, -n), default=None)

    def clear(n: int | None) -> bool:
        return n is not None and cuts(n) == 0 and ats[n].middle - ats[n - 1].middle > _CLOSE * ats[n].em

    starts = [0]
    for number, following in pairwise(numbered):
        if ats[number].page is ats[following].page:
            starts.append(best(number + 1, following) or following)
            continue
        # the row above may go on on the new page, or the row below start on the old one
        turn = next(n for n in range(number + 1, following + 1) if ats[n].page is not ats[number].page)
        old, new = best(number + 1, turn - 1), best(turn + 1, following)
        starts.append(next((n for n in (old, new) if n is not None and clear(n)), turn))
    return starts
