"""Industry chains (产业链) that the text describes, numbers or lists by name as something to build.

Printed forms:
  1. a paragraph or item of its own: 甲产业链。围绕“a、b（c、d等）、e”成链，细分领域包括f、g等。  甲产业链：上游…，中游…，下游…
  2. a heading that builds one: （二）做强甲产业链
  3. a list behind a verb of building: 大力培育甲、乙、丙等某某产业链; 聚焦甲、乙和丙三条产业链
  4. a table with a column 产业链 (链长, 链主, 牵头单位 beside it)
A chain in passing (完善某某产业链, 产业链上下游, 创新链产业链, 全产业链, 区块链) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.facts import Chain, Name, Span
from loaders.numerals import to_int
from loaders.outline import Outline, marker
from loaders.phrases import entries, hide_titles, raw_spans

_END = "产业链"
# What may stand before 产业链 without naming one.
_NO_NAME = re.compile(
    r"^(?:各|全|整|整个|本|我[省市区县]|重点|优势|特色|主导|战略性?|新兴|战略性新兴|标志性|支柱|核心|关键|细分|完整|完善|现代|现代化|相关|上述|以下|每[一条个]?|该|其|这些?|若干|多条?|一批|一条|[\d一二三四五六七八九十百]+[条大个]|上下游|国内外?|区域|本地|先进制造业?|传统|高端|绿色|数字|未来|典型|优质|供应链|创新链|价值链|资金链|人才链|、|和|与|的|等)*$"
)
_NO_CHAIN = re.compile(
    r"全$|[、，。；：“”的]|创新链|供应链|价值链|人才链|资金链|区块链$|等$|我[省市区县]|相关|各|^[和与及]|^(?:关于|梳理|开展|补齐|畅通|稳定|加强|强化|支持|围绕|深化|融入|嵌入|提高|实现|引进|保障|加快|加大|促进|鼓励|落实|建立|组织|依托)"
)
_BUILD = r"打造|培育壮大|培育发展|培育|做强做优|做大做强|做优做强|做强|做大|做优|壮大|构建|建设|建强|发展壮大|发展|布局|聚焦|实施|提升|锻造|形成|塑造|推进|推动|延伸|延长|补强|巩固|健全完善|健全|完善|优化提升|优化"
_HEADING_VERB = re.compile(rf"^(?:(?:着力|大力|加快|重点|积极|全力|精心|持续|深入|努力)?(?:{_BUILD}))")

# form 1: up to 产业链 at the start of a paragraph, then a stop
_HEAD = re.compile(
    r"[—－·●▪◆■\- ]{0,3}(?P<name>[^，。；：\n]{2,30}?产业链)(?P<stop>[。：]|（[^（）\n]{2,30}）[。：]?|$)"
)
# form 3
_LIST_END = re.compile(r"产业链(?:集群)?(?=[，。；）\n]|$)")
# 围绕甲、乙等产业链招商 and the like use chains, and build none
_NO_LIST = re.compile(r"围绕|针对|依托|根据|按照|涉及|贯通|完善|补齐|服务")
_LIST_VERB = re.compile(
    r"(?:重点|大力|着力|加快|积极|全力|聚焦|持续|集中力量|优先)*(?:培育壮大|培育发展|发展壮大|做大做强|做优做强|做强做优|培育|打造|构建|发展|做强|做大|壮大|布局|聚焦|建设|锻造|形成)"
)

# 围绕“…”成链
_AROUND = re.compile(
    r"围绕[“\"]?(?P<list>[^”\"。；\n]{2,400})[”\"]?(?:等(?:环节)?)?(?:成链|建链|延链|强链|布局|构建产业链)"
)
# 包括A、B等环节; 环节包括A、B; 涵盖A、B、C三大环节
_LINKS = re.compile(
    r"(?:(?:关键|重点|核心|主要|产业链|产业)?环节(?:主要)?(?:包括|涵盖|涉及|包含|有|为|：)(?P<list>[^。；，\n]{2,300})"
    r"|(?:主要)?(?:包括|涵盖|涉及|包含|由)(?P<before>[^。；，\n]{2,300}?环节))"
)
_STREAM = re.compile(
    r"(?:产业链)?(?P<part>上游|中游|下游)(?:环节)?(?:主要|重点)?(?:包括|涵盖|为|是|以|聚焦|发展|布局|涉及|包含|拓展|延伸|培育|突破|做强|引进|：)*(?P<list>[^。；\n]{2,300}?)(?=[，；、]?(?:产业链)?(?:上游|中游|下游)|[。；\n]|，(?:细分|重点|主要|形成|打造)|$)"
)
_SUBFIELDS = re.compile(
    r"(?:(?:细分|重点|主要|重点发展|主攻|核心)(?:产业)?(?:领域|方向|产品|赛道|行业|门类|细分领域)(?:主要|重点)?(?:包括|涵盖|涉及|包含|有|为|是|：)|(?:重点|优先|着力|大力)发展|主攻)(?P<list>[^。；\n]{2,400}?)(?=[。；\n]|，(?!、)|$)"
)


@dataclass(slots=True)
class _Found:
    name: str
    places: list[Span] = field(default_factory=list)
    segments: list[Span] = field(default_factory=list)
    subfields: list[Span] = field(default_factory=list)
    described: bool = False


def find(outline: Outline) -> list[Chain]:
    """The chains of the document in the order of their description (else of their first mention)."""
    text = hide_titles(outline.text)
    found: dict[str, _Found] = {}
    for name, start, end, body in (*_headed(outline, text), *_tabled(outline, text)):
        chain = found.setdefault(name, _Found(name))
        chain.places.append((start, end))
        chain.described = True
        if body[1] > body[0]:
            chain.segments = chain.segments or _segments(text, *body)
            chain.subfields = chain.subfields or _listed(text, _SUBFIELDS, *body, taken=chain.segments)
    for name, start, end in _enumerated(text):
        found.setdefault(name, _Found(name)).places.append((start, end))
    return [
        Chain(
            name=c.name,
            segments=[Name(name=outline.text[s:e], **outline.at(s, e)) for s, e in c.segments],
            subfields=[Name(name=outline.text[s:e], **outline.at(s, e)) for s, e in c.subfields],
            spans=raw_spans(outline, c.places),
            **outline.at(*c.places[0]),
        )
        for c in found.values()
    ]


def base(name: str) -> str:
    """The name by which a sentence may mean a chain: 甲产业链 -> 甲."""
    return name.removesuffix(_END)


def _headed(outline: Outline, text: str) -> Iterator[tuple[str, int, int, Span]]:
    """(name, its span, the span that describes it) of forms 1 and 2."""
    item_end = {item.start: item.end for item in outline.walk()}
    for paragraph in outline.layout.paragraphs:
        if paragraph.cells or _END not in paragraph.text[:50]:
            continue
        mark = marker(paragraph.text)
        start = paragraph.start + (mark[3] if mark else 0)
        m = _HEAD.match(text, start, paragraph.end)
        if m is None:
            continue
        end = item_end.get(paragraph.start, paragraph.end)
        if not mark and m.end() >= paragraph.end:
            # a line that ends in 产业链 without number or description: a title, a broken line
            continue
        printed = m["name"]
        verb = _HEADING_VERB.match(printed)
        own = printed[verb.end() :] if verb else printed
        if verb and not mark:
            # 打造某某产业链。 opens a sentence of running text
            continue
        if not _named(own):
            continue
        at = m.end("name") - len(own)
        if not verb and end - m.end() < 4:
            continue
        yield own, at, m.end("name"), (m.end(), end)


def _named(name: str) -> bool:
    own = name.removesuffix(_END)
    return len(own) > 1 and not _NO_NAME.match(own) and not _NO_CHAIN.search(own)


def _tabled(outline: Outline, text: str) -> Iterator[tuple[str, int, int, Span]]:
    """Form 4: the cells under a head that says 产业链 or 重点产业链 or 产业链名称, in tables that keep their cells."""
    column: int | None = None
    width = 0
    for paragraph in outline.layout.paragraphs:
        if not paragraph.cells:
            column = None
            continue
        cells = [text[s:e] for s, e in paragraph.cells]
        if paragraph.head:
            column = next((i for i, c in enumerate(cells) if re.fullmatch(r"(?:重点)?产业链(?:名称|条)?", c)), None)
            width = len(cells)
        elif column is not None and len(cells) == width:
            start, end = paragraph.cells[column]
            name = text[start:end].removesuffix("产业") if not text[start:end].endswith(_END) else text[start:end]
            name = name if name.endswith(_END) else name + _END
            if len(name) <= 24 and _named(name):
                yield name, start, end, (end, end)


def _enumerated(text: str) -> Iterator[tuple[str, int, int]]:
    """Form 3: two or more names behind a verb of building, and 产业链 for all of them."""
    for m in _LIST_END.finditer(text):
        low = max(text.rfind(c, max(0, m.start() - 400), m.start()) for c in "。；：\n，") + 1
        clause = text[low : m.end()]
        if "、" not in clause or _NO_LIST.search(clause):
            continue
        for verb in _LIST_VERB.finditer(clause):
            names = _names_in(text, low + verb.end(), m.start())
            if len(names) > 1:
                yield from names
                break


def _names_in(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """甲、乙、丙等重点 -> names; [] where an entry is no name of a chain (创新链、产业链、资金链)."""
    m = re.search(
        r"(?:等(?P<class>[\u4e00-\u9fff]{0,8})|(?P<count>[\d一二三四五六七八九十]{1,3}[条大个])[\u4e00-\u9fff]{0,8})$",
        text[start:end],
    )
    if m is None:
        return []
    tail = start + m.start()
    count = re.match(r"(?:等)?(?P<n>[\d一二三四五六七八九十]{1,3})[条大个]", text[tail:end])
    parts, _ = entries(text, start, tail)
    if count and parts:
        s, e = parts[-1]
        joint = [x.span() for x in re.finditer("和|与", text[s:e])]
        if to_int(count["n"]) == len(parts) + 1 and len(joint) == 1:
            parts[-1:] = [(s, s + joint[0][0]), (s + joint[0][1], e)]
        elif to_int(count["n"]) != len(parts) and "等" not in text[tail - 1 : end]:
            return []
    names = []
    for s, e in parts:
        own = text[s:e].removesuffix(_END)
        if not 2 <= len(own) <= 20 or own.endswith("链") or _NO_CHAIN.search(own) or _NO_NAME.match(own):
            return []
        names.append((own + _END, s, e))
    return names


def _segments(text: str, start: int, end: int) -> list[Span]:
    """The links of a chain, in printed order: 围绕“…”成链, 上游…中游…下游…, 包括…等环节."""
    for pattern in (_AROUND, _STREAM, _LINKS):
        if found := _listed(text, pattern, start, end, every=pattern is _STREAM):
            return found
    return []


def _listed(
    text: str, pattern: re.Pattern[str], start: int, end: int, *, every: bool = False, taken: Sequence[Span] = ()
) -> list[Span]:
    found: list[Span] = []
    for m in pattern.finditer(text, start, end):
        start, end = m.span("list" if m["list"] else "before")
        if any(s <= start < e or start <= s < end for s, e in taken):
            continue
        found += [(s, e) for s, e in ((s, _without_noun(text, s, e)) for s, e in entries(text, start, end)[0]) if e > s]
        if not every:
            break
    return found


def _without_noun(text: str, start: int, end: int) -> int:
    """The end of the last entry in 包括A、B环节, without the noun."""
    m = re.search(r"(?:关键|重点|核心|主要)?环节$", text[start:end])
    return start + m.start() if m else end
