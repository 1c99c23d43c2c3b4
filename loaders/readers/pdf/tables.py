"""Tables of a document: those of its pages as rows of cells, one that runs over a page break as one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.readers.pdf.glyphs import Page
from loaders.readers.pdf.grids import Grid
from loaders.readers.pdf.lines import Line, first_word, lines_of

_ENDS = tuple("。；！？.;!?")
_NUMBER = re.compile(r"\d{1,3}[.、]?")
_SHIFT = 8.0  # points that an edge may move from page to page
_MOST_HEAD_ROWS = 3


@dataclass(slots=True)
class TableCell:
    """A cell: its first row and column, how many it spans, and its lines (of several pages, where a row runs over their break)."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


@dataclass(slots=True)
class Table:
    """A table: the edges of its columns, how many rows it has, its cells in printed order, the pages of its first and last row, and the
    lines of its head that further pages print again."""

    edges: list[float]
    height: int
    cells: list[TableCell]
    first: int
    last: int
    again: list[Line] = field(default_factory=list)

    def row(self, number: int) -> dict[int, TableCell]:
        """The cells with text that start in a row, by column."""
        return {cell.column: cell for cell in self.cells if cell.row == number and cell.lines}


def of_grid(grid: Grid, page: Page) -> Table:
    """The table that a ruled grid holds, without rows that print nothing."""
    used = sorted({cell.row for cell in grid.cells if cell.runs})
    cells = [
        TableCell(
            used.index(cell.row),
            cell.column,
            sum(1 for row in used if cell.row <= row < cell.row + cell.rows),
            cell.columns,
            lines_of(page, cell.runs),
        )
        for cell in grid.cells
        if cell.runs
    ]
    return Table(grid.columns, len(used), cells, page.number, page.number)


def cell_lines(table: Table) -> list[tuple[TableCell, list[list[Line]]]]:
    """Every cell with its lines, those together that are one: a line that leaves room for the next word ends there."""
    margins: dict[int, float] = {}  # column -> the least white between its edges and its text
    for cell in table.cells:
        for line in cell.lines:
            white = min(line.left - table.edges[cell.column], table.edges[cell.column + cell.columns] - line.right)
            margins[cell.column] = max(min(white, margins.get(cell.column, white)), 0.0)
    done = []
    for cell in table.cells:
        wide = table.edges[cell.column + cell.columns] - table.edges[cell.column] - 2 * margins.get(cell.column, 0.0)
        groups: list[list[Line]] = []
        for line in cell.lines:
            last = groups[-1][-1] if groups else None
            # a row that runs over a page break was found to go on
            if last is not None and (
                wide - (last.right - last.left) < (first_word(line.text) + 0.6) * line.em
                or (last.page is not line.page and not last.text.endswith(_ENDS))
            ):
                groups[-1].append(line)
            else:
                groups.append([line])
        done.append((cell, groups))
    return done


def joined(table: Table, below: Table) -> bool:
    """Add a table at the top of a page, or of a column of text, to the one that ended the one before; False where it is another table."""
    beside = below.first == table.last and abs(below.edges[0] - table.edges[0]) > _SHIFT
    if not (beside or below.first == table.last + 1) or not _same_columns(table.edges, below.edges):
        return False
    head = 0
    while head < min(_MOST_HEAD_ROWS, table.height, below.height) and _texts(table, head) == _texts(below, head) != {}:
        head += 1
    table.again += [line for cell in below.cells if cell.row < head for line in cell.lines]
    goes_on = head < below.height and _row_goes_on(table, below, head)
    shift = table.height - head
    for cell in below.cells:
        if cell.row < head:
            continue
        if goes_on and cell.row == head:
            above = next((c for c in table.cells if c.row == table.height - 1 and c.column == cell.column), None)
            if above is not None:
                above.lines += cell.lines
                above.rows += cell.rows - 1
                continue
        cell.row += shift - (1 if goes_on else 0)
        table.cells.append(cell)
    table.height += below.height - head - (1 if goes_on else 0)
    table.last = below.last
    return True


def _same_columns(one: list[float], other: list[float]) -> bool:
    """Whether edges agree, but for a page whose margins lie elsewhere."""
    if len(one) != len(other):
        return False
    shift = other[0] - one[0]
    return all(abs(b - a - shift) < _SHIFT for a, b in zip(one, other, strict=True))


def _texts(table: Table, row: int) -> dict[int, str]:
    return {column: cell.text for column, cell in table.row(row).items()}


def _row_goes_on(table: Table, below: Table, row: int) -> bool:
    """Whether a row of a new page is the rest of the last one of the page before.

    A table that numbers its rows tells it by the number, which stands on one of the two pages; any other by its longest cell, which
    breaks off in the middle of a sentence at the end of a full line.
    """
    last, first = _texts(table, table.height - 1), _texts(below, row)
    if not first or not last or len(last) == 1 < len(table.edges) - 1:
        return False
    for column in range(len(table.edges) - 1):
        printed = [text for n in range(1, table.height) if (text := _texts(table, n).get(column))]
        numbers = [text for text in printed if _NUMBER.fullmatch(text)]
        if numbers and len(numbers) >= 0.6 * len(printed):
            before, after = last.get(column), first.get(column)
            if after is None:
                return True
            return before is None and any(not last[c].endswith(_ENDS) for c in last if c in first and len(last[c]) > 8)
    column = max(first, key=lambda c: len(first[c]))
    if column not in last or last[column].endswith(_ENDS):
        return False
    cell = table.row(table.height - 1)[column]
    line = cell.lines[-1]
    return table.edges[column + cell.columns] - line.right < 2.0 * line.em
