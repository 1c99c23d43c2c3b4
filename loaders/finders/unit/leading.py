"""Who leads where a document says once how its lists are to be read: 列第一位的为牵头单位，下同."""

from __future__ import annotations

import re
from collections.abc import Iterable

from loaders.finders.unit.words import COLLECTIVE, LEAD, MARKS, RESPONSIBLE, Statement, Unit

FIRST_LEADS = re.compile(
    r"(?:列|排|排名|排序)?(?:在)?(?:第一位?|首位|最前|第一名|第一个)(?:者|的)?(?:为|是|的)?(?:[^，。；]{0,6})?(?:为|是|系)?(?:牵头|主责|主办)(?:责任)?(?:部门|单位)?"
)
MARKED_LEAD = re.compile(
    rf"[标带加注打画][^，。；]{{0,4}}?(?P<mark>[{MARKS}])[^，。；]{{0,6}}[为是系][^，。；]{{0,6}}(?:牵头|主办|主责)"
)


def let_first_lead(units: list[Unit]) -> None:
    """The first-listed unit leads, unless a leading one is printed or it is a collective (各有关单位)."""
    printed = any(u.role == LEAD for u in units)
    if units and not printed and units[0].role == RESPONSIBLE and not COLLECTIVE.search(units[0].name):
        units[0].role = LEAD


def let_marked_lead(text: str, units: Iterable[Unit], mark: str) -> None:
    """The units lead that print a mark, where the document says what it means; `text` is the whole cleaned text."""
    for unit in units:
        if unit.role == RESPONSIBLE and mark in (text[unit.start - 1 : unit.start], text[unit.end : unit.end + 1]):
            unit.role = LEAD


# 第一个逗号前为牵头单位，下同; 分号前的为牵头部门
UP_TO_MARK = re.compile(
    r"(?:第一个?|首个)?“?(?P<mark>逗号|分号|；|，)”?(?:之前|以前|前面|前)的?(?:单位|部门)?(?:均|都)?(?:为|是|系)牵头"
)


def let_part_lead(text: str, statement: Statement, mark: str) -> None:
    """Every unit up to the first comma (or semicolon) leads, where the document says so; `text` is the whole cleaned text."""
    if any(u.role == LEAD for u in statement.units):
        return
    at = statement.start
    for unit in statement.units:
        if mark in text[at : unit.start]:
            return
        if unit.role == RESPONSIBLE and not COLLECTIVE.search(unit.name):
            unit.role = LEAD
        at = unit.end


# 分别负责为各部门分别牵头，下同: A、B分别负责 makes both lead from there on
EACH_LEADS = re.compile(r"分别负责[^，。；]{0,4}(?:为|是|指)[^，。；]{0,8}分别牵头")


def let_each_lead(text: str, statement: Statement) -> None:
    """A、B分别负责 where the document says that 分别负责 means 分别牵头; `text` is the whole cleaned text."""
    for unit in statement.units:
        said = text[unit.end : min(statement.end, unit.end + 200)]
        if unit.role == RESPONSIBLE and re.match(r"[^，；。]*分别负责", said):
            unit.role = LEAD
