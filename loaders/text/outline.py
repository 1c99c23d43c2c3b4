"""Step 3, outline: paragraphs -> a tree of numbered items, with the paragraphs that belong to each.

Chinese official documents number their parts 一、 （一） 1. （1） ① (GB/T 9704-2012, 7.3.3), or 第一章, 第一条; numbers may restart or run
through. Which of these levels states the duties is decided in `finders/tasks.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypedDict

from loaders.facts import Span
from loaders.text.layout import Layout, Paragraph
from loaders.text.numerals import to_int

_NUMERAL = "[一二三四五六七八九十百]{1,5}"
# kind -> how it is printed, from the outermost inwards; 第三条 may stand under or over （一）, so it has no fixed place.
_MARKERS = (
    ("章", re.compile(rf"第({_NUMERAL}|\d{{1,3}})[编章部](?:分)?[：、 ]?")),
    ("节", re.compile(rf"第({_NUMERAL}|\d{{1,3}})节[：、 ]?")),
    ("条", re.compile(rf"第({_NUMERAL}|\d{{1,3}})条[：、 ]?")),
    ("一", re.compile(rf"({_NUMERAL})、")),
    ("（一）", re.compile(rf"（({_NUMERAL})）[、.]?")),
    # 1.5G网络工程, 2.2023年底前…, 3.121人才工程 and 4.9月底前… are the first four items
    ("1.1", re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})(?![\d%万亿倍A-Za-z]|[个项家年月])[、. ]?")),
    (
        "1",
        re.compile(
            r"(\d{1,3})(?:\.(?!\d)|\.(?=(?:19|20)\d\d年|(?:1[0-2]|[1-9])月|[2-6]G|\d{3,5}(?![\d.%万亿倍年]|[个项家元名米千吨]))|、(?!\d+[、\d]{2}))"
        ),
    ),
    ("1", re.compile(r"(?:任务|举措|措施|行动)(\d{1,2})[：.、](?!\d)")),
    ("（1）", re.compile(r"（(\d{1,3})）[、.]?")),
    ("①", re.compile(r"([①-⑳])[、.]?")),
)
_RANK = {"章": 0, "节": 1, "一": 3, "（一）": 4, "1": 5, "1.1": 6, "1.1.1": 7, "1.1.1.1": 8, "（1）": 9, "①": 10}
_FIRST = frozenset("第任举措行（一二三四五六七八九十百0123456789") | {chr(c) for c in range(ord("①"), ord("⑳") + 1)}

# A line over what tells how to read the list below it
_EXPLAINS = re.compile("(?:编制|有关|几点|填报|填表)?说 ?明：?")
# Where the body ends: 附件：…, 附件1, 名词解释, 抄送：…, （此件公开发布）, （联系人：…）
_STOP = re.compile(
    r"附件\d{0,2}(?:[：. ]|$|[一-龥《])|附表\d{0,2}(?:[：. ]|$)|附录|名词解释[：]?$|抄送：|（此件|以上(?:报告|意见|请示|方案|建议)?[，：]?(?:如无不妥|如无不当|当否|妥否|是否[妥可])|（联系人|信息公开选项|分享到|【打印|上一篇|下一篇|扫一扫"
)
# 附件：1.甲方案 / 2.乙清单; 附件： / 1.甲方案: a list of what is attached
_ATTACHED = re.compile("附件：(?: ?(?P<first>1)[.、]|$)")
# A note, as the readers of files print it behind the text: [1] 规模以上企业指…; it belongs to no item
_NOTE = re.compile(r"\[\d{1,3}\] ?(?=[^\d\s])")
_DATE_LINE = re.compile(
    r"[（]?[12][\d〇零一二三四五六七八九]{3}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日(?:印发)?[）]?$|二[〇零\d一二三四五六七八九]{3}年.{1,3}月.{1,3}日$|一九[一二三四五六七八九〇]{2}年.{1,3}月.{1,3}日$"
)
_SIGNER = re.compile(r"[^，。；：、]{2,40}$")


@dataclass(slots=True)
class Item:
    """One numbered item.

    `printed` is its number as printed without stops (三, （四）, 14); `path` joins those of its ancestors (三（四）14).
    `title` is the heading, run-in (三、…。 or 【…】) or a line of its own, `title_span` where it stands; `body` are the
    cleaned spans of its own text behind the title, `[start, end)` covers the children too.
    """

    kind: str
    value: int
    printed: str
    path: str
    start: int
    end: int
    parent: Item | None
    lead: Span  # the first paragraph behind the marker
    title: str | None = None
    title_span: Span = (0, 0)
    body: list[Span] = field(default_factory=list)
    children: list[Item] = field(default_factory=list)
    annex: bool = False
    formal: bool = False  # an article on the document itself: its purpose, scope, terms, coming into force

    def walk(self) -> Iterator[Item]:
        """The item and everything below it, in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self) -> Iterator[Item]:
        """The items above, nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


class Evidence(TypedDict):
    """The keywords that every fact record takes: Goal(**outline.at(start, end), ...)."""

    span: Span
    quote: str


@dataclass(slots=True)
class Outline:
    """`items` are the outermost ones; `first` is where the first of them starts (the header lies before it)."""

    layout: Layout
    items: list[Item]
    first: int
    stops: list[Paragraph]

    @property
    def text(self) -> str:
        """The cleaned text, paragraphs parted by line breaks."""
        return self.layout.clean.text

    def at(self, start: int, end: int) -> Evidence:
        """The evidence of a fact that stands at a cleaned [start, end): its raw span and the cleaned quote."""
        return {"span": self.layout.clean.raw_span(start, end), "quote": self.text[start:end]}

    def walk(self) -> Iterator[Item]:
        """Every item of the document, in printed order."""
        for item in self.items:
            yield from item.walk()


def marker(text: str) -> tuple[str, int, str, int] | None:
    """(kind, value, printed, length) of the item number that opens a text, or None. （三）加强… -> ('（一）', 3, '（三）', 3)."""
    if not text or text[0] not in _FIRST:
        return None
    for kind, pattern in _MARKERS:
        if m := pattern.match(text):
            number = m[1]
            value = to_int(number.rpartition(".")[2]) if kind == "1.1" else to_int(number)
            printed = (
                f"（{number}）"
                if kind in ("（一）", "（1）")
                else m[0].rstrip("、：. ")
                if kind in "章节条"
                else number
            )
            if kind == "1.1":
                kind = "1" + ".1" * number.count(".")  # 2.1.3 stands under 2.1
            return kind, value, printed, m.end()
    return None


def outline(layout: Layout) -> Outline:
    """Read the tree of numbered items out of the paragraphs."""
    top: list[Item] = []
    stack: list[Item] = []
    stops: list[Paragraph] = []
    first = -1
    annex = glossary = box = False
    explained = False  # behind 说明: 1.本表将各项任务分解到单位。
    attached = 0  # the number that goes on a list of attachments; 0 outside of one
    names_end = 0  # where a list that only names attachments ends
    paragraphs = layout.paragraphs
    contents = _contents(paragraphs)
    opens = next((n for n, p in enumerate(paragraphs[:40]) if (m := marker(p.text)) and m[:2] == ("一", 1)), 0)
    for n, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if n in contents or n < names_end or _NOTE.match(text):
            continue
        if paragraph.cells:
            stack.clear()
            continue
        found = marker(text) or _numbered_heading(paragraphs, n)
        if found and found[0] == "①" and n < opens:
            found = None  # what a page says of it in short
        if listed := _ATTACHED.match(text):
            attached = 2 if listed["first"] else 1
            names_end = n + 1 + (0 if listed["first"] else _only_named(paragraphs[n + 1 :]))
        elif found and found[:2] == ("1", attached):
            attached += 1
            continue
        elif found or attached == 1 or _DATE_LINE.match(text):
            attached = 0
        if _BOX.match(text):
            box = True
        elif found and found[0] in ("1", "（1）", "①") and box and not _counts_on(stack, found):
            found = None
        elif found:
            box = False
        if found and stack and (field_name := _FIELD.match(text, found[3])) and not _GOES_ON.search(text):
            _extend(stack[-1], paragraph.start + field_name.start(), paragraph.end)
            continue
        if found is None:
            explained = bool(_EXPLAINS.fullmatch(text)) or (explained and bool(stack))
            if explained and not stack:
                continue
            if _opens_plan(paragraphs, n) or _names_table(paragraphs, n) or _IN_FORCE.match(text):
                stack.clear()
            elif _STOP.match(text) or _signature(paragraphs, n):
                stops.append(paragraph)
                annex = annex or (first >= 0 and text.startswith(("附", "名词解释")))
                glossary = glossary or text.startswith("名词解释")
                stack.clear()
            elif stack:
                _extend(stack[-1], paragraph.start, paragraph.end)
            continue
        kind, value, printed, length = found
        # a list of attachments is no body; a plan that stands there as an annex opens with its first part
        if kind in ("一", "章", "条") and value == 1:
            annex = glossary
        if kind == "条" and value == 1 and any(item.kind == "条" for item in stack):
            stack.clear()  # articles run through a regulation: 第一条 again opens another
        _close(stack, kind)
        parent = stack[-1] if stack else None
        explained = explained and kind == "1" and not parent
        item = Item(
            kind=kind,
            value=value,
            printed=printed,
            path=_path(parent, printed),
            start=paragraph.start,
            end=paragraph.end,
            parent=parent,
            lead=(paragraph.start + length, paragraph.end),
            annex=annex,
            formal=explained or (kind == "条" and bool(_FORMAL.match(text, length))),
        )
        (parent.children if parent else top).append(item)
        for above in stack:
            above.end = item.end
        stack.append(item)
        if first < 0:
            first = paragraph.start
    done = Outline(layout, top, first if first >= 0 else len(layout.clean.text), stops)
    _set_titles(done)
    return done


# 第一条 为了加强管理，制定本办法。 / 第二条 本市范围内的活动，适用本办法。 / 本办法所称企业，是指… / 本办法自发布之日起施行。
_ITSELF = "本(?:办法|规定|条例|细则|措施|规则|章程|政策|意见|方案|制度|规程|标准|法)"
_FORMAL = re.compile(
    rf"(?:为|根据|依据|按照)[^。]{{2,400}}(?:制定|修订){_ITSELF}|{_ITSELF}(?:所称|所指|中|适用|自|由|未尽|施行|实施)|[^。；]{{2,120}}(?:适用|遵守|依照|按照){_ITSELF}。?$"
)
# 本意见自2021年3月1日起施行，有效期5年。 / 上述政策适用于所有企业，执行期限为…。 on a line of its own is no text of the item above
_IN_FORCE = re.compile(
    "本(?:办法|规定|条例|细则|措施|规则|政策|意见|方案|通知|计划|制度)(?:自[^。；]{2,30}(?:施行|实施|执行|生效)|有效期|由[^。；]{2,30}负责解释)"
    "|(?:上述|以上)(?:政策|规定|措施|意见|办法|条款)(?:适用于|自[^。；]{2,30}(?:施行|实施|执行)|(?:的)?(?:执行|有效)(?:期限?|时间))"
)
# 专栏3 重点工程: the numbered points of a box are text of the part that it stands in
_BOX = re.compile(r"专栏 ?\d{0,2}|专栏[一二三四五六七八九十]{1,3}")
# （三）牵头单位：市教育局 is a field of the item before it, not an item
_FIELD = re.compile(
    r"(?:主要|市级|县级|区级)?(?:责任|牵头|配合|主办|协办|参与|完成)(?:责任)?(?:单位|部门|时限|时间|期限|领导)：(?=.)"
)
# 1.牵头单位：市教育局。推进学校建设…: an item that opens with its unit
_GOES_ON = re.compile("。.{3}")
_PLAN_NAME = re.compile(
    r"[^。；：，]{3,60}(?:办法|方案|规定|细则|计划|规划|意见|措施|政策|要点|规则|制度|章程|纲要|指南|规程)(?:（[^（）]{1,12}）)?$"
)


def _numbered_heading(paragraphs: list[Paragraph], n: int) -> tuple[str, int, str, int] | None:
    """A heading whose number has no stop, where 2.1 follows below: 2组织体系 / 2.1领导机构."""
    m = _BARE_NUMBER.match(paragraphs[n].text)
    if m is None:
        return None
    if any(below.text.startswith(f"{m[1]}.1") for below in paragraphs[n + 1 : n + 3]) or (
        m[1] == "1" and _second_heading(paragraphs, n)
    ):
        return "1", int(m[1]), m[1], m.end(1)
    return None


def _second_heading(paragraphs: list[Paragraph], n: int) -> bool:
    """Whether a heading 2, with 2.1 below it, follows soon: 1总体要求 / 坚持… / 2重点任务 / 2.1产业振兴."""
    for k in range(n + 1, min(n + 30, len(paragraphs) - 1)):
        second = _BARE_NUMBER.match(paragraphs[k].text)
        if second:
            return second[1] == "2" and any(p.text.startswith("2.1") for p in paragraphs[k + 1 : k + 3])
    return False


def _path(parent: Item | None, printed: str) -> str:
    """The printed numbers from the outermost inwards; 2.1 under 2 repeats it and takes its place."""
    above = parent.path if parent else ""
    if parent and printed.startswith(f"{parent.printed}."):
        above = above.removesuffix(parent.printed)
    return above + printed


_BARE_NUMBER = re.compile(r"(\d{1,2})(?=[\u4e00-\u9fff]{2,20}$)")


def _counts_on(stack: list[Item], found: tuple[str, int, str, int]) -> bool:
    """Whether a number goes on from an open item of its kind: 3. after 2."""
    return any(item.kind == found[0] and found[1] == item.value + 1 for item in stack)


def _names_table(paragraphs: list[Paragraph], n: int) -> bool:
    """Whether a short line is the title of the table whose head stands below it."""
    return n + 1 < len(paragraphs) and paragraphs[n + 1].head and len(paragraphs[n].text) <= 60


def _opens_plan(paragraphs: list[Paragraph], n: int) -> bool:
    """Whether a line is the title of a plan whose parts follow: …管理办法（试行） / 第一条 …"""
    if not _PLAN_NAME.match(paragraphs[n].text):
        return False
    for below in paragraphs[n + 1 : n + 4]:
        if found := marker(below.text):
            return found[0] in ("一", "章", "条") and found[1] == 1
    return False


_LEADS_TO_PAGE = re.compile(r"(?:…|\.{3}|·{3}|—{3}|-{3})[…·.—\- ]*\d{1,3}$")
_CONTENTS = re.compile(r"目录[：]?$")
_PAGE_TAIL = re.compile(r"[\s.…·—\-－]*\d{0,3}[\s—\-－]*$")


def _only_named(paragraphs: list[Paragraph]) -> int:
    """How many lines below 附件： name what is attached, where the text ends with them: 一、废止的文件目录 / 二、失效的文件目录."""
    count = 0
    for paragraph in paragraphs[:12]:
        found = marker(paragraph.text)
        if not found or found[:2] != ("一", count + 1) or re.search("[，。；：]", paragraph.text):
            break
        count += 1
    # the signature may stand below; a plan has text under its headings
    rest = paragraphs[count:]
    return count if len(rest) < 4 and not any(p.cells or len(p.text) > 30 or "。" in p.text for p in rest) else 0


def _contents(paragraphs: list[Paragraph]) -> range:
    """The table of contents: the headings below 目录, up to where the first of them stands again.

    第一章 总体要求 ……… 1 / 第二章 重点任务 - 6 - / 第一章 总体要求: the third line opens the text.
    """
    start = next((n for n, p in enumerate(paragraphs[:80]) if _CONTENTS.match(p.text)), None)
    if start is None or start + 1 >= len(paragraphs):
        return range(0)
    first = _PAGE_TAIL.sub("", paragraphs[start + 1].text)
    if len(first) < 2:
        return range(0)
    for n in range(start + 2, min(len(paragraphs), start + 400)):
        if _PAGE_TAIL.sub("", paragraphs[n].text) == first:
            return range(start, n)
        if len(paragraphs[n].text) > 80:
            break
    # cut off behind it, or headed otherwise in the text: the lines that lead to a page
    stop = start + 1
    while stop < len(paragraphs) and _LEADS_TO_PAGE.search(paragraphs[stop].text):
        stop += 1
    return range(start, stop) if stop > start + 3 else range(0)


def _extend(item: Item, start: int, end: int) -> None:
    item.body.append((start, end))
    item.end = end
    for above in item.ancestors():
        above.end = end


def _close(stack: list[Item], kind: str) -> None:
    """Leave on the stack what the new item stands under.

    CASE 1: a number of this kind is open: the new item is its sibling.
    CASE 2: none is: close what ranks under the new one (1. closes when 二、 comes), keep what ranks above.
    """
    for depth, item in enumerate(stack):
        if item.kind == kind:
            del stack[depth:]
            return
    if kind == "条":
        return
    while stack and stack[-1].kind != "条" and _RANK[stack[-1].kind] > _RANK[kind]:
        stack.pop()


def _signature(paragraphs: list[Paragraph], n: int) -> bool:
    """A date on a line of its own, or the short line of an issuer before one: 国务院办公厅 / 2018年12月11日."""
    if _DATE_LINE.match(paragraphs[n].text):
        return True
    for line in paragraphs[n : n + 16]:
        if _DATE_LINE.match(line.text):
            return True
        if not _SIGNER.match(line.text):
            return False
    return False


# A line that only says who must do the item, and by when, is no text under a heading.
_ASSIGNS = re.compile(
    r"[（【〔\[◆●■▪·]?(?:主要|具体|[省市州区县]级?)?(?:责任|牵头|配合|负责|主办|协办|主管|承办|协同|协作|协助|支持|参与|参加|实施|完成|整改|办结|时间|时限|进度|分管|包保|包联|联系|挂钩|督导)(?:责任|负责)?[^：，。]{0,9}：|(?:部门|任务|职责|单位|工作)?分工：|[（〔][^（）〔〕]{2,200}(?:负责|牵头|配合|参与|落实)[）〕]$"
)
_RUN_IN = re.compile(r"([^。]{2,60}?)。")
# 二、主要目标到2025年，…: a heading that lost the line break behind it
_RUN_ON = re.compile(
    r"(总体要求|总体思路|指导思想|基本原则|(?:主要|发展|总体|工作|行动)目标) ?(?=到20\d\d年|以(?:习近平|高质量)|坚持以|(?:深入|全面|认真)(?:学习)?贯彻)"
)
# 申报应当具备下列条件： opens a list and is no heading of it
# 本措施自印发之日起施行: says nothing of how items are headed
_ON_ITSELF = re.compile("本(?:措施|办法|意见|方案|通知|规定|政策|细则|计划)(?:自|由|中|所称)")
_LEADS_IN = re.compile(r"[^。]*(?:下列|以下|如下|应当|应|须|包括|分为|符合)[^，。；：]{0,12}：$")
_COLON = re.compile(r"([^，。；：]{2,30})：(?=.)")
# （一）做好道路保洁 / 责任单位：…: a line without a stop or figures above its list
_NAMES_DUTY = re.compile(
    r"(?!.*[一二两三四五六七八九十百][个家条座处所项名台套])[^\d。；：（）〔〕【】]{4,40}(?<![，、])"
)
_BRACKETED = re.compile(r"【([^】]{2,40})】")
_OF_ARTICLE = re.compile(r" ?（([\u4e00-\u9fff、“”]{2,16})） ?(?=[^，。；、）])")


def _set_titles(done: Outline) -> None:
    """Part heading and text of every item.

    Shortform 1: 【宗旨】 in brackets; of an article also round ones: 第四条（资金支持）对…
    Shortform 2: a line of its own, with or without a full stop: （一）加强技术创新。
    Shortform 3: run-in, up to the first full stop: 1.加强顶层设计。建立…
    Shortform 4: run-in, up to a colon: （一）大力发展智能建造产业：全市…
    Run-in headings are a habit: where most items under one heading open with a short sentence, it is their title; where
    they do not (（九）卫生健康行政部门对…实行告知承诺制。（负责部门：…）) no item has one.
    """
    text = done.text
    items = list(done.walk())
    below = {
        id(item): bool(item.children) or any(not _ASSIGNS.match(text, start, end) for start, end in item.body)
        for item in items
    }
    # where a neighbour is a sentence, a line that lacks its stop is one as well
    sentences = {
        (item.kind, item.parent.path if item.parent else None)
        for item in items
        if text[item.lead[1] - 1] in "。；" and not below[id(item)]
    }
    open_choice: set[int] = set()
    votes: dict[tuple[str, str | None], list[bool]] = {}
    for item in items:
        lead = text[slice(*item.lead)]
        if below[id(item)] or _COLON.match(lead) or _ON_ITSELF.match(lead):
            continue
        m = _RUN_IN.match(lead)
        if m and len(m[1]) <= 15 and "，" not in m[1] and lead[m.end() : m.end() + 1] in ("", "（", "〔", "【"):
            open_choice.add(id(item))  # 压实工作责任。（市教育局）: a heading or a text as well; the others decide
            continue
        vote = bool(m and len(lead) > m.end() and len(m[1]) <= 45 and not lead.startswith("（", m.end()))
        votes.setdefault((item.kind, item.parent.path if item.parent else None), []).append(vote)
        votes.setdefault((item.kind, "*"), []).append(vote)

    def run_in(item: Item) -> bool:
        siblings = votes.get((item.kind, item.parent.path if item.parent else None), [])
        habit = siblings
        if len(siblings) < 2 or 2 * sum(siblings) == len(siblings):  # the document decides where the siblings do not
            habit = votes.get((item.kind, "*"), [id(item) not in open_choice])
        return sum(habit) >= 0.6 * len(habit)

    for item in items:
        start, end = item.lead
        lead = text[start:end]
        if (
            (m := _BRACKETED.match(lead))
            or (item.kind == "条" and (m := _OF_ARTICLE.match(lead)))
            or ((m := _COLON.match(lead)) and not _FIELD.match(lead))
            or (m := _RUN_ON.match(lead))
        ):
            title, used = m.span(1), m.end()
        elif _LEADS_IN.match(lead):
            title, used = (0, 0), 0
        elif (
            len(lead) <= 60
            and (below[id(item)] or (bool(item.body) and _NAMES_DUTY.fullmatch(lead)))
            and "。" not in lead[:-1]
            and not lead.endswith("；")
            and not (item.kind == "条" and lead.endswith("。"))  # 第三条 本条例所称…总称。 with more text below
        ):
            title, used = (0, len(lead.rstrip("。：；"))), len(lead)
        elif (
            len(lead) <= 45
            and not re.search("。|[：）〕】；]$", lead)
            and any(_ASSIGNS.match(text, s, e) for s, e in item.body)
            and (item.kind, item.parent.path if item.parent else None) not in sentences
        ):
            title, used = (0, len(lead)), len(lead)  # with figures: （一）规上工业增加值增长12% / 责任单位：市经信局
        elif (
            item.kind in ("一", "章", "节")
            and len(lead) <= 40
            and "。" not in lead[:-1]
            and (item.kind != "一" or below[id(item)] or not lead.endswith("。"))
        ):
            title, used = (0, len(lead.rstrip("。："))), len(lead)
        elif (m := _RUN_IN.match(lead)) and run_in(item) and not _FIELD.match(lead):
            title, used = m.span(1), m.end()
        else:
            title, used = (0, 0), 0
        if title[1]:
            item.title = lead[slice(*title)]
            item.title_span = (start + title[0], start + title[1])
        if used < len(lead):
            item.body.insert(0, (start + used, end))
