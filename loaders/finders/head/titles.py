"""The title of a document, and of the plan that a notice carries."""

from __future__ import annotations

import re

from loaders.finders.citations import NUMBER
from loaders.finders.head.labels import LABEL, OPENS_BARE
from loaders.finders.head.signatures import Signature, told_as_news
from loaders.finders.head.words import (
    DATE_ALONE,
    FULL_TITLE,
    ISSUER_END,
    KINDS,
    ORDER,
    RED_HEAD,
    TITLE_END,
    TITLE_NUMBER,
    Found,
    names_a_place,
)
from loaders.names import bodies, places
from loaders.text.layout import Paragraph
from loaders.text.outline import Outline

_IS_TABLE = re.compile("(?:表|清单)$")
_SALUTATION = re.compile(r"^(?:各|有关|市|省|区|县|国务院|机关|驻|本|中央|全).{2,400}[：]$")
_NOT_TITLE = re.compile(
    r"[。；]|^（此件.{2,12}）$|^(?:来源|索引|发布|时间|现将|为|根据|附件|第(?!\d+号[^。；]{0,12}的)|各|一、|（一）)|[：]$"
)


_PAGE_WORDS = re.compile(
    "[ |]*(?:信息|文章|稿件)?(?:来源|发布时间|发布日期|发表时间|时间|日期|作者|阅读(?:次数|量)?|浏览(?:次数|量)?|点击(?:数|量)?|字号|编辑)："
)


def find_title(
    outline: Outline, head: list[Paragraph], labelled: dict[str, Found], signature: Signature | None
) -> Found | None:
    """The notice's title, over up to four lines; else the plan's own; else what a portal labels as title.

    Lines are joined while none of them ends with a kind of document: 国务院关于支持自由贸易试验区 / 深化改革创新若干措施的通知.
    """
    weak: Found | None = None
    # of a page: 转发甲规范的通知, where the document below prints it whole: 某市人民政府办公室 / 转发甲规范的通知
    short: Found | None = None
    lines: list[Paragraph] = []
    for n, paragraph in enumerate(head):
        text = paragraph.text
        if _SALUTATION.match(text) and (weak or short):
            break
        at = max(text.rfind(bar) for bar in "|｜丨") + 1
        line = text[at:].strip()
        if line[:1] in "·●■◆▪" and len(line) > 8:
            at, line = text.index(line, at) + 1, line[1:]  # a page that prints its text as a point of a list
        if marked := _MARKED.match(line):
            at, line = at + marked.start("title"), marked["title"]
            line, text = line.replace("〈", "《").replace("〉", "》"), text[: at + len(line)]
        if cry := _CRY.match(line):
            at, line = at + cry.end(), line[cry.end() :]
        # …若干举措的通知来源：某网 时间：2025-05-06: what a page says of it on its line
        if (told := _PAGE_WORDS.search(line, 8)) and TITLE_END.search(line[: told.start()]):
            line = line[: told.start()]
            text = text[: at + len(line)]
        if lapsed := _LAPSED.search(line):
            line = line[: lapsed.start()]
            text = text[: at + len(line)]
        if stamp := _STAMP.match(line):
            at, line = at + stamp.end(), line[stamp.end() :]
        if (numbered := TITLE_NUMBER.search(line)) and (len(line) - len(numbered[0]) >= 8 or line.startswith("的")):
            at += numbered.end() if numbered.start() == 0 else 0
            line = line[: numbered.start()] + line[numbered.end() :]
            text = text[: at + len(line)]
        start = paragraph.start + at + (len(text[at:]) - len(text[at:].lstrip()))
        broken = (
            len(line) > (240 if "关于" in line else 100)  # of a dozen issuers
            or _NOT_TITLE.search(line)
            or (NUMBER.search(line) and len(line) < 30)
            or LABEL.match(line.lstrip("·●■◆▪-—– "))
            or OPENS_BARE.match(line)
            or DATE_ALONE.match(line)
            or RED_HEAD.search(line)
            or ORDER.fullmatch(line)
            or "»" in line
            or _NUMBERED.match(line)  # 1.对接国家科技计划, in a table of contents
            or "【" in line  # 国内政策【切换】
            or line.count("〉") > line.count("〈")  # 首页 > 政务公开 > 政策文件
            or not re.search("[\u4e00-\u9fff]", line)
        )
        if broken:
            lines = []
            continue
        lines.append(Paragraph(start, start + len(line), line))
        # …发展的若干意 / 见: a print-out breaks inside the word that ends the title
        if not TITLE_END.search("".join(p.text for p in lines[-2:]) if len(line) < 6 else line):
            if len(lines) > 4:
                lines = lines[-3:]
            continue
        if _goes_on("".join(p.text for p in lines), head[n + 1 : n + 3]):
            continue
        for count in range(1, len(lines) + 1):
            joined = "".join(p.text for p in lines[-count:])
            if FULL_TITLE.search(joined):
                taken = lines[-count:]
                while (above := lines[-len(taken) - 1 : -len(taken)]) and (
                    joined.startswith(_UNSIGNED)
                    or above[0].text.endswith("、")
                    or not _complete(joined)
                    or _breaks_off(above[0].text)
                ):
                    if (
                        _complete(joined)
                        and not (_breaks_off(above[0].text) or places.is_place(above[0].text))
                        and not any(p.search(above[0].text) for p in (ISSUER_END, _FORWARDS, _LEADS_ON))
                    ):
                        break
                    if _names_signer(above[0].text, signature):
                        break
                    taken = [above[0], *taken]
                    joined = above[0].text + joined
                while (above := lines[-len(taken) - 1 : -len(taken)]) and (
                    _joint(above[0].text, joined, outline.text[taken[-1].end :]) or _party_above(above[0].text, joined)
                ):
                    taken = [above[0], *taken]
                    joined = above[0].text + joined
                found = Found(joined, taken[0].start, taken[-1].end)
                if short is None and joined.startswith(_UNSIGNED):
                    short = found
                elif short is None or joined.endswith(short.value) or _addresses(head[n + 1 : n + 2]):
                    # a page may print the title of a page above it; the one over the salutation is the document's
                    return found
                break
        least = 4 if _IS_TABLE.search(line) or (len(lines) > 1 and _KIND_ALONE.fullmatch(line)) else 6
        if short is None and weak is None and least <= len(line) <= 60:
            first = _weak_start(lines)
            taken = lines[first:]
            if n + 1 < len(head) and _YEARS_LINE.fullmatch(head[n + 1].text):
                taken = [*taken, head[n + 1]]  # 某市行动方案 / （2020—2022年）
            weak = Found("".join(p.text for p in taken), taken[0].start, taken[-1].end)
        lines = []
    if short:
        return short
    if given := labelled.get("title"):
        return weak if weak and weak.value in given.value and not _ENDS_NOTICE.search(given.value) else given
    return told_as_news(head)[1] or weak or _sent(head) or _below_signature(outline, signature)


