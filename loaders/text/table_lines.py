"""Lines that are rows of a table, the cells parted by bars, tabs or spaces; a cell may run over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from loaders.text.cells import parted, right_cells
from loaders.text.lines import (
    BAR,
    BARS,
    GROUP_CELL,
    HEAD_CELL,
    HEAD_SURE,
    LETTER_SPACED,
    MARKER,
    NAMED_GROUP,
    NUMERAL,
    Line,
    row_number,
)

# 第三章 主要任务 below a table whose cells spaces part is no row of it
_HEADING = re.compile(rf" *(?:第 ?(?:{NUMERAL}|\d{{1,2}}) ?[编章节条部]|{NUMERAL} ?、|（ ?{NUMERAL} ?）)")
# 索引号： | 1137… | 成文日期： | 2022-10-08 |: what the page says of the document, below its table
_PAGE_KEY = re.compile(rf"[ \t{BARS}]*[\u4e00-\u9fff ]{{2,10}}：[ \t]*[{BARS}]")


def mark_barred_tables(lines: list[Line]) -> None:
    """Find tables whose cells stand between bars: | 序号 | 任务 | 责任单位 |, │1│建设…│市住建局│."""
    n = 0
    while n < len(lines):
        stop = n
        while stop < len(lines) and len(BAR.findall(lines[stop].text)) >= 2 and not _PAGE_KEY.match(lines[stop].text):
            stop += 1
        if stop - n >= 2 and names_columns([text for _, text in barred(lines[n].text)]):
            for row in lines[n:stop]:
                row.table, row.barred = 2, True
            lines[n].table = 1
        n = stop + 1


def barred(text: str) -> list[tuple[int, str]]:
    """The cells of a barred line as (column, text), empty ones left out."""
    parts = BAR.split(text)
    if not parts[0].strip():
        parts = parts[1:]
    return [(column, part.strip()) for column, part in enumerate(parts) if part.strip()]


def _cells(line: str) -> list[str]:
    if "\t" in line or "  " in line:
        return [c for c in re.split(r"\t+| {2,}", line) if c.strip()]
    return [c for c in LETTER_SPACED.sub(lambda m: m[0].replace(" ", ""), line).split(" ") if c.strip()]


# 责任单位（列第一位的为牵头单位）, 总投资（万元）: what the name of a column adds
BRACKETED = re.compile("（[^（）]*）$")


def column_name(cell: str) -> str:
    """The name of a column, without spaces and what it adds in brackets."""
    name = cell.replace(" ", "")
    return BRACKETED.sub("", name) or name


def names_columns(cells: Sequence[str]) -> bool:
    """Whether a line of cells is the head of a table: 序号, 重点任务, 责 任 单 位."""
    cells = [column_name(cell) for cell in cells]
    return (
        len(cells) >= 3
        and all(len(c) <= 14 and not re.search(r"[，。；：《]", c) for c in cells)
        and not _HEADING.match(cells[0])
        and sum(1 for c in cells if HEAD_CELL.search(c)) * 3 >= 2 * len(cells)
        and any(HEAD_SURE.search(c) for c in cells)
    )


def mark_tables(lines: list[Line]) -> None:
    """Find head rows (序号 重点工作 … 责任单位) and the rows under them.

    A head row has three or more short cells that name columns. Under a head that starts with 序号, rows start with a
    number; a line that does not is the end of the table unless tabs part its cells.
    """
    inside = False
    numbered = False
    columns = count = 0  # columns of the head; cells of the row so far
    tabs = -1  # in the head, where they count the columns
    names: list[str] = []
    for n, line in enumerate(lines):
        if line.barred:
            inside = False
            continue
        counted = inside and line.tabs == tabs
        if inside and numbered and 0 < count < columns and not counted and _in_cell(lines, n, columns - count):
            # 2 <tab> 建设… / 改造… <tab> 市住建局: two lines of one cell
            line.table, line.more = 2, True
            count += line.text.count("\t")
            continue
        if inside and numbered and _names_group(lines, n):
            line.table = 2
            continue
        if " " not in line.text and "\t" not in line.text:
            inside = False
            continue
        cells = _cells(line.text)
        if names_columns(cells):
            line.table, inside = 1, True
            numbered = cells[0].replace(" ", "") in ("序号", "编号")
            columns, count = len(cells), 0
            names = [column_name(cell) for cell in cells]
            tabs = _counting_tabs(line, lines[n + 1] if n + 1 < len(lines) else None)
        elif inside:
            if numbered and row_number(cells[0]) and _oddly_spaced(line.text, cells, columns):
                cells = _without_inner_spaces(line, cells, names)
            merged = [] if counted or not numbered or row_number(cells[0]) else right_cells(cells, names)
            heading = not numbered and "\t" not in line.text and len(cells) < columns and _HEADING.match(line.text)
            if (
                len(cells) >= 2
                and not heading
                and (not numbered or re.fullmatch(r"\d{1,3}\.?", cells[0]) or "\t" in line.text or merged)
            ):
                line.table = 2
                count = line.text.count("\t") + 1 if "\t" in line.text and not counted and not merged else columns
                line.columns = line.filled() if counted else merged or line.columns
            else:
                inside = False


def _oddly_spaced(text: str, cells: list[str], columns: int) -> bool:
    """Whether single spaces part the cells of a row and stand inside them too: 3 建设 5G 基站 800 个。 市工信局 12 月底前."""
    if "\t" in text or "  " in text:
        return False
    dated = any(before.isdecimal() and cell[0] in "年月日" for before, cell in pairwise(cells))
    return len(cells) > columns or dated


def _without_inner_spaces(line: Line, cells: list[str], names: list[str]) -> list[str]:
    """The cells of such a row, put together as suits the columns; the row remembers which of its spaces are inside."""
    found = parted(cells, ["", *names[1:]], gaps=True)
    if found is None:
        return cells
    whole: list[str] = []
    line.inner = []
    at = n = 0
    for _, count in found[1]:
        for k, piece in enumerate(cells[n : n + count]):
            at = line.text.index(piece, at) + len(piece)
            if k + 1 < count:
                line.inner.append(at)
        whole.append("".join(cells[n : n + count]))
        n += count
    if len(whole) < len(names):
        line.columns = [column for column, _ in found[1]]
    return whole


def _counting_tabs(head: Line, below: Line | None) -> int:
    """How many tabs the rows under a head have where each parts two columns; -1 where tabs only make room.

    A cell of the head that spans columns stands before empty ones: 序号 <tab> 责任单位 <tab> <tab> 时限. That these are columns is
    seen from the next line, which fills one of them.
    """
    filled = head.filled()
    if not head.tabs:
        return -1
    if len(filled) == head.tabs + 1:
        return head.tabs
    if below and below.tabs == head.tabs and set(below.filled()) - set(filled):
        head.columns, head.width = filled, head.tabs + 1
        return head.tabs
    return -1


def _names_group(lines: list[Line], n: int) -> bool:
    """Whether line n only names the rows below it: 一、产业发展 above 1 <tab> 建设…"""
    return bool(
        len(lines[n].text) <= 40
        and (GROUP_CELL.match(lines[n].text) or NAMED_GROUP.match(lines[n].text))
        and n + 1 < len(lines)
        and re.match(r"\d{1,3}[.、]?[ \t]", lines[n + 1].text)
    )


def _in_cell(lines: list[Line], n: int, missing: int) -> bool:
    """Whether line n goes on with the last cell of the row above: the missing cells stand on it or on a line soon below it,
    before the next row starts with its number."""
    for line in lines[n : n + 12]:
        cells = line.text.split("\t")
        if re.fullmatch(r"\d{1,3}[.、]?", cells[0]) or GROUP_CELL.match(cells[0]):
            return False
        if len(cells) > 1:
            return len(cells) - 1 <= missing
    return False


def mark_row(row: list[Line], cells: list[int], kind: int) -> None:
    """Make lines one row of a table (1 head, 2 row) whose cells have so many lines each."""
    for line in row:
        line.table, line.more = kind, line is not row[0]
    row[0].cells = cells


def lines_a_cell(row: list[str], columns: int) -> list[int]:
    """How many lines each cell of a row has: the stretch that looks most like sentences takes the lines that are too many."""
    extra = len(row) - columns
    if extra <= 0:
        return [1] * len(row)
    weight = [len(text) + (40 if text.endswith(("。", "；")) or MARKER.match(text) else 0) for text in row]
    best = max(range(1, len(row) - extra), key=lambda at: sum(weight[at : at + extra + 1]))
    return [1] * best + [extra + 1] + [1] * (len(row) - best - extra - 1)
