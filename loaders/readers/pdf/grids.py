"""Tables with ruled lines: the lines of a page -> grids of cells, merged ones found by the lines that are missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.readers.pdf.glyphs import Page, Rule, Run

_SNAP = 3.0  # points: lines this near to each other are one
_REACH = 4.0  # points: lines that end this near to each other touch
_OPEN = 12.0  # points: a table without a line at its side reaches this far out of its last one
_BROKEN = 5.0  # points: at a page break, where a merged cell goes on, its sides reach this far below the last line
HANGING = frozenset(
    "，。、；：！？）》”’〕】」』,.;:!?)"
)  # stand over the edge of a full line rather than start the next one
_MOST_LINES = 1_500  # merged lines of a page one way
_MOST_CELLS = 40_000


@dataclass(slots=True)
class Cell:
    """A cell: its first row and column, how many it spans, and the runs that it prints."""

    row: int
    column: int
    rows: int
    columns: int
    runs: list[Run] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table: the edges of its columns and rows, and its cells in printed order."""

    columns: list[float]
    rows: list[float]
    cells: list[Cell]

    @property
    def top(self) -> float:
        return self.rows[0]

    @property
    def bottom(self) -> float:
        return self.rows[-1]


def take_grids(page: Page) -> tuple[list[Grid], list[Run], list[Run]]:
    """The ruled tables of a page from the top down, the runs that stand in none, and the turned runs that stand in none."""
    grids = [
        grid
        for across, down in _connected(_merged(page.across), _merged(page.down))
        if (grid := _grid(across, down)) is not None
    ]
    grids.sort(key=lambda grid: (grid.top, grid.columns[0]))
    free, turned = page.runs, page.turned
    kept = []
    for grid in grids:
        rest, rest_turned = _fill(grid, free), _fill(grid, turned)
        if (trimmed := _trimmed(grid)) is not None:
            kept.append(trimmed)
            free, turned = rest, rest_turned
    return kept, free, turned


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Lines that lie on each other or go on where another ends, as one."""
    done: list[Rule] = []
    group: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if group and rule.at - group[0].at > _SNAP:
            done.extend(_joined(group))
            group = []
        group.append(rule)
    return [*done, *_joined(group)]


def _joined(group: list[Rule]) -> list[Rule]:
    if not group:
        return []
    at = sum(rule.at for rule in group) / len(group)
    parts: list[tuple[float, float]] = []
    for rule in sorted(group, key=lambda rule: rule.start):
        if parts and rule.start <= parts[-1][1] + _REACH:
            parts[-1] = parts[-1][0], max(parts[-1][1], rule.end)
        else:
            parts.append((rule.start, rule.end))
    return [Rule(at, start, end) for start, end in parts]


def _connected(across: list[Rule], down: list[Rule]) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Lines that touch each other, table by table."""
    if len(across) > _MOST_LINES or len(down) > _MOST_LINES:
        return
    waiting_across, waiting_down = list(across), list(down)
    while waiting_down:
        mine_down, mine_across = [waiting_down.pop()], list[Rule]()
        queue: list[tuple[Rule, bool]] = [(mine_down[0], True)]
        while queue:
            rule, upright = queue.pop()
            others = waiting_across if upright else waiting_down
            near = [
                other
                for other in others
                if rule.start - _REACH <= other.at <= rule.end + _REACH
                and other.start - _REACH <= rule.at <= other.end + _REACH
            ]
            for other in near:
                others.remove(other)
                (mine_across if upright else mine_down).append(other)
                queue.append((other, not upright))
        yield mine_across, mine_down


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    """The grid that lines make; None where they part fewer than two columns."""
    if not across:
        return None
    columns, rows = _edges(down), _edges(across)
    left, right = min(r.start for r in across), max(r.end for r in across)
    top, bottom = min(r.start for r in down), max(r.end for r in down)
    # a table that has no line at its sides, or none at a page break, ends where the lines across it end
    columns = _opened(columns, left, right, _OPEN)
    rows = _opened(rows, top, bottom, _BROKEN)
    if len(columns) < 3 or len(rows) < 2 or len(columns) * len(rows) > _MOST_CELLS:
        return None
    height, width = len(rows) - 1, len(columns) - 1
    middles = [(a + b) / 2 for a, b in pairwise(rows)]
    centres = [(a + b) / 2 for a, b in pairwise(columns)]
    walls = [[_drawn(down, edge, at) for edge in columns] for at in middles]
    floors = [[_drawn(across, edge, at) for at in centres] for edge in rows]
    taken = [[False] * width for _ in range(height)]
    cells = []
    for row in range(height):
        for column in range(width):
            if taken[row][column]:
                continue
            wide = 1
            while column + wide < width and not walls[row][column + wide] and not taken[row][column + wide]:
                wide += 1
            high = 1
            while row + high < height and not any(floors[row + high][column : column + wide]):
                edges = walls[row + high]
                if any(edges[column + 1 : column + wide]) or any(taken[row + high][column : column + wide]):
                    break
                if column and not edges[column] and row + high:
                    break
                high += 1
            for r in range(row, row + high):
                for c in range(column, column + wide):
                    taken[r][c] = True
            cells.append(Cell(row, column, high, wide))
    return Grid(columns, rows, cells)