# …实施意见 / （试行）; …行动方案 / （2024—2026年）（征求意见稿）
_VERSION = re.compile(
    r"(?:（(?:试行|暂行|修订(?:版|稿)?|征求意见稿|(?:19|20)\d\d(?:年?[—\-–～至]{1,2}(?:19|20)\d\d)?年?(?:版|修订)?)）){1,2}"
)


_PAGE_YEAR = re.compile(r"（(?:19|20)\d\d年?）$")


def without_page_year(head: list[Paragraph], title: Found | None) -> Found | None:
    """A title as the document prints it, where a page of laws adds the year: …的通知（2000年）, and …的通知 below."""
    if title and (year := _PAGE_YEAR.search(title.value)):
        plain = title.value[: year.start()]
        if own := next((p for p in head if p.start >= title.end and p.text == plain), None):
            return Found(plain, own.start, own.end)
    return title


def with_version(outline: Outline, title: Found | None) -> Found | None:
    """A title with the bracket that stands on a line of its own below it."""
    if title is None or not TITLE_END.search(title.value):
        return title
    below = next((p for p in outline.layout.paragraphs if p.start >= title.end), None)
    if not below or (title.value.endswith("）") and below.text not in ("（征求意见稿）", "（试行）")):
        return title
    if below.start - title.end <= 1 and _VERSION.fullmatch(below.text):
        return Found(title.value + below.text, title.start, below.end)
    return title


def _below_signature(outline: Outline, signature: Signature | None) -> Found | None:
    """The title of the plan below a notice that prints none of its own: …市人民政府 / 2022年1月2日 / …方案."""
    if not signature or not signature.date:
        return None
    lines: list[Paragraph] = []
    for paragraph in outline.layout.paragraphs:
        if paragraph.start < signature.date.end or re.match(r"（(?:此件|本文).{2,12}）$", paragraph.text):
            continue
        if len(paragraph.text) > 60 or len(lines) == 3 or _NOT_TITLE.search(paragraph.text):
            break
        lines.append(paragraph)
    while lines and not TITLE_END.search(lines[-1].text):
        lines.pop()
    return Found("".join(line.text for line in lines), lines[0].start, lines[-1].end) if lines else None


