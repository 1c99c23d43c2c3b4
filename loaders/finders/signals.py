"""Signals: what no rule reads, so that a person can look: gaps in numbering, brackets, lines, items without a unit, cut texts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from loaders.facts import Facts, Signal
from loaders.finders.tasks import Found
from loaders.finders.unit.leading import FIRST_LEADS
from loaders.finders.units import BRACKET
from loaders.text.outline import Item, Outline

# Lines that a web page puts around a document: read, and known to say nothing of it.
_SITE = re.compile(
    r"欢迎|站内搜索|联系我们|设为首页|加入收藏|当前位置|您(?:的|现在)?(?:所在)?(?:的)?位置|首页|打印|关闭|分享|收藏|字号|字体|上一篇|下一篇|版权|ICP|网站地图|网站标识|公网安备|主办|承办单位：|扫一扫|二维码|无障碍|繁體|简体|登录|注册|返回|通知公告|政策文件|信息公开|浏览|点击|阅读|来源|发布时间|更新时间|\|"
)
_LIST_WORDS = re.compile(r"(?:责任|牵头|配合|负责|主办|协办|参与)(?:单位|部门|处室|领导|人)")
_ON_ALL = re.compile(r"保障|组织(?:实施|领导)|实施要求|工作要求|有关要求|组织推进|附则|总则")
_ENDS = ("。", "；", "！", "？", "）", "”", "》", "：", "】", "〕", "]", "…")


def find(outline: Outline, facts: Facts, found: Found) -> list[Signal]:
    """All signals of a document, in printed order."""
    signals = [
        *facts.signals,
        *found.signals,
        *_numbering(outline),
        *_lists(outline, facts),
        *_tables(outline),
        *_cut(outline),
    ]
    signals += _without_units(found)
    signals += _head(outline, facts)
    return sorted(signals, key=lambda s: (s.span, s.kind, s.why))


def ignored(outline: Outline, facts: Facts) -> list[Signal]:
    """What was seen and left out on purpose: lines of the web page around the document."""
    read = set(facts.document.spans.values())
    out = []
    for paragraph in outline.layout.paragraphs:
        if paragraph.start >= outline.first:
            break
        span = outline.layout.clean.raw_span(paragraph.start, paragraph.end)
        if (
            len(paragraph.text) < 60
            and _SITE.search(paragraph.text)
            and not any(s < span[1] and span[0] < e for s, e in read)
        ):
            out.append(Signal(kind="site", span=span, why="a line of the web page around the document"))
    return out


def _signal(outline: Outline, kind: str, start: int, end: int, why: str) -> Signal:
    return Signal(kind=kind, span=outline.layout.clean.raw_span(start, end), why=why)


def _numbering(outline: Outline) -> Iterable[Signal]:
    """Numbers that skip: 一、 二、 四、 under one heading. Numbers may restart, or run through the whole document."""
    last: dict[str, Item] = {}
    for item in outline.walk():
        before = last.get(item.kind)
        last[item.kind] = item
        if item.kind in ("①", "（1）", "1.1") or item.annex:
            continue
        if item.value == 1 or (before is not None and item.value == before.value + 1):
            continue
        if before is None or before.parent is not item.parent:
            why = f"{item.printed} opens a list but is not its first number"
        else:
            why = f"{item.printed} follows {before.printed}: a number is missing, repeated or read wrong"
        yield _signal(outline, "numbering", item.start, item.start + len(item.printed) + 1, why)


def _lists(outline: Outline, facts: Facts) -> Iterable[Signal]:
    """Brackets that speak of units but gave none."""
    read = sorted({u.span for t in facts.tasks for u in t.units})
    starts = [s for s, _ in read]
    for m in BRACKET.finditer(outline.text):
        inside = m[m.lastindex or 1]
        if not _LIST_WORDS.search(inside[:12]) or FIRST_LEADS.search(inside):
            continue
        start, end = outline.layout.clean.raw_span(*m.span())
        k = bisect_left(starts, start)
        if k == len(starts) or starts[k] >= end:
            yield Signal(
                kind="responsibility", span=(start, end), why="a bracket names units, but no task took any from it"
            )


def _tables(outline: Outline) -> Iterable[Signal]:
    """Lines with tab stops that no table head explains."""
    for paragraph in outline.layout.paragraphs:
        if (
            not paragraph.cells
            # 发文机关：<tab>…<tab>成文日期：<tab>… of a portal
            and not (paragraph.start < outline.first and paragraph.text.count("：") >= 2)
            and outline.layout.clean.raw[slice(*outline.layout.clean.raw_span(paragraph.start, paragraph.end))].count(
                "\t"
            )
            >= 2
        ):
            yield _signal(
                outline,
                "table",
                paragraph.start,
                paragraph.end,
                "a line looks like a table row, but no head row names its columns",
            )


def _cut(outline: Outline) -> Iterable[Signal]:
    """A text that ends inside a sentence or a bracket was probably cut."""
    paragraphs = outline.layout.paragraphs
    if not paragraphs or not outline.items:
        return
    last = paragraphs[-1]
    if last.cells:
        return
    open_bracket = last.text.rfind("（") > last.text.rfind("）")
    if open_bracket or (len(last.text) > 30 and not last.text.endswith(_ENDS)):
        yield _signal(
            outline,
            "cut",
            max(last.start, last.end - 20),
            last.end,
            "the text ends inside a sentence; the document may be cut",
        )


def _without_units(found: Found) -> Iterable[Signal]:
    """Items without a unit in a document that gives most items one."""
    body = [t for t in found.tasks if t.origin == "body"]
    bare = [t for t in body if not t.units]
    if body and len(bare) < 0.5 * len(body):
        for task in bare:
            # 保障措施 call on everybody
            if _ON_ALL.search(f"{task.section} {task.title}"):
                continue
            yield Signal(
                kind="no_unit", span=task.span, why=f"{task.path} names no unit, though most items of the document do"
            )


def _head(outline: Outline, facts: Facts) -> Iterable[Signal]:
    header = facts.document
    for key, what in (
        ("title", "title"),
        ("issuer", "issuer"),
        ("issued_on", "date of issue"),
        ("jurisdiction", "jurisdiction"),
    ):
        if getattr(header, key) is None:
            yield _signal(outline, "header", 0, min(1, len(outline.text)), f"no {what} was found")
