"""Industry chains (产业链) that the text describes, numbers or lists by name as something to build.

Printed forms:
  1. a paragraph or item of its own: 甲产业链。围绕“a、b（c、d等）、e”成链，细分领域包括f、g等。  甲产业链：上游…，中游…，下游…
  2. a heading that builds one: （二）做强甲产业链
  3. a list behind a verb of building: 大力培育甲、乙、丙等某某产业链; 聚焦甲、乙和丙三条产业链; 做强甲产业链、乙产业链;
     where a printed count agrees with the list, no such verb is needed: 围绕甲、乙、丙三条产业链; “3”即甲、乙、丙三大产业链
  4. a table with a column 产业链, or 产业 beside a column 链长 or 链主
  5. two or more numbered items that hold nothing but the name of one
  6. the document's own title: 某市甲产业链发展行动方案
A chain in passing (完善某某产业链, 产业链上下游, 创新链产业链, 全产业链, 区块链) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from loaders.facts import Chain, Header, Name, Span
from loaders.names import places
from loaders.text.layout import Paragraph
from loaders.text.numerals import to_int
from loaders.text.outline import Outline, marker
from loaders.text.phrases import cleaned_at, entries, hide_titles, raw_spans

_END = "产业链"
# What may stand before 产业链 without naming one.
_NO_NAME = re.compile(
    r"^(?:各|全|整|整个|本|我[省市区县]|重点|优势|特色|主导|战略性?|新兴|战略性新兴|标志性|支柱|核心|关键|细分|完整|完善|现代|现代化|相关|上述|以下|每[一条个]?|该|其|这些?|若干|多条?|一批|一条|[\d一二三四五六七八九十百]+[条大个]|上下游|国内外?|区域|本地|先进制造业?|传统|高端|绿色|数字|未来|典型|优质|制造业|工业|农业|服务业|供应链|创新链|价值链|资金链|人才链|、|和|与|的|等)*$"
)
_NO_CHAIN = re.compile(
    r"全$|(?:重点|优势|主导|支柱|标志性|战略性|关键|新兴)$|[、，。；：“”的]|创新链|供应链|价值链|人才链|资金链|区块链$|等$|我[省市区县]|相关|各|^[和与及]|^(?:关于|梳理|开展|补齐|畅通|稳定|加强|强化|支持|围绕|深化|融入|嵌入|提高|实现|引进|保障|加快|加大|促进|鼓励|落实|建立|组织|依托)"
)
_BUILD = r"打造|培育壮大|培育发展|培育|做强做优|做大做强|做优做强|做强|做大|做优|壮大|构建|建设|建强|发展壮大|发展|布局|聚焦|实施|提升|锻造|形成|塑造|推进|推动|延伸|延长|补强|巩固|健全完善|健全|完善|优化提升|优化"
_IN_BRACKETS = re.compile(r"（[^（）\n]{1,40}）")
_HEADING_VERB = re.compile(rf"^(?:(?:着力|大力|加快|重点|积极|全力|精心|持续|深入|努力)?(?:{_BUILD}))")

# form 1: up to 产业链 at the start of a paragraph, then a stop
_HEAD = re.compile(
    r"[—－·●▪◆■\- ]{0,3}(?P<name>[^，。；：\n]{2,30}?产业链)(?P<stop>[。：]|（[^（）\n]{2,30}）[。：]?|$)"
)
# form 6; 产业链供应链 and 产业链招商 are no chain
_TITLE = re.compile(
    r"(?P<name>[\u4e00-\u9fff（）、A-Za-z0-9]{2,40}?产业链)(?=高质量|发展|培育|建设|提升|强链|三年|行动|工作|实施|链长|若干|专项|做大|（|的?意见|方案|$)"
)
_TITLE_VERB = re.compile(
    rf"加快|推进|推动|推行|实行|试行|建立|落实|促进|支持|进一步|全面|大力|做好|深化|重点|全[省市县区]|我[省市县区]|[省市县区](?=[^、]{{2}})|关于|(?:{_BUILD})"
)
# form 3
_LIST_END = re.compile(
    r"产业链(?:集群|体系)?(?=[，。；）\n]|等(?:建设|培育|发展)?[，。；]|(?:(?:[建强补延固]链)+|建设|培育)[，。；）\n]|[和与及](?!供应链|创新链|价值链)|$)"
)
# 推动甲、乙等重点产业链延链补链, 推进甲、乙两条产业链建设: they are worked on, whatever opens the list
_WORKED_ON = re.compile("[建强补延固]链|建设|培育")
# 围绕甲、乙等产业链招商 and the like use chains, and build none
_NO_LIST = re.compile(r"围绕|针对|依托|根据|按照|涉及|贯通|完善|补齐|服务")
# 围绕甲产业链、乙产业链、丙产业链，绘制图谱 or 推进…等建设: three or more that are named in full are those to be worked on
_EACH_NAMED = re.compile(
    "(?:重点)?(?:围绕|针对|依托|推进|推动|抓好)(?P<list>(?:[^，。；、\n]{2,16}产业链、){2,20}[^，。；、\n]{2,16}产业链)"
)
# What opens a list whose printed count agrees with it: 围绕甲、乙、丙三条产业链
_COUNT_LEAD = re.compile(
    r"(?:围绕|针对|明确|确定|选择|选取|实施|推进|推动|加快|(?:主要)?包括|分别[为是]|[”\"]?即|涵盖|[”\"]为|建立|开展)"
)
# Behind these a list needs no 等 and no count: 做大做强甲、乙产业链
_STRONG = re.compile(r"聚焦|重点打造|培育壮大|做大做强|做优做强|做强做优|发展壮大|做大|做强|壮大")
_LIST_VERB = re.compile(
    r"(?:重点|大力|着力|加快|积极|全力|聚焦|持续|集中力量|优先)*(?:培育壮大|培育发展|发展壮大|做大做强|做优做强|做强做优|培育|打造|构建|发展|做强|做大|壮大|布局|聚焦|建设|锻造|形成)"
)

# 聚焦甲和乙产业链, 做大做强甲、与乙等优势产业链; but 聚焦甲和零部件产业链 is one
_PAIR = re.compile(
    rf"(?:{_STRONG.pattern}|打造)(?P<first>(?!.{{0,10}}(?:链|业态|企业|模式|能力|水平|体系|{_BUILD})(?:和|与|及))[\u4e00-\u9fffA-Za-z0-9]{{2,10}}?)(?:以及|和|与|及)"
    rf"(?!(?:零部件|部件|配件|配套|元?器件|设备|加工|制品|应用|服务|系统|相关|关键|{_BUILD}))(?P<second>[\u4e00-\u9fffA-Za-z0-9]{{2,10}}?)(?:等)?(?:[两2][条大个])?(?:重点|优势|主导|特色|支柱|新兴|战略性新兴|先进制造业)*产业链$"
)
# 打造以甲县、乙县等为依托的某某产业链；以丙县为重点的某某产业链: each with where it is
_BASED = re.compile(
    r"(?:依托|以)[^，。；：\n]{2,60}?(?:为|等)[^，。；：\n的]{0,12}的(?P<name>[^，。；：、\n的]{2,14}产业链)(?=[，；。、\n])"
)

# 设计环节重点发展…；制造环节突破…；封测环节…: each names a link
_EACH_LINK = re.compile(
    r"(?:(?<=[。；：，\n])|在)(?P<list>[^，。；：、\n]{2,14}?)环节(?=[，：]|重点|主要|着力|加快|突破|发展|聚焦|布局|补齐|提升|引进|强化|支持|以|推动)"
)
# 围绕“…”成链
_AROUND = re.compile(
    r"围绕[“\"]?(?P<list>[^”\"。；\n]{2,400})[”\"]?(?:等(?:环节)?)?(?:成链|建链|延链|强链|布局|构建产业链)"
)
# 包括A、B等环节; 环节包括A、B; 涵盖A、B、C三大环节; 补齐A、B等薄弱环节
_LINKS = re.compile(
    r"(?:(?:关键|重点|核心|主要|产业链|产业)?环节(?:主要)?(?:包括|涵盖|涉及|包含|有|为|：)(?P<list>[^。；，\n]{2,300})"
    r"|(?:包括|涵盖|涉及|包含|由|发展|聚焦|突破|补齐|做强|布局|覆盖|贯通|打通)(?P<before>[^。；，\n]{2,300}?环节))"
)
_STREAM = re.compile(
    r"(?:产业链)?(?P<part>上游|中游|下游)(?:环节)?(?:主要|重点|着力|加快|强化|，|：|包括|涵盖|为|是|以|聚焦|发展|布局|涉及|包含|拓展|延伸|培育|突破|做强|做大|引进|提升|推动|补齐)*(?P<list>[^。；\n]{2,300}?)(?=[，；、]?(?:产业链)?(?:上游|中游|下游)|[。；\n]|，(?:细分|重点|主要|形成|打造)|$)"
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


def find(outline: Outline, header: Header | None = None) -> list[Chain]:
    """The chains of the document in the order of their description (else of their first mention), the one of its title first."""
    text = hide_titles(outline.text)
    found: dict[str, _Found] = {}
    for name, start, end in _titled(outline, header):
        found.setdefault(name, _Found(name)).places.append((start, end))
    for name, start, end, body in (*_headed(outline, text), *_tabled(outline, text)):
        chain = found.setdefault(name, _Found(name))
        chain.places.append((start, end))
        chain.described = True
        if body[1] > body[0]:
            chain.segments = chain.segments or _segments(text, *body)
            each = len([*_EACH_LINK.finditer(text, *body)]) > 1
            chain.subfields = chain.subfields or _listed(text, _SUBFIELDS, *body, every=each, taken=chain.segments)
    for name, start, end in (*_enumerated(text), *_based(text), *_numbered(outline, text)):
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


def _titled(outline: Outline, header: Header | None) -> Iterator[tuple[str, int, int]]:
    """Form 6, without the place and the verb in front: 某市关于加快培育|甲产业链|发展的意见."""
    for key in ("enclosed_title", "title"):
        title = getattr(header, key, None) or ""
        if header is None or _END not in title or key not in header.spans:
            continue
        m = _TITLE.search(re.sub(r"^.*?关于(?:印发)?《?", "", title))
        if m is None:
            continue
        own = m["name"].removeprefix(places.leading(m["name"])[0])
        while verb := _TITLE_VERB.match(own):
            own = own[verb.end() :]
        at = outline.text.find(own, cleaned_at(outline, header.spans[key][0]))
        if at >= 0 and _named(own):
            yield own, at, at + len(own)
            return


def _numbered(outline: Outline, text: str) -> list[tuple[str, int, int]]:
    """Form 5: 1.甲产业链 2.乙产业链, where two or more items are nothing but such a name."""
    found = []
    for item in outline.walk():
        start, end = item.lead
        while end > start and text[end - 1] in "；。、，\n ":
            end -= 1
        own = text[start:end]
        if (
            own.endswith(_END)
            and len(own) <= 24
            and item.body in ([], [item.lead])
            and not item.children
            and _named(own)
        ):
            found.append((own, start, end))
    return found if len(found) > 1 else []


def _named(name: str) -> bool:
    """Whether a name in front of 产业链 is one; what stands in its brackets is not looked at (装备（机器人、机床）产业链)."""
    own = _IN_BRACKETS.sub("", name.removesuffix(_END))
    return (
        1 < len(own) <= 20
        and not own.endswith("链")
        and _END not in own
        and not _NO_NAME.match(own)
        and not _NO_CHAIN.search(own)
    )


# 产业链, 重点产业链名称, 主导产业链（8条）
_CHAIN_COLUMN = re.compile(
    r"(?:重点|优势|主导|特色|标志性|支柱|新兴)*产业链(?:名称|条)?(?:（[^（）]{1,10}）)?|链条(?:名称)?"
)


def _in_column(paragraph: Paragraph, column: int, width: int, cells: list[str]) -> int | None:
    """Which cell of a row stands in a column; None where the row leaves out cells and does not say which."""
    if paragraph.columns:
        return paragraph.columns.index(column) if column in paragraph.columns else None
    if len(cells) == width or (column == 1 and 2 < len(cells) < width and re.fullmatch(r"\d{1,3}[.、]?", cells[0])):
        return column
    return None


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
            column = next((i for i, c in enumerate(cells) if _CHAIN_COLUMN.fullmatch(c)), None)
            if column is None and any(re.match(r"(?:总|副)?链长|链主", c) for c in cells):
                column = next(
                    (i for i, c in enumerate(cells) if re.fullmatch(r"(?:重点)?产业(?:名称)?|链名|名称", c)), None
                )
            width = len(cells)
            if column is not None and paragraph.columns:
                column = paragraph.columns[column]
        elif column is not None and (at := _in_column(paragraph, column, width, cells)) is not None:
            start, end = paragraph.cells[at]
            name = text[start:end].removesuffix("产业") if not text[start:end].endswith(_END) else text[start:end]
            name = name if name.endswith(_END) else name + _END
            if len(name) <= 24 and _named(name):
                yield name, start, end, (end, end)


def _enumerated(text: str) -> Iterator[tuple[str, int, int]]:
    """Form 3: two or more names behind a verb of building, and 产业链 for all of them."""
    last = 0  # end of the list before, where 和 joins this one to it: A、B等优势产业链和C、D等新兴产业链
    for m in _LIST_END.finditer(text):
        low = max(text.rfind(c, max(0, m.start() - 400), m.start()) for c in "。；：\n，") + 1
        if text.find("、", low, m.start()) < 0:
            if pair := _PAIR.search(text, max(low, last), m.end()):
                names = [(pair[key] + _END, *pair.span(key)) for key in ("first", "second")]
                if all(_named(name) for name, _, _ in names):
                    yield from names
                    last = m.end() + 1
            continue
        in_passing = _NO_LIST.search(text, low, m.start()) is not None
        if whole := _EACH_NAMED.match(text, low, m.end()):
            names, _ = _names_in(text, whole.start("list"), m.start(), m.end())
            if len(names) > 2:
                yield from names
                last = m.end() + 1
                continue
        leads = [
            *(() if in_passing else _LIST_VERB.finditer(text, low, m.start())),
            *_COUNT_LEAD.finditer(text, low, m.start()),
        ]
        for lead in sorted(leads, key=lambda v: (v.start(), -v.end())):
            names, counted = _names_in(text, max(lead.end(), last), m.start(), m.end())
            strong = lead.re is _LIST_VERB and (counted is not None or _STRONG.search(lead[0]))
            strong = strong or (counted is not None and _WORKED_ON.match(text, m.end()))
            if len(names) > 1 and (strong or counted):
                yield from names
                last = m.end() + 1
                break


def _based(text: str) -> Iterator[tuple[str, int, int]]:
    """Form 3, two or more in a sentence, each with what it rests on: 打造以甲县为依托的…产业链；以乙县为依托的…产业链."""
    each = [m for m in _BASED.finditer(text) if _named(m["name"])]
    sentences = groupby(each, key=lambda m: text.rfind("。", 0, m.start()))
    for stop, group in sentences:
        several = list(group)
        if len(several) > 1 and _LIST_VERB.search(text, max(stop, several[0].start() - 40), several[0].start()):
            yield from ((m["name"], *m.span("name")) for m in several)


def _names_in(text: str, start: int, end: int, until: int) -> tuple[list[tuple[str, int, int]], bool | None]:
    """甲、乙、丙等重点 -> names, and whether a printed count agrees with them (None: neither 等 nor a count nor 产业链 at each).

    No names where an entry is no name of a chain (创新链、产业链、资金链).
    """
    m = re.search(
        r"(?:等(?P<class>[\u4e00-\u9fff]{0,8})|(?P<count>[\d一二两三四五六七八九十]{1,3}[条大个])[\u4e00-\u9fff]{0,8})$",
        text[start:end],
    )
    tail = start + m.start() if m else end
    count = re.match(r"(?:等)?(?P<n>[\d一二两三四五六七八九十]{1,3})[条大个]", text[tail:end])
    number = to_int(count["n"]) if count else None
    parts, _ = entries(text, start, tail, number)
    counted: bool | None = None if m is None else False
    if count and parts:
        counted = number == len(parts)
        if not counted and "等" not in text[tail - 1 : end]:
            return [], None
    if m is None and len(parts) > 1 and all(text.endswith(_END, s, e) for s, e in parts[:-1]):
        counted = False
    names = []
    for s, e in parts:
        own = text[s:e].removesuffix(_END)
        if not _named(own):
            return [], None
        names.append((own + _END, s, e))
    return names, counted


def _segments(text: str, start: int, end: int) -> list[Span]:
    """The links of a chain, in printed order: 围绕“…”成链, 上游…中游…下游…, 包括…等环节, …环节重点…；…环节重点…."""
    for pattern in (_AROUND, _STREAM, _LINKS):
        if found := _listed(text, pattern, start, end, every=pattern is _STREAM):
            return found
    each = [m.span("list") for m in _EACH_LINK.finditer(text, start, end)]
    return each if len(each) > 1 else []


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
    """The end of an entry without the noun for all of them: 包括A、B环节; A、B等薄弱环节; A、B等关键零部件."""
    m = re.search(
        r"(?<![高平中])等(?:关键|核心|重点|薄弱|主要|高端|优势|特色)?[\u4e00-\u9fff]{0,6}$|(?:关键|重点|核心|主要|薄弱)?环节$",
        text[start:end],
    )
    return start + m.start() if m else end