# 现将《2019年工作要点》印发给你们; 特制定《…预案》，现印发给你们: what a notice without a title sends
_SENDS = re.compile(
    "(?:现将|(?:制定|制订|编制)了?)《(?P<plan>(?:[^《》]|《[^《》]{1,80}》|〈[^〈〉]{1,80}〉){4,80})》(?:（[^（）]{1,40}）)?(?:，现予?)?(?:印发|转发|下发)"
)


def _sent(head: list[Paragraph]) -> Found | None:
    """The title of what a notice sends, where the print has no title at all."""
    for paragraph in head:
        if m := _SENDS.search(paragraph.text):
            return Found(m["plan"], paragraph.start + m.start("plan"), paragraph.start + m.end("plan"))
    return None


_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}(?:、|\.(?!\d))")
_YEARS_LINE = re.compile(r"（20\d\d年?(?:[-—–～至]+20\d\d年?)?）")
# A title that starts without its issuer
_UNSIGNED = ("关于", "转发", "印发", "批转")
# A page that prints the title in marks: 《…关于印发〈…〉的通知》, 《关于…的细则》, with or without the number before it
_MARKED = re.compile(
    rf"(?:{NUMBER.pattern})?《(?P<title>[^《》]{{6,120}}关于[^《》]{{4,120}}的(?:通知|意见|决定|函|批复)|关于[^《》]{{6,80}}(?:{KINDS}))》$"
)
# 【规范性文件】, “党政混合信息公开” before the title on a portal
_STAMP = re.compile("(?:【[^【】]{2,12}】|“[^“”]{2,10}公开” ?)(?=.{6})")
# 重磅！国务院办公厅关于…: what a news site cries before the title
_CRY = re.compile("(?:重磅|最新|官宣|速看|刚刚|权威发布|全文|突发|收藏)(?:发布|消息|来袭|出台)?[！：] ?(?=.{8})")
# …的通知（已废止）: what the portal says of the document behind its title
_LAPSED = re.compile("(?:(?<=.{8})|(?<=^的通知)) ?[（【](?:已|全文|部分|宣布)*(?:废止|失效)[）】]$")
# 国务院办公厅转发甲部等部门 / 关于加快某某建设指导意见的通知: the title breaks behind whose paper is forwarded
_FORWARDS = re.compile(r"(?:转发|批转)[^。；：《》]{2,60}$")
# 甲区管委会（区科信局）等四部门 / 关于印发…; 甲市人民政府印发 / 关于…的通知
_LEADS_ON = re.compile("等.{0,3}(?:部门|单位)$|(?:印发|转发|批转|发布)$")
_CARRIES = re.compile("印发|转发|批转|公布|发布")
_KIND_ALONE = re.compile(
    "(?:重点|目标|任务|工作|责任|分工|实施|行动|分解|落实|推进|三年)+(?:方案|计划|意见|细则|表)(?:（[^（）]{1,12}）)?"
)
_ENDS_NOTICE = re.compile("(?:通知|公告|函|令|决定|通告)(?:（.{1,9}）)?$")


def _addresses(below: list[Paragraph]) -> bool:
    return any(_SALUTATION.match(paragraph.text) for paragraph in below)


def _names_signer(line: str, signature: Signature | None) -> bool:
    """Whether a page names the issuer over the title, more fully than it signs: 甲省乙市人民政府, signed 乙市人民政府."""
    signed = "、".join(i.value for i in signature.issuers) if signature else ""
    return bool(signed) and line != signed and line.endswith(signed) and names_a_place(signed)


def _party_above(line: str, title: str) -> bool:
    """Whether a line names the party's committee over a title that its government opens: 中共甲市委 / 甲市人民政府关于…."""
    m = re.fullmatch("(?:【[^【】]+】)?中共(?P<place>.{1,12}?)(?:委|委员会)(?P<office>办公[厅室])?", line)
    return bool(
        m and re.match(f"(?:{m['place']}|国务院).{{0,8}}?{m['office'] or '(?:政府|国务院|管委会|委员会)'}", title)
    )


def _joint(line: str, title: str, signed: str) -> bool:
    """Whether a line above a title that names its issuer names others that issue with it: 某省财政厅 某省税务局 / 某省民政厅关于….

    They sign below as well; the name of a site or a red head over the title does not.
    """
    names = line.split()
    return all(ISSUER_END.search(name) and name not in title and name in signed for name in names)


