"""Annex tables (任务分解表) -> rows with their merged cells filled.

A table printed as text has a head row (序号 重点工作 工作要点 任务清单 完成时限 责任单位) and rows whose cells are parted by tabs or
spaces, or stand each on a line of its own. A cell that the print merges downwards stands on its first row only; its rows have
fewer cells, or empty ones between tabs. A row that holds nothing but 一、产业发展 names the group of the rows below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from loaders.facts import Signal, Span
from loaders.finders.unit.lists import split
from loaders.finders.units import UNIT_SHAPE
from loaders.text.cells import SHARES, states_duty
from loaders.text.layout import Paragraph
from loaders.text.lines import GROUP_CELL, NAMED_GROUP
from loaders.text.outline import Item, Outline
from loaders.text.table_lines import BRACKETED

NUMBER, TEXT, DUE, UNITS, LABEL, OTHER = "number", "text", "due", "units", "label", "other"


@dataclass(slots=True)
class Column:
    """A column: its printed head, what it holds, and for units the role that the head gives."""

    head: str
    kind: str
    role: str = "responsible"


@dataclass(slots=True)
class Row:
    """A row: `cells` by column index (cleaned spans), `filled` the columns whose value a row above printed, `group` the name
    that a row of its own gives to it and its neighbours."""

    number: int
    start: int
    end: int
    cells: dict[int, Span]
    filled: set[int] = field(default_factory=set)
    group: Span | None = None


@dataclass(slots=True)
class Table:
    """One table; `title` is the line above it where it names the table."""

    columns: list[Column]
    rows: list[Row]
    title: str | None
    start: int

    def of_kind(self, kind: str) -> list[int]:
        """The indexes of the columns of one kind, left to right."""
        return [n for n, c in enumerate(self.columns) if c.kind == kind]


_HEADS = (
    (NUMBER, re.compile(r"^(?:序号|编号|项次|条目)$")),
    (DUE, re.compile(r"时限|时间|期限|节点|进度安排|完成日期")),
    (
        OTHER,
        re.compile(r"^(?!.*(?:单位|部门)).*(?:领导|责任人|牵头人|配合人|负责人|联系人|负责同志)$"),
    ),  # 牵头领导: a person
    (OTHER, re.compile("(?:评分|考核|评价|验收|督查|督导|督办)(?:单位|部门)")),  # who judges answers for nothing
    (
        UNITS,
        re.compile(
            r"单位|部门|处室|科室|司局|牵头|配合|主办|协办|参与|参加|协同|协作|责任(?!人|领导|清单|目标|内容)|分工$|承办"
        ),
    ),
    (OTHER, re.compile("^(?:第?[一二三四1-4]季度|[上下]半年|\\d{1,2}月(?:份)?)")),  # how far it is then
    (
        OTHER,
        re.compile(
            r"备注|说明|责任人|领导|联系|电话|链长|金额|投资|来源|依据|指标值|(?:进展|完成|推进|落实)情况|工作进展"
        ),
    ),
)
_MEASURE = re.compile(r"^(?:计量)?单位$|^(?:19|20)\d\d年|目标值|属性|基期|增速|增长")
_ROLES = (
    ("lead", re.compile("牵头|主办|主责|主管|主要(?:责任|负责)|第一责任")),  # 主要责任单位 beside 协同配合单位
    ("support", re.compile("配合|协办|参与|参加|协同|协作|支持|协助")),
)
_MAINLY = re.compile("主要(?:责任|负责)(?:单位|部门)$")
_DUE_CELL = re.compile(
    r"^(?:\d{4}年|\d{1,2}月|全年|年底|长期|持续|常态|立即|每|按|上半年|下半年|第?[一二三四]季度|[一二三四]季度|20\d\d|即日|适时|近期|中期|远期)"
)
_DUTY_TABLE = re.compile("任务|分工|分解|责任|清单|台账|措施|要点")


def find(outline: Outline) -> tuple[list[Table], list[Signal]]:
    """All tables of a document, and a signal for each row that does not fit its head."""
    tables: list[Table] = []
    signals: list[Signal] = []
    previous = ""
    group: Span | None = None
    text = outline.text
    above = {item.lead[1] + 1: item.title_span for item in outline.walk() if names_rows(item)}
    for paragraph in outline.layout.paragraphs:
        if not paragraph.cells:
            previous = paragraph.text
            continue
        if paragraph.head:
            columns = _columns(_spread([text[s:e] for s, e in paragraph.cells], paragraph))
            if tables and not tables[-1].rows:
                tables.pop()
            elif tables and previous == "\0" and [c.head for c in columns] == [c.head for c in tables[-1].columns]:
                continue  # the head again, at the top of a printed page
            title = previous if 4 <= len(previous) <= 60 and previous != "\0" else None
            group = None
            tables.append(Table(columns, [], title, paragraph.start))
        elif tables and not tables[-1].rows and (heads := _second_head(paragraph, tables[-1], text)):
            tables[-1].columns = _columns(heads)
        elif tables:
            table = tables[-1]
            if not table.rows and (heads := _unnamed_columns(paragraph, table, text)):
                table.columns = _columns(heads)
            named = _group(paragraph, text)
            row = None if named else _fit(table, paragraph, text)
            if named:
                if group is None and table.start in above:  # 一、产业发展 / 序号 … / 1 … / 二、民生保障 / 2 …
                    for row in table.rows:
                        row.group = above[table.start]
                group = named
            elif row is None:
                signals.append(
                    Signal(
                        kind="table_row",
                        span=outline.layout.clean.raw_span(paragraph.start, paragraph.end),
                        why=f"the row has {len(paragraph.cells)} cells, which do not fit the {len(table.columns)} columns of the table",
                    )
                )
            else:
                row.group = group
                table.rows.append(row)
        previous = "\0"
    for table in tables:
        _let_sentences_state(table, text)
        _number_by_names(table, text)
        _fill(table)
    return tables, signals


def names_rows(item: Item) -> bool:
    """Whether an item is nothing but its heading, so that a table right below it is what it holds."""
    return bool(item.title) and not item.body and not item.children


def _spread(heads: list[str], paragraph: Paragraph) -> list[str]:
    """The name of every column, where a name of the head spans several: 责任单位 above 牵头 and 配合 stands for both."""
    if not paragraph.width or paragraph.columns is None:
        return heads
    named = dict(zip(paragraph.columns, heads, strict=True))
    spread: list[str] = []
    for column in range(paragraph.width):
        spread.append(named.get(column, spread[-1] if spread else ""))
    return spread


def _second_head(paragraph: Paragraph, table: Table, text: str) -> list[str] | None:
    """The names of the columns where the head has a second row, which names the parts of what the first spans:
    序号 | 任务 | 责任单位 |      above      |      | 牵头 | 配合."""
    cells = [text[s:e] for s, e in paragraph.cells or []]
    columns = paragraph.columns
    if not columns or columns[0] == 0 or len(columns) != len(cells) or max(columns) >= len(table.columns):
        return None
    if not all(len(cell) <= 14 and re.fullmatch(r"[^，。；：\d]+", cell) for cell in cells):
        return None
    above = [column.head for column in table.columns]
    if not all(above.count(above[column]) > 1 for column in columns):
        return None
    return [head + cells[columns.index(n)] if n in columns else head for n, head in enumerate(above)]


def _unnamed_columns(paragraph: Paragraph, table: Table, text: str) -> list[str] | None:
    """The names of all columns where the head names fewer than its first row fills, and one of these holds the row's number:

    工作任务 | 具体要求 | 责任单位 above 一、公开 | （一）主动公开 | 1 | 公布目录。| 办公室. The print spans the names over what they leave out.
    """
    cells = [text[s:e] for s, e in paragraph.cells or []]
    heads = [column.head for column in table.columns]
    missing = len(cells) - len(heads)
    if missing < 1 or table.of_kind(NUMBER):
        return None
    at = next((n for n, cell in enumerate(cells) if re.fullmatch(r"1[.、]?", cell)), None)
    if at is None or not 0 < at <= missing + 1 or len(cells) - at - 1 > len(heads):
        return None
    behind = len(cells) - at - 1
    before = heads[: len(heads) - behind]
    return [
        *before,
        *([before[-1] if before else heads[0]] * (at - len(before))),
        "序号",
        *heads[len(heads) - behind :],
    ]


def _columns(heads: list[str]) -> list[Column]:
    columns = []
    measured = any("指标" in head for head in heads)
    for printed in heads:
        full = re.sub(r"\s", "", printed)
        head = BRACKETED.sub("", full) or full  # 责任单位（列第一位的为牵头单位）
        kind = next((kind for kind, pattern in _HEADS if pattern.search(head)), LABEL)
        if measured and _MEASURE.match(head):
            kind = OTHER  # 指标 单位 2025年: what is measured in which unit
        role = next((role for role, pattern in _ROLES if pattern.search(head)), "responsible")
        columns.append(Column(full, kind, role))
    for column in columns:
        # 责任分工 beside 责任单位 says what each is to do
        if SHARES.search(column.head) and any(c.kind == UNITS and c is not column for c in columns):
            column.kind = LABEL
    if measured and not any(c.kind in (UNITS, DUE) for c in columns):
        return columns
    if sum(c.kind == UNITS for c in columns) == 1:
        for column in columns:
            if column.kind == UNITS and _MAINLY.search(column.head):
                column.role = "responsible"  # 主要责任单位 beside no other
    if labels := [n for n, c in enumerate(columns) if c.kind == LABEL]:
        columns[
            states_duty(
                [(n, columns[n].head) for n in labels],
                [c.kind for c in columns].index(UNITS) if any(c.kind == UNITS for c in columns) else None,
            )
        ].kind = TEXT
    return columns


def duty_column(table: Table) -> int | None:
    """The column that states the duties, or None for a table that assigns none (no unit and no deadline column)."""
    texts = table.of_kind(TEXT)
    return texts[0] if texts and (table.of_kind(UNITS) or table.of_kind(DUE)) else None


def _group(paragraph: Paragraph, text: str) -> Span | None:
    """The name in a row that only names a group: 一、产业发展; 二 <tab> 民生保障."""
    cells = paragraph.cells or []
    first = text[slice(*cells[0])] if cells else ""
    m = GROUP_CELL.match(first)
    if len(cells) == 1 and not m and NAMED_GROUP.match(first):
        return cells[0]
    if not m or len(cells) > 2:
        return None
    if len(cells) == 2:
        return cells[1] if m.end() == len(first) else None
    return (cells[0][0] + m.end(), cells[0][1]) if m.end() < len(first) else None


def _fit(table: Table, paragraph: Paragraph, text: str) -> Row | None:
    """Place the cells of a row under the columns, order kept, where they suit best; left columns are the ones merged.

    Where tabs part as many cells as the head has, empty ones counted, each stands under its own column.
    """
    columns = table.columns
    cells = paragraph.cells or []
    if len(cells) > len(columns):
        return None
    best: tuple[float, tuple[int, ...]] | None = None
    printed_cells = [text[s:e] for s, e in cells]
    suits: dict[tuple[str, int], float] = {}  # by kind of column and cell, for every choice alike
    parted = paragraph.text.split("\t")
    drawn = paragraph.columns if not _shifted(paragraph, columns, printed_cells) else None
    own = tuple(drawn) if drawn is not None and max(drawn) < len(columns) else None
    choices: Iterable[tuple[int, ...]]
    if own and own == tuple(range(len(cells))) and len(cells) < len(columns):
        # the cells to the right are empty, or those merged above are left out and bars fill the row up: 2 | 公布目录。| 办公室 | |
        choices = combinations(range(len(columns)), len(cells))
    elif own:
        # | 3 | 公布目录。| 办公室 | | 张三 | | under a merged cell that is left out: all stand further right
        choices = [own, *((own[0], *(n + k for n in own[1:])) for k in range(1, len(columns) - max(own)))]
    elif len(parted) == len(columns) and sum(1 for c in parted if c.strip()) == len(cells):
        choices = [tuple(n for n, c in enumerate(parted) if c.strip())]
    else:
        choices = combinations(range(len(columns)), len(cells))
    for places in choices:
        # a missing cell is a merged one, and what merges is a group on the left
        score = sum(0.01 * n for n in places) + (1.5 if places == own else 0.0)
        # who leads is printed, who supports may be nobody
        score += sum(0.1 for n in places if columns[n].kind == UNITS and columns[n].role == "lead")
        for k, n in enumerate(places):
            kind = columns[n].kind
            if (kind, k) not in suits:
                suits[kind, k] = _suits(kind, printed_cells[k])
            score += suits[kind, k]
        if best is None or score > best[0]:
            best = score, places
    if best is None:
        return None
    placed = dict(zip(best[1], cells, strict=True))
    numbers = table.of_kind(NUMBER)
    number = len(table.rows) + 1
    if numbers and numbers[0] not in placed and paragraph.columns and table.rows:
        number = table.rows[-1].number  # the number is merged downwards: one number for several duties
    elif numbers:
        if numbers[0] not in placed:
            return None
        printed = text[slice(*placed[numbers[0]])].rstrip(".、")
        if not printed.isdecimal():
            return None
        number = int(printed)
    return Row(number, cells[0][0], cells[-1][1], placed)


def _shifted(paragraph: Paragraph, columns: list[Column], cells: list[str]) -> bool:
    """Whether a row leaves out the cells merged above it instead of drawing them empty: 2 | 公布目录。| 办公室 under 任务 | 序号 | 内容 | 单位."""
    number = next((n for n, column in enumerate(columns) if column.kind == NUMBER), 0)
    drawn = paragraph.columns or []
    return bool(number and 0 in drawn and re.fullmatch(r"\d{1,3}[.、]?", cells[drawn.index(0)]))


def _suits(kind: str, cell: str) -> float:
    if kind == NUMBER:
        return 3.0 if re.fullmatch(r"\d{1,3}[.、]?", cell) else -3.0
    if kind == DUE:
        return 3.0 if _DUE_CELL.match(cell) and len(cell) < 30 else -1.5
    if kind == UNITS:
        names = [name for name, _, _ in split(cell, 0)]
        good = sum(1 for n in names if len(n) <= 24 and UNIT_SHAPE.match(n))
        return 3.0 * good / len(names) if names and "。" not in cell else -1.5
    if kind == TEXT:
        return (1.0 if len(cell) > 20 else 0.3) + (0.5 if cell.endswith("。") else 0.0)
    if kind == OTHER and re.match(r"[-—〔\[（(>≥<≤〉〈%]|\d", cell):
        return 0.8  # a figure stands under a figure's head, not under the group merged on the left
    return 0.6 if len(cell) <= 30 and not cell.endswith("。") else -0.5


# 14.改建学校: a number that stands in the cell which it counts
_OWN_NUMBER = re.compile(r"(\d{1,3}) ?[.、](?!\d) ?(?=[^\d\s])")


def _number_by_names(table: Table, text: str) -> None:
    """Where no column holds numbers, rows have those that open the names in one of their cells: 教育 | 14.改建学校 | 教育局."""
    if table.of_kind(NUMBER):
        return
    for n in [*reversed(table.of_kind(LABEL)), *table.of_kind(TEXT)]:
        printed = [(row, _OWN_NUMBER.match(text, *row.cells[n])) for row in table.rows if n in row.cells]
        numbers = [int(m[1]) for _, m in printed if m]
        if len(printed) < 2 or len(numbers) < len(printed) or sorted(set(numbers)) != numbers:
            continue
        opened = {id(row): m for row, m in printed if m}
        number = 0
        for row in table.rows:
            if m := opened.get(id(row)):
                number = int(m[1])
                row.cells[n] = (m.end(), row.cells[n][1])
            row.number = number or row.number
        return


def _let_sentences_state(table: Table, text: str) -> None:
    """The column of sentences states the duty where that named for it holds mere names: 工作任务 稳岗 | 目标要求 返还保险费，惠及企业百家。"""
    duty, units = duty_column(table), table.of_kind(UNITS)
    if duty is None or not units:
        return

    def sentences(n: int) -> float:
        printed = [text[slice(*row.cells[n])] for row in table.rows if n in row.cells]
        return sum(cell.endswith("。") for cell in printed) / len(printed) if printed else 0.0

    others = [n for n in table.of_kind(LABEL) if duty < n < units[0] and sentences(n) > 0.6]
    if others and sentences(duty) < 0.2:
        table.columns[duty].kind, table.columns[others[-1]].kind = LABEL, TEXT


def _fill(table: Table) -> None:
    """Carry merged cells down: group and label columns, units and deadlines that a row does not print."""
    above: dict[int, Span] = {}
    labels = [n for n, c in enumerate(table.columns) if c.kind in (LABEL, DUE, UNITS)]
    for row in table.rows:
        # beside a printed 牵头单位 an empty 配合单位 is empty, not merged
        assigned = any(n in row.cells for n in table.of_kind(UNITS))
        for place, n in enumerate(labels):
            if n in row.cells:
                above[n] = row.cells[n]
                if table.columns[n].kind == LABEL:
                    # a new group ends the cells merged inside the old one
                    for inner in labels[place + 1 :]:
                        if table.columns[inner].kind == LABEL and inner not in row.cells:
                            above.pop(inner, None)
            elif n in above and not (assigned and table.columns[n].kind == UNITS):
                row.cells[n] = above[n]
                row.filled.add(n)