def _edges(rules: list[Rule]) -> list[float]:
    edges: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not edges or at - edges[-1] > _SNAP:
            edges.append(at)
    return edges


def _opened(edges: list[float], first: float, last: float, least: float) -> list[float]:
    if edges and first < edges[0] - least:
        edges = [first, *edges]
    if edges and last > edges[-1] + least:
        edges = [*edges, last]
    return edges


def _drawn(rules: list[Rule], edge: float, at: float) -> bool:
    return any(abs(rule.at - edge) <= _SNAP and rule.start <= at <= rule.end for rule in rules)


def _fill(grid: Grid, runs: list[Run]) -> list[Run]:
    """Put the runs that stand inside of a table into its cells, cut where a line parts them; returns the others."""
    owner: dict[tuple[int, int], Cell] = {}
    for whole in grid.cells:
        for row in range(whole.row, whole.row + whole.rows):
            for n in range(whole.column, whole.column + whole.columns):
                owner[row, n] = whole
    rest: list[Run] = []
    for run in runs:
        level = _between(grid.rows, run.middle)
        if level is None or run.right < grid.columns[0] or run.left > grid.columns[-1]:
            rest.append(run)
            continue
        start = 0
        last: Cell | None = None
        for n in range(len(run.text)):
            column = _between(grid.columns, (run.lefts[n] + run.rights[n]) / 2)
            cell = None if column is None else owner[level, column]
            if n == 0:
                last = cell
            elif cell is not last and run.text[n] not in HANGING:
                (last.runs if last else rest).append(run.piece(start, n))
                start, last = n, cell
        (last.runs if last else rest).append(run.piece(start, len(run.text)) if start else run)
    return rest


def _between(edges: list[float], at: float) -> int | None:
    for n in range(len(edges) - 1):
        if edges[n] <= at < edges[n + 1]:
            return n
    return None


def _trimmed(grid: Grid) -> Grid | None:
    """The grid without columns and rows in which no cell starts; None where nothing is printed in it, or in one column only."""
    if not any(cell.runs for cell in grid.cells):
        return None
    columns = sorted({cell.column for cell in grid.cells})
    rows = sorted({cell.row for cell in grid.cells})
    if len(columns) < 2:
        return None
    for cell in grid.cells:
        cell.columns = sum(1 for c in columns if cell.column <= c < cell.column + cell.columns)
        cell.rows = sum(1 for r in rows if cell.row <= r < cell.row + cell.rows)
        cell.column, cell.row = columns.index(cell.column), rows.index(cell.row)
    return Grid(
        [*(grid.columns[c] for c in columns), grid.columns[-1]],
        [*(grid.rows[r] for r in rows), grid.rows[-1]],
        grid.cells,
    )