def _breaks_off(line: str) -> bool:
    """Whether a line names issuers and ends inside of a name: 甲市发展和改革委员会 甲市规划和自 / 然资源局关于…."""
    named = places.leading(line)[0]
    return bool(
        named
        and len(line) >= 12
        and re.search("[局委厅办府会院部].", line[len(named) :])
        and not ISSUER_END.search(line)
        and not TITLE_END.search(line)
        and not re.search("关于|印发|[，。；：《》、]", line)
    )


def _goes_on(title: str, below: list[Paragraph]) -> bool:
    """Whether a title runs on although it ends like one: 关于印发…实施方案 / 的通知; 关于印发…工作方案 / 及任务分工的通知."""
    if _ENDS_NOTICE.search(title):
        return False
    # 甲市第十四个五年规划 / 任务分工方案: what follows is of no subject of its own
    if below and _KIND_ALONE.fullmatch(below[0].text):
        return True
    opens = below[0].text.startswith(("的", "（")) if below else False
    # 关于做好政府工作报告 / 主要目标任务的通知
    on = re.search("关于", title) and below and not re.search("关于|印发|政府", below[0].text)
    if not (_CARRIES.search(title) or opens or on):
        return False
    joined = ""
    for line in below if _CARRIES.search(title) or opens else below[:1]:
        joined += TITLE_NUMBER.sub("", _LAPSED.sub("", line.text))
        if len(joined) > 60 or re.search(r"[。；：]|^[\d〔]", joined):
            return False
        if re.search("(?:的通知|的公告|的函)$", joined):
            return True
    return False


def _complete(title: str) -> bool:
    """Whether a title starts at its start: with an issuer, a place, or 关于."""
    return bool(
        re.match(
            r"(?:中共|中国|国|省|市|[\u4e00-\u9fff]{2,20}(?:局|委|办|厅|部|署|院|会|政府|办公室|委员会|公司)(?:关于|印发|转发|批转))|关于|印发|转发",
            title,
        )
        or places.leading(title)[0]
        or bodies.leading(title, national=True)
    )


def _weak_start(lines: list[Paragraph]) -> int:
    """Where a plan's own title starts among the lines above its last one: 加快人工智能高质量数据集 / 建设实施方案."""
    first = len(lines) - 1
    while (
        first
        and (not TITLE_END.search(lines[first - 1].text) or _KIND_ALONE.fullmatch(lines[first].text))
        and len(lines[first].text) < 24
        and len(lines) - first < 3
    ):
        if len(lines[first - 1].text) < 6:
            break
        first -= 1
    # 甲市打造全国 / “智能+制造”高地行动计划: the line above starts with the place
    if (
        first
        and not _complete(lines[first].text)
        and places.leading(lines[first - 1].text)[0]
        and not TITLE_END.search(lines[first - 1].text)
        and not ISSUER_END.search(lines[first - 1].text)
        and sum(len(p.text) for p in lines[first - 1 :]) <= 60
    ):
        first -= 1
    return first


# 印发《A》的通知, 印发《A》《B》的通知 -> A; 印发《A》任务分工的通知, 印发A的通知 -> what stands before 的通知;
# 转发甲局关于A的意见的通知 -> 关于A的意见
_ENCLOSED = re.compile(
    r"(?:印发|转发|发布|公布|下发)(?:[\u4e00-\u9fff ]{2,30}(?=《关于)|(?:重新|最新)?修[订改正](?:后)?的?)?《(?P<marked>(?:[^《》]|《[^《》]*》)+)》(?=等?的|等|、|和|及|《|$)"
    r"|(?:印发|发布|公布|下发)(?P<plain>.{4,}?)的(?:通知|公告|函)(?:（[^（）]{1,9}）)?$"
    r"|(?:转发|批转)[^《》]{2,60}?(?P<forwarded>关于[^《》]{4,}?)的(?:通知|函)$"
)


def find_enclosed(title: Found, outline: Outline) -> Found | None:
    """The plan that a notice carries, by the title of the notice: 关于印发《…方案》的通知, 转发…意见的通知."""
    m = _ENCLOSED.search(title.value)
    if not m:
        return None
    kind = m.lastgroup or "plain"
    value = m[kind]
    at = m.start(kind)
    if kind == "forwarded" and (own := _own_title(value, outline)):
        return own
    return Found(value, title.start + at, min(title.start + at + len(value), title.end))


def _own_title(elided: str, outline: Outline) -> Found | None:
    """What a forwarded paper is called where it is printed in full: 转发…关于加快建设意见的通知 carries 关于加快建设的意见."""
    wanted = elided.replace("的", "")
    text = outline.text
    for mark in re.finditer(r"《(关于[^《》]{4,80})》", text):
        if mark[1].replace("的", "") == wanted:
            return Found(mark[1], mark.start(1), mark.end(1))
    return None
