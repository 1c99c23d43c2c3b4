"""Indicator tables (主要指标, 专栏): a row is a goal for each column that gives a target year or a target value.

Heads: 指标 (or 指标名称, 主要指标), 单位, 2020年 (the base), 2025年 or 目标值 (the target), 年均增速〔累计〕, 属性 (预期性, 约束性).
The unit stands in its own column, in the value's cell (2.8%) or in brackets behind the indicator: 发明专利拥有量（件）.
Values: 2.8, >2.8, ≥95, 5000左右, 5.5以内, 〔13.5〕 (cumulative over the years of the plan), 3-5; a cell without a number (—, 完成省下达任务) gives
none. Of 2025年 and 年均增速 the yearly rate counts only where the first is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from loaders.facts import Goal, Span
from loaders.finders.tables import Row, Table
from loaders.text.outline import Outline

_NAME = re.compile(r"指标|^(?:目标|项目|名称)(?:名称)?$")
_NO_NAME = re.compile(r"指标(?:属性|性质|类型|类别|值|体系|单位|解释|说明|来源)")
_UNIT = re.compile(r"^(?:计量|指标)?单位$")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?")
_TARGET = re.compile(r"目标|规划|预期(?!性)|计划|任务")
_BASE = re.compile(r"现状|基期|基数|实际|完成|初值|基础|预计")
_RATE = re.compile(r"年均|增速|增幅|累计|增长")
_VALUE = re.compile(
    r"(?P<open>[〔\[【]?)(?P<sign>≥|≧|>=|不低于|不少于|≤|≦|<=|不超过|控制在|>|〉|＞|大于|高于|超过|突破|<|〈|＜|小于|低于|约|达到|提高|下降|降低|增长|增加|累计)?"
    r"(?P<value>\d{1,9}(?:[，,]\d{3})*(?:\.\d{1,4})?)(?:%?[-—–～~至]+\d{1,9}(?:\.\d{1,4})?)?"
    r"(?P<unit>[^\d，。；〔〕\[\]【】（）()]{0,10}?)(?P<after>及?以上|以内|以下|左右)?[〕\]】]?(?:（[^（）]{0,12}）|\([^()]{0,12}\))?"
)
_SIGNS = {
    **dict.fromkeys(("≥", "≧", ">=", "不低于", "不少于", "以上", "及以上"), ">="),
    **dict.fromkeys(("≤", "≦", "<=", "不超过", "控制在", "以内", "以下"), "<="),
    **dict.fromkeys((">", "〉", "＞", "大于", "高于", "超过", "突破"), ">"),
    **dict.fromkeys(("<", "〈", "＜", "小于", "低于"), "<"),
    **dict.fromkeys(("约", "左右"), "~"),
}
# 发明专利拥有量（件）; （2020年不变价） is no unit
_IN_NAME = re.compile(r"[（(](?P<unit>[^（）()\d]{1,12})[）)]$")


def find(outline: Outline, tables: Iterable[Table], issue_year: int | None = None) -> list[Goal]:
    """The goals of all indicator tables, row by row. `issue_year` parts target years from base years; where it is not known
    the last year counts."""
    return [goal for table in tables for goal in _of_table(outline, table, issue_year)]


def _of_table(outline: Outline, table: Table, issue_year: int | None) -> Iterator[Goal]:
    heads = [c.head for c in table.columns]
    names = [n for n, head in enumerate(heads) if _NAME.search(head) and not _NO_NAME.search(head)]
    targets = _targets(heads, issue_year)
    if not names or not targets:
        return
    unit = next((n for n, head in enumerate(heads) if _UNIT.match(head)), None)
    rate = next((n for n, head in enumerate(heads) if _RATE.search(head) and n not in targets), None)
    for row in table.rows:
        printed = [(n, due) for n, due in targets.items() if n in row.cells and _value(outline, row.cells[n])]
        if not printed and rate is not None and rate in row.cells:
            printed = [(rate, next(reversed(targets.values())))]
        name = row.cells.get(names[-1])
        for n, due in printed:
            if name and (goal := _goal(outline, table, row, name, row.cells[n], row.cells.get(unit or -1), due)):
                yield goal


def _targets(heads: list[str], issue_year: int | None) -> dict[int, date | None]:
    """The columns that give targets, with the last day of their year."""
    years = {n: int(m["year"]) for n, head in enumerate(heads) if (m := _YEAR.search(head)) and not _RATE.search(head)}
    last = max(years.values(), default=0)
    found: dict[int, date | None] = {}
    for n, head in enumerate(heads):
        year = years.get(n)
        if _BASE.search(head) and not _TARGET.search(head):
            continue
        named = bool(_TARGET.search(head)) and not _NAME.match(head) and "性" not in head
        if year is None and named and not _RATE.search(head):
            found[n] = None
        elif year is not None and (named or (year > issue_year if issue_year else year == last)):
            found[n] = date(year, 12, 31)
    return found


def _value(outline: Outline, cell: Span) -> re.Match[str] | None:
    return _VALUE.fullmatch(re.sub(r"\s", "", outline.text[slice(*cell)]))


def _goal(
    outline: Outline, table: Table, row: Row, name: Span, cell: Span, unit: Span | None, due: date | None
) -> Goal | None:
    m = _value(outline, cell)
    if m is None:
        return None
    metric = re.sub(r"\s", "", outline.text[slice(*name)])
    inside = _IN_NAME.search(metric)
    printed = m["unit"] or (outline.text[slice(*unit)].strip() if unit else "") or (inside["unit"] if inside else "")
    value = float(re.sub("[，,]", "", m["value"]))
    start, end = min(name[0], cell[0]), max(name[1], cell[1])
    if name[0] < row.start:
        start = cell[0]  # the indicator is merged from a row above
    return Goal(
        **outline.at(start, end),
        scope=f"表{row.number}",
        origin="table",
        metric=metric[: inside.start()] if inside else metric,
        comparator=_SIGNS.get(m["sign"] or m["after"] or "", "="),
        value=int(value) if value == int(value) else value,
        unit="" if printed in "-—–" else printed,
        due=due.isoformat() if due else None,
        due_basis="table" if due else None,
        cumulative=bool(m["open"]) or m["sign"] == "累计",
        text=outline.text[start:end],
    )
