"""The document's head: title, number, issuer, dates, source, jurisdiction (GB/T 9704-2012, 7.2 and 7.3).

Layouts read:
  1. red-head lines (国务院办公厅文件), number, title over one to four lines, salutation, body, signature, date
  2. title first, number below it
  3. portal pages with labelled metadata (发文机关：…, 成文日期：…, 索引号：…), once or twice
  4. a page title, 来源：… 发布时间：…, then the document itself
  5. issuers above the title, date in brackets below it: 中共…县委 …县人民政府 / 关于…的实施意见 / （2023年2月8日）
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from loaders.facts import Header, Span
from loaders.finders.citations import NUMBER, SERIAL, normal_number
from loaders.names import bodies, places
from loaders.text.layout import Paragraph
from loaders.text.numerals import to_int
from loaders.text.outline import Outline, marker

KINDS = "通知|预案|规程|意见|方案|办法|决定|规定|规划|计划|措施|要点|公告|通告|批复|函|报告|细则|条例|纲要|指南|清单|决议|通报|命令|令|政策|分工|分解表|工程|行动|路线图|规范|标准|章程|规则|建议|举措|安排|指引|导则|制度|机制|意见书|责任书|说明|答复|复函|指示|布告|公约|方略|蓝图|工作任务|重点任务|目标任务|责任分解|任务分解|分工表|任务表|安排表|责任表|计划表|对照表|台账|任务书|一览表|实事项目"
_TITLE_END = re.compile(
    rf"(?:{KINDS}|^中华人民共和国.{{2,40}}法)(?:（[^（）]{{1,30}}）)*$|(?:印发|发布|转发)《.{{4,60}}(?:{KINDS})》$"
)
_STRONG = re.compile(
    rf"(?:印发|发布|转发)《.{{4,60}}(?:{KINDS})》$|(?:印发|转发|批转).{{4,}}的通知$|"
    r"(?:关于|对).{2,}(?:的|》)?(?:通知|意见|决定|批复|函|公告|通告|报告|通报|方案|措施|办法|规定|政策|规划|计划|要点|建议|细则|命令|安排|分工|工作|纲要|答复|复函|条例|指示)(?:（[^（）]{1,30}）)*$"
)
_IS_TABLE = re.compile("(?:表|清单)$")
_ISSUER_END = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|部|署|院|行|会|政府|公司|中心|办公厅|领导小组|专班|指挥部|组委会|管委会|联席会议|人大常委会|总队|法院|检察院|党组|县委|市委|省委|区委|工委|联合会|总工会|工会|妇联|残联|科协|工商联|文联|团委|团中央|红十字会|社|集团|基金会|协会|法制办|出版社)(?:（[^（）]{1,12}）)?$"
)
_RED_HEAD = re.compile(r"(?<=.{2})(?:文件|公报|令|便函)$")
# 某省人民政府令 / 第12号, 某部令第3号, 主席令（九届第37号）; in a portal's label 国令第5号; 甲部乙局公告2023年第7号
_ORDER = re.compile(rf"{SERIAL.pattern}|(?<=令\n)第 ?\d{{1,4}} ?号")
_SALUTATION = re.compile(r"^(?:各|有关|市|省|区|县|国务院|机关|驻|本|中央|全).{2,400}[：]$")
_NOT_TITLE = re.compile(r"[。；]|^（此件.{2,12}）$|^(?:来源|索引|发布|时间|现将|为|根据|附件|第|各|一、|（一）)|[：]$")

_DAY = r"(?:[12]\d{3}|[一二][九〇零O0][〇零O0一二三四五六七八九]{2}) ?年 ?[\d一二三四五六七八九十]{1,3} ?月 ?[\d一二三四五六七八九十]{1,3} ?日"
_DATE = re.compile(
    r"(?P<y>[12]\d{3}|[一二][九〇零O0][〇零O0一二三四五六七八九]{2}) ?年 ?(?P<m>[\d一二三四五六七八九十]{1,3}) ?月 ?(?P<d>[\d一二三四五六七八九十]{1,3}) ?日"
)
_ISO = re.compile(r"(?P<y>20\d{2}|19\d{2})[-/.] ?(?P<m>\d{1,2})[-/.] ?(?P<d>\d{1,2})")
_DATE_ALONE = re.compile(rf"^(?:（此件[^（）]{{1,10}}） ?)?（?(?:{_DAY})(?:印发|发布)?）?$")
_PASSED = re.compile(rf"（(?P<day>{_DAY})[^（）]{{2,60}}(?:通过|批准|公布|发布|印发)[^（）]{{0,60}}）$")
_LABELS = {
    "number": "备注/文号|发文字号|文件编号|发文文号|发布文号|文件字号|文号|文 号",
    "issuer": "发文机关|发文单位|发文机构|发布机构|发布单位|发布部门|颁布单位|颁布部门|制定机关|制发单位|制发机关|印发机关|发文部门|公开责任部门|发布机关",
    "issued_on": "成文日期|成文时间|发文日期|印发日期|印发时间|签发日期|发文时间|制发日期|生成日期|成文日",
    "published_on": "发布时间|更新时间|发布日期|公开日期|更新日期|发表时间|公布日期|日期|时间",
    "source": "信息来源|文章来源|来源|稿源",
    "title": "发文标题|文件标题|标题|名称|文件名称|公文名称|信息名称|法规名称|法规标题|政策名称",
    "ignored": "索引号|信息索引号|主题分类|分类|主题词|体裁|有效性|时效性|文件类型|公文种类|组配分类|浏览次数|点击数|字号|字体|作者|责任编辑|编辑|主题|关键词|内容概述|语种|效力状态|有效期|分享到|浏览量|阅读次数|访问量|服务对象|栏目|信息类别|公开方式|公开形式|公开范围|公开时限|公开程序|统一登记号|登记号|点击量|点击|阅读量|法宝引证码|效力级别|法规类别|批准机关|所属类别|专题分类",
}
_LABEL = re.compile(
    "(?P<label>"
    + "|".join(sorted((w for ws in _LABELS.values() for w in ws.split("|")), key=len, reverse=True))
    # 生效时间：, 归档日期： is a label of its own and not the 时间 of something else
    + "|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2}(?:时间|日期)"
    + r")(?:[】\]]?：|】|(?:(?<=^.{2})|(?<=^.{3})|(?<=^.{4})|(?<=\|.{2})|(?<=\|.{3})|(?<=\|.{4}))\|)"
)
_BARE = "索引号|发布单位|发布文号|主题分类|组配分类|信息分类|公开方式|发文机关|发文单位|发布机构|发布机关|制发机关|发文日期|成文日期|生成日期|发布日期|发文时间|成文时间|发布时间|公开日期|印发日期|发文字号|文件编号|文号|主题词|公文种类|有效性|时效性|效力状况|标题|名称|内容概[述览]|内容摘要"
_BARE_LABEL = re.compile(f"(?P<label>{_BARE}|时效|(?<!^)分类)")
# a value stands straight behind: the title, a number, a date, a body; or the next label
_OPENS_BARE = re.compile(
    rf"索引号[\dA-Z]|(?:发文机关|发文单位|发布机构|发布机关|发布单位|制发机关)[\u4e00-\u9fff]{{2,30}}(?:[局委厅办府会院部]|办公[厅室])|(?:发文字号|文件编号|文号){NUMBER.pattern}|(?:发文|成文|生成|发布|公开|印发)(?:日期|时间)[12]\d{{3}}|(?:标题|名称|内容概[述览]|内容摘要).{{2,40}}(?:关于|印发|工作)|(?:{_BARE}){{2}}"
    # 组配分类 其他文件 发布机构 某区管委会: the first of several on a line
    r"|(?:组配|主题|信息)分类[\u4e00-\u9fff、]{2,16}?(?:发布机构|发文机关|发文单位|制发机关|公开方式|(?:成文|发布|生成|公开)日期)"
)
_LABEL_OF = {word: key for key, words in _LABELS.items() for word in words.split("|")}
# 来源：县政府2021-03-2310：56 浏览次数：12: the date is no part of the source
_SOURCE_TAIL = re.compile(r"[ |]*(?:[12]\d{3}[-/.年]\d{1,2}[-/.月]\d{1,2}.*|(?:浏览|点击|阅读|访问).*)$")
_SITE = re.compile(r"欢迎(?:访问|光临|来到)([\u4e00-\u9fffA-Za-z]{2,20}?)(?: |，|！|今天|$)")
_BESIDE_SOURCE = re.compile(r"来源：[^：]{0,30}?(?P<day>20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)")
# 2021年3月23日 10:56 来源：县政府
_BEFORE_SOURCE = re.compile(r"(?P<day>20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)[ \d:：|]{0,16}(?:信息|文章)?来源：")
# 某县人民政府 www.…gov.cn 发布时间：…: the line of a site
_OF_SITE = re.compile("[\u4e00-\u9fff]{2,14}人民政府(?:门户)?(?:网站?)?(?:www|http|发布时间|首页)")
_SEAL = re.compile(r"（(?:代章|公章|盖章|印章|章)）$")


def is_label(text: str) -> bool:
    """Whether a text is the label of a portal's metadata and nothing else: 发文机关：, 【索引号】, 标　题."""
    return re.sub(r"[\s\u3000：:|\[\]【】]", "", text) in _LABEL_OF


@dataclass(slots=True)
class _Found:
    value: str
    start: int
    end: int


def find(outline: Outline) -> Header:
    """The header of a document; what is not printed stays None."""
    layout = outline.layout
    head = _head(outline)
    header = Header()
    labelled = _labelled(head)
    signature = _signature(outline)
    title = _with_version(outline, _title(outline, head, labelled, signature))
    number = _number(head, labelled)
    spans: dict[str, Span] = {}

    def put(key: str, found: _Found | None) -> str | None:
        if found is None:
            return None
        spans[key] = layout.clean.raw_span(found.start, found.end)
        return found.value

    header.title = put("title", title)
    header.number = put("number", number)
    if title and (enclosed := _enclosed(title, outline)):
        header.enclosed_title = put("enclosed_title", enclosed)
    header.issuer = put("issuer", _issuer(outline, head, title, labelled, signature))
    header.issued_on = put("issued_on", _issued(head, labelled, signature, outline, title))
    header.published_on = put("published_on", _published(head, labelled))
    header.source = put("source", labelled.get("source"))
    for paragraph in head[:6]:
        if site := _SITE.search(paragraph.text):
            header.site = put("site", _Found(site[1], paragraph.start + site.start(1), paragraph.start + site.end(1)))
            break
    header.jurisdiction = jurisdiction(
        header.issuer or "",
        header.title,
        header.enclosed_title,
        [p.text for p in head if (header.issuer and not _to_places(p.text)) or _OF_SITE.match(p.text)],
        header.source,
        given.value if (given := labelled.get("issuer")) else None,
    )
    header.jurisdiction = (
        header.jurisdiction or _province_of(header.number) or _province_within(title.value if title else "")
    )
    evidence = spans.get("issuer") or spans.get("title")
    if header.jurisdiction and evidence:
        spans["jurisdiction"] = evidence
    elif not header.jurisdiction:
        header.jurisdiction = put("jurisdiction", _of_its_own(outline))
    header.spans = spans
    return header


def plan_year(header: Header) -> int | None:
    """The one year that a title names: …2023年…工作要点 -> 2023; None for a range (2024—2027年) or no year."""
    title = header.enclosed_title or header.title or ""
    if re.search(r"20\d\d年?[-—–～至到]+20\d\d", title):
        return None
    years = set(re.findall(r"(20\d\d)年", title)) or set(re.findall(r"(20\d\d)年", header.title or ""))
    return int(years.pop()) if len(years) == 1 else None


def issue_year(header: Header) -> int | None:
    """The year in which a document was issued; where it prints no day, that of its number: 国办函〔2009〕33号 -> 2009."""
    if header.issued_on:
        return int(header.issued_on[:4])
    year = re.search(r"[〔（\[](?P<year>(?:19|20)\d\d)[〕）\]]", header.number or "")
    return int(year["year"]) if year else None


def _head(outline: Outline) -> list[Paragraph]:
    return [p for p in outline.layout.paragraphs[:60] if p.start < outline.first][:40]


def _labelled(head: list[Paragraph]) -> dict[str, _Found]:
    """Labelled metadata of portals: 索引号：…发文机关：…成文日期：…, several a line or one; the first value counts."""
    found: dict[str, _Found] = {}
    alone = [p for p in head if is_label(p.text)]
    for paragraph, below in zip_longest(head, head[1:]):
        if len(paragraph.text) > 400:
            continue
        if len(alone) > 2 and paragraph in alone and below and below not in alone:
            # 发布日期 / 2023-05-09: a page prints every label and every value on a line of its own
            key = _LABEL_OF.get(re.sub(r"\W", "", paragraph.text), "ignored")
            if key != "ignored" and key not in found and len(below.text) <= 120:
                found[key] = _Found(below.text, below.start, below.end)
            continue
        labels = list(_LABEL.finditer(paragraph.text))
        if not labels or labels[0].start() > 2:
            # 文号 甲政办〔2025〕1号 信息分类：综合政务: one page prints some with a colon and some without
            labels = _bare_labels(paragraph.text[: labels[0].start()] if labels else paragraph.text) + labels
        if labels and below and labels[-1].end() == len(paragraph.text) and not _LABEL.search(below.text):
            # the value stands on a line of its own, as in a page whose cells were copied
            key = _LABEL_OF.get(labels[-1]["label"], "ignored")
            if key not in ("ignored", "title") and key not in found and len(below.text) <= 40:
                found[key] = _Found(below.text, below.start, below.end)
        if not labels or (
            labels[0].start() > 2 and _LABEL_OF.get(labels[0]["label"]) not in ("source", "published_on")
        ):
            continue
        for m, following in zip_longest(labels, labels[1:]):
            key = _LABEL_OF.get(m["label"], "ignored")
            end = following.start() if following else len(paragraph.text)
            value = paragraph.text[m.end() : end].strip(" |[]【】")
            if key == "source":
                value = _SOURCE_TAIL.sub("", value)
            if value and key != "ignored" and key not in found:
                at = paragraph.text.index(value, m.end())
                found[key] = _Found(value, paragraph.start + at, paragraph.start + at + len(value))
    return found


def _bare_labels(text: str) -> list[re.Match[str]]:
    """The labels of a line that prints no colons: 发布机构 江苏省政府办公厅 发文日期 2021-09-01."""
    return list(_BARE_LABEL.finditer(text)) if _OPENS_BARE.match(text) else []


def _number(head: list[Paragraph], labelled: dict[str, _Found]) -> _Found | None:
    if (given := labelled.get("number")) and (m := NUMBER.search(given.value) or _ORDER.search(given.value)):
        return _Found(normal_number(m[0]), given.start + m.start(), given.start + m.end())
    for paragraph, below in zip_longest(head, head[1:]):
        order = paragraph.text
        if below and order.endswith(("令", "公告", "通告")) and below.text.startswith(("第", "19", "20")):
            order += f"\n{below.text}"
        if m := _ORDER.fullmatch(order):
            return _Found(normal_number(m[0]), paragraph.start, paragraph.start + m.end())
        text = _DATE.sub(lambda day: " " * len(day[0]), paragraph.text)
        m = NUMBER.search(text) if not _OPENS_BARE.match(text) else None
        # a line of its own, beside a date or in brackets under the title; not a number inside a sentence
        if m and len(text.replace(" ", "")) - len(m[0].replace(" ", "")) <= 6 and "《" not in text:
            return _Found(normal_number(m[0]), paragraph.start + m.start(), paragraph.start + m.end())
    for paragraph in head:
        # 新发〔2018〕22号 为营造…环境，…: on the line of the first sentence
        opening = NUMBER.match(paragraph.text)
        if opening and _FIRST_WORDS.match(paragraph.text, opening.end()):
            return _Found(normal_number(opening[0]), paragraph.start, paragraph.start + opening.end())
        # …关于印发…的通知（岳办发〔2017〕2号）; 财科教〔2017〕6号财政部关于…的通知
        text = paragraph.text
        beside = _TITLE_NUMBER.search(text)
        if beside and len(text) <= 160 and _TITLE_END.search(text[: beside.start()] + text[beside.end() :]):
            start, end = next(NUMBER.finditer(text, beside.start())).span()
            return _Found(normal_number(text[start:end]), paragraph.start + start, paragraph.start + end)
    return None


_FIRST_WORDS = re.compile("(?:为了?|根据|按照|各)[\u4e00-\u9fff、，“”《]{4,}")


def _title(
    outline: Outline, head: list[Paragraph], labelled: dict[str, _Found], signature: _Signature | None
) -> _Found | None:
    """The notice's title, over up to four lines; else the plan's own; else what a portal labels as title.

    Lines are joined while none of them ends with a kind of document: 国务院关于支持自由贸易试验区 / 深化改革创新若干措施的通知.
    """
    weak: _Found | None = None
    # of a page: 转发甲规范的通知, where the document below prints it whole: 某市人民政府办公室 / 转发甲规范的通知
    short: _Found | None = None
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
        if lapsed := _LAPSED.search(line):
            line = line[: lapsed.start()]
            text = text[: at + len(line)]
        if stamp := _STAMP.match(line):
            at, line = at + stamp.end(), line[stamp.end() :]
        if (numbered := _TITLE_NUMBER.search(line)) and (len(line) - len(numbered[0]) >= 8 or line.startswith("的")):
            at += numbered.end() if numbered.start() == 0 else 0
            line = line[: numbered.start()] + line[numbered.end() :]
            text = text[: at + len(line)]
        start = paragraph.start + at + (len(text[at:]) - len(text[at:].lstrip()))
        broken = (
            len(line) > (240 if "关于" in line else 100)  # of a dozen issuers
            or _NOT_TITLE.search(line)
            or (NUMBER.search(line) and len(line) < 30)
            or _LABEL.match(line.lstrip("·●■◆▪-—– "))
            or _OPENS_BARE.match(line)
            or _DATE_ALONE.match(line)
            or _RED_HEAD.search(line)
            or _ORDER.fullmatch(line)
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
        if not _TITLE_END.search("".join(p.text for p in lines[-2:]) if len(line) < 6 else line):
            if len(lines) > 4:
                lines = lines[-3:]
            continue
        if _goes_on("".join(p.text for p in lines), head[n + 1 : n + 3]):
            continue
        for count in range(1, len(lines) + 1):
            joined = "".join(p.text for p in lines[-count:])
            if _STRONG.search(joined):
                taken = lines[-count:]
                while (above := lines[-len(taken) - 1 : -len(taken)]) and (
                    joined.startswith(_UNSIGNED) or above[0].text.endswith("、") or not _complete(joined)
                ):
                    if _complete(joined) and not any(
                        p.search(above[0].text) for p in (_ISSUER_END, _FORWARDS, _LEADS_ON)
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
                found = _Found(joined, taken[0].start, taken[-1].end)
                if short is None and joined.startswith(_UNSIGNED):
                    short = found
                elif short is None or joined.endswith(short.value):
                    return found
                break
        least = 4 if _IS_TABLE.search(line) or (len(lines) > 1 and _KIND_ALONE.fullmatch(line)) else 6
        if short is None and weak is None and least <= len(line) <= 60:
            first = _weak_start(lines)
            taken = lines[first:]
            if n + 1 < len(head) and _YEARS_LINE.fullmatch(head[n + 1].text):
                taken = [*taken, head[n + 1]]  # 某市行动方案 / （2020—2022年）
            weak = _Found("".join(p.text for p in taken), taken[0].start, taken[-1].end)
        lines = []
    if short:
        return short
    if given := labelled.get("title"):
        return weak if weak and weak.value in given.value and not _ENDS_NOTICE.search(given.value) else given
    return _told(head)[1] or weak or _sent(head) or _below_signature(outline, signature)


# …实施意见 / （试行）; …行动方案 / （2024—2026年）（征求意见稿）
_VERSION = re.compile(
    r"(?:（(?:试行|暂行|修订(?:版|稿)?|征求意见稿|(?:19|20)\d\d(?:年?[—\-–～至]{1,2}(?:19|20)\d\d)?年?(?:版|修订)?)）){1,2}"
)


def _with_version(outline: Outline, title: _Found | None) -> _Found | None:
    """A title with the bracket that stands on a line of its own below it."""
    if title is None or not _TITLE_END.search(title.value):
        return title
    below = next((p for p in outline.layout.paragraphs if p.start >= title.end), None)
    if not below or (title.value.endswith("）") and below.text not in ("（征求意见稿）", "（试行）")):
        return title
    if below.start - title.end <= 1 and _VERSION.fullmatch(below.text):
        return _Found(title.value + below.text, title.start, below.end)
    return title


def _below_signature(outline: Outline, signature: _Signature | None) -> _Found | None:
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
    while lines and not _TITLE_END.search(lines[-1].text):
        lines.pop()
    return _Found("".join(line.text for line in lines), lines[0].start, lines[-1].end) if lines else None


# 近日，中共某市委办公室、某市人民政府办公室印发了《…方案》，…。《…方案》全文如下。: how news prints a plan
_TOLD = re.compile(
    r"(?:近日|日前|电)?，?(?P<who>[\u4e00-\u9fff、（）]{4,120}?)(?:近日|日前|联合|正式)*(?:印发|发布|出台|下发)了?"
    r"《(?P<plan>(?:[^《》]|《[^《》]{1,80}》){4,80})》"
)


def _told(head: list[Paragraph]) -> tuple[_Found | None, _Found | None]:
    """Who issued what, and what it is, where a page of news prints the whole plan."""
    whole = next((p for p in head[:12] if re.search("全文(?:公?布|刊发|发布)?如下", p.text)), None)
    if not whole:
        return None, None
    for paragraph in head[: head.index(whole) + 1]:
        for m in _TOLD.finditer(paragraph.text):
            at = paragraph.start
            names = m["who"].split("、")
            if all(_ISSUER_END.search(name) for name in names):
                return (
                    _Found(m["who"], at + m.start("who"), at + m.end("who")),
                    _Found(m["plan"], at + m.start("plan"), at + m.end("plan")),
                )
    return None, None


# 现将《2019年工作要点》印发给你们; 特制定《…预案》，现印发给你们: what a notice without a title sends
_SENDS = re.compile(
    "(?:现将|(?:制定|制订|编制)了?)《(?P<plan>(?:[^《》]|《[^《》]{1,80}》|〈[^〈〉]{1,80}〉){4,80})》(?:（[^（）]{1,40}）)?(?:，现予?)?(?:印发|转发|下发)"
)


def _sent(head: list[Paragraph]) -> _Found | None:
    """The title of what a notice sends, where the print has no title at all."""
    for paragraph in head:
        if m := _SENDS.search(paragraph.text):
            return _Found(m["plan"], paragraph.start + m.start("plan"), paragraph.start + m.end("plan"))
    return None


_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}(?:、|\.(?!\d))")
_YEARS_LINE = re.compile(r"（20\d\d年?(?:[-—–～至]+20\d\d年?)?）")
# A title that starts without its issuer
_UNSIGNED = ("关于", "转发", "印发", "批转")
# A page that prints the title in marks: 《…关于印发〈…〉的通知》, 《关于…的细则》, with or without the number before it
_MARKED = re.compile(
    rf"(?:{NUMBER.pattern})?《(?P<title>[^《》]{{6,120}}关于[^《》]{{4,120}}的(?:通知|意见|决定|函|批复)|关于[^《》]{{6,80}}(?:{KINDS}))》$"
)
# The number printed on the line of the title: before it, or in brackets behind it
_TITLE_NUMBER = re.compile(rf"^(?:[（【]?{NUMBER.pattern}[）】]?) ?(?=[^《])|（{NUMBER.pattern}）$")
# 【规范性文件】, “党政混合信息公开” before the title on a portal
_STAMP = re.compile("(?:【[^【】]{2,12}】|“[^“”]{2,10}公开” ?)(?=.{6})")
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


def _names_signer(line: str, signature: _Signature | None) -> bool:
    """Whether a page names the issuer over the title, more fully than it signs: 甲省乙市人民政府, signed 乙市人民政府."""
    signed = "、".join(i.value for i in signature.issuers) if signature else ""
    return bool(signed) and line != signed and line.endswith(signed) and _placed(signed)


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
    return all(_ISSUER_END.search(name) and name not in title and name in signed for name in names)


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
        joined += _TITLE_NUMBER.sub("", _LAPSED.sub("", line.text))
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
        and (not _TITLE_END.search(lines[first - 1].text) or _KIND_ALONE.fullmatch(lines[first].text))
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
        and not _TITLE_END.search(lines[first - 1].text)
        and not _ISSUER_END.search(lines[first - 1].text)
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


def _enclosed(title: _Found, outline: Outline) -> _Found | None:
    m = _ENCLOSED.search(title.value)
    if not m:
        return None
    kind = m.lastgroup or "plain"
    value = m[kind]
    at = m.start(kind)
    if kind == "forwarded" and (own := _own_title(value, outline)):
        return own
    return _Found(value, title.start + at, min(title.start + at + len(value), title.end))


def _own_title(elided: str, outline: Outline) -> _Found | None:
    """What a forwarded paper is called where it is printed in full: 转发…关于加快建设意见的通知 carries 关于加快建设的意见."""
    wanted = elided.replace("的", "")
    text = outline.text
    for mark in re.finditer(r"《(关于[^《》]{4,80})》", text):
        if mark[1].replace("的", "") == wanted:
            return _Found(mark[1], mark.start(1), mark.end(1))
    return None


def _to_date(y: str, m: str, d: str) -> str | None:
    """一九九六年二月五日, 二○一八年…, 2024年8月6日 -> ISO; None for no day of the calendar."""
    from datetime import date

    try:
        return date(int(y) if y.isdecimal() else to_int(re.sub("[O0]", "〇", y)), to_int(m), to_int(d)).isoformat()
    except ValueError:
        return None


def _date(text: str) -> str | None:
    m = _DATE.search(text) or _ISO.search(text)
    return _to_date(m["y"], m["m"], m["d"]) if m else None


_MOST_ISSUERS = 60


@dataclass(slots=True)
class _Signature:
    issuers: list[_Found]
    date: _Found | None


# （某省产业链链长办公室） below the department that signs: what else it is called
_GLOSS_LINE = re.compile("（[^（）]{2,40}）")


def _signature(outline: Outline) -> _Signature | None:
    """The first lines of issuers over a line with a date; a document may carry two (a notice and what it forwards)."""
    paragraphs = outline.layout.paragraphs
    for n, paragraph in enumerate(paragraphs):
        text = paragraph.text
        # （一九九二年一月十日） in brackets stands under the title of a paper, which the lines above it may name the authors of
        if len(text) > 40 or not _DATE_ALONE.match(text) or text.endswith(("印发", "）")):
            continue
        iso = _date(text)
        if iso is None:
            continue
        issuers: list[_Found] = []
        k = n - 1
        while (
            k >= 0
            and n - k <= _MOST_ISSUERS
            and (n - k <= 8 or _ISSUER_END.search(paragraphs[k].text))  # a dozen ministries, one a line
            and len(paragraphs[k].text) <= 45
            and not re.search(r"[。；：！，]$", paragraphs[k].text)
        ):
            line = paragraphs[k].text
            if (
                line.endswith("》")
                or re.search("[。：]", line)  # 联系人：某某 010-12345678
                or line.startswith(("附件", "附：", "附表"))
                or marker(line)
                or NUMBER.search(line)
                or _STRONG.search(line)
                or _ISO.match(line)
            ):
                break
            if not _GLOSS_LINE.fullmatch(line):
                issuers = _line_issuers(outline, paragraphs[k]) + issuers
            k -= 1
        issuers = _merge_broken(issuers)
        if issuers and all(_ISSUER_END.search(i.value) for i in issuers):
            return _Signature(issuers, _Found(iso, paragraph.start, paragraph.end))
    for paragraph in paragraphs[:6]:
        if (m := _SIGNED_INSIDE.search(paragraph.text)) and (iso := _date(m["day"])):
            at = paragraph.start
            who = _Found(m["who"], at + m.start("who"), at + m.end("who"))
            return _Signature([who], _Found(iso, at + m.start("day"), at + m.end("day")))
    return None


# …确保任务完成。（湖北省农业农村厅 2019年4月15日）
_SIGNED_INSIDE = re.compile(rf"。（(?P<who>[\u4e00-\u9fff]{{4,24}}[局委厅部办署府会]) ?(?P<day>{_DAY})）$")


def _line_issuers(outline: Outline, paragraph: Paragraph) -> list[_Found]:
    """The issuers on one line; wide spaces part them: 国家发展改革委  财政部 (but 浙 江 省 is one name, spaced)."""
    clean = outline.layout.clean
    start, end = clean.raw_span(paragraph.start, paragraph.end)
    gaps = [m.span() for m in re.finditer(r"\s+", clean.raw[start:end])]
    pieces: list[tuple[int, int]] = []
    at = paragraph.start
    for gap_start, _ in gaps:
        cut = next((i for i in range(at, paragraph.end) if clean.raw_at(i) >= start + gap_start), paragraph.end)
        if cut > at:
            pieces.append((at, cut))
            at = cut
    pieces.append((at, paragraph.end))
    found = [_Found(outline.text[s:e], s, e) for s, e in pieces if e > s]
    if not all(len(f.value) >= 3 and _ISSUER_END.search(f.value) for f in found):
        found = [_Found(paragraph.text, paragraph.start, paragraph.end)]
    parts = []
    for f in found:
        if "、" in f.value and all(_ISSUER_END.search(x) for x in f.value.split("、")):
            at = f.start
            for name in f.value.split("、"):
                parts.append(_Found(name, at, at + len(name)))
                at += len(name) + 1
        else:
            parts.append(f)
    return [_Found(_SEAL.sub("", f.value), f.start, f.start + len(_SEAL.sub("", f.value))) for f in parts]


def _merge_broken(issuers: list[_Found]) -> list[_Found]:
    """A long name over two lines is one issuer: …制造业高质量发展（数字经济发展） / 领导小组办公室."""
    merged: list[_Found] = []
    for issuer in issuers:
        if merged and not _ISSUER_END.search(merged[-1].value):
            merged[-1] = _Found(merged[-1].value + issuer.value, merged[-1].start, issuer.end)
        else:
            merged.append(issuer)
    return merged


def _issuer(
    outline: Outline,
    head: list[Paragraph],
    title: _Found | None,
    labelled: dict[str, _Found],
    signature: _Signature | None,
) -> _Found | None:
    """The issuer: of the title, the signature, the portal's label; the fullest form where two name one body."""
    named = _title_issuer(outline, title) if title else None
    signed = None
    if signature and signature.issuers:
        first, last = signature.issuers[0], signature.issuers[-1]
        signed = _Found("、".join(i.value for i in signature.issuers), first.start, last.end)
    if named and signed:
        # 市政府办公厅 under a title of 深圳市人民政府办公厅; 深圳市坪山区…办公室 under one of 坪山区…办公室
        if named.value in signed.value or ("、" in signed.value and "、" not in named.value):
            return signed
        if "、" not in signed.value + named.value and _is_short_for(named.value, signed.value):
            return signed
        # 市政府办公室 in the title, 海安市人民政府办公室 below: the name with its place says whose it is
        return signed if _placed(signed.value) and not _placed(named.value) else named
    given = labelled.get("issuer")
    if not named and not signed and (told := _told(head)[0]):
        return told
    if named and not _placed(named.value):
        # 省人民政府关于… under 湖北省人民政府文件, or labelled 发文机关：湖北省人民政府
        fuller = [f for f in (_red_head(head), given) if f and f.value != named.value and f.value.endswith(named.value)]
        return fuller[0] if fuller else named
    if named or signed:
        return named or signed
    if given and _ISSUER_END.search(given.value):
        return given
    if title and (m := re.match(r"[\u4e00-\u9fff]{2,20}?人民政府(?:办公厅|办公室)?", title.value)):
        return _Found(m[0], title.start, title.start + len(m[0]))
    if red := _red_head(head):
        return red
    if title and (alone := _signed_without_date(outline, title)):
        return alone
    if title and (m := _OF_BODY.search(title.value)) and _ISSUER_END.search(m[1]) and _placed(m[1]):
        return _Found(m[1], title.start, title.end)
    if title and (below := next((p for p in head if p.start >= title.end and _all_bodies(p.text)), None)):
        return _Found(below.text, below.start, below.end)
    if title and (foot := _foot(outline)):
        return foot
    above = [p for p in head[:8] if title and p.end <= title.start and _ISSUER_END.search(p.text) and len(p.text) < 40]
    return _Found(above[-1].text, above[-1].start, above[-1].end) if above else given


# 关于印发《某市教育局2024年工作要点》的通知, signed with a date alone: whose plan it is
_OF_BODY = re.compile(r"《([\u4e00-\u9fff]{4,20}?)(?=20\d\d年)")


def _is_short_for(short: str, full: str) -> bool:
    """Whether a name is the other with characters left out: 广东省发展改革委 of 广东省发展和改革委员会."""
    at = iter(full)
    return len(short) < len(full) and short[:2] == full[:2] and all(c in at for c in short)


# 甲市水利局2026年5月25日发布，征求意见截止2026年6月24日。 under a draft
_FOOT = re.compile(
    rf"(?P<who>[\u4e00-\u9fff（）]{{4,30}}?)(?:于)?{_DAY}，?(?:公开)?(?:发布|公布|征求意见|起草)[^。]{{0,60}}。?$"
)


def _foot(outline: Outline) -> _Found | None:
    """The body that the last lines of a draft name with the day on which it was put out."""
    for paragraph in outline.layout.paragraphs[-6:]:
        m = _FOOT.match(paragraph.text)
        if m and _ISSUER_END.search(m["who"]) and _placed(m["who"]):
            return _Found(m["who"], paragraph.start, paragraph.start + len(m["who"]))
    return None


def _all_bodies(line: str) -> bool:
    """Whether a line names bodies with their places and nothing else: 财政部、司法部 under the title of a page."""
    return len(line) < 40 and all(_ISSUER_END.search(name) and _placed(name) for name in line.split("、"))


# The foot of a printed document: 上海市人民政府办公厅 / 2023年6月12日印发
_PRINTED_ON = re.compile(rf"{_DAY}印发$")


def _signed_without_date(outline: Outline, title: _Found) -> _Found | None:
    """A body on a line of its own below the notice, whose date stands elsewhere: 上海市人民政府办公厅 / 附件."""
    paragraphs = outline.layout.paragraphs
    for paragraph, below in zip_longest(paragraphs, paragraphs[1:]):
        text = paragraph.text
        if paragraph.start < title.end or not 4 <= len(text) <= 30:
            continue
        if below and not (below.text.startswith("附") or _PRINTED_ON.match(below.text)):
            continue
        if _ISSUER_END.search(text) and _placed(text) and re.fullmatch("[\u4e00-\u9fff（）]+", text):
            return _Found(text, paragraph.start, paragraph.end)
    return None


def _red_head(head: list[Paragraph]) -> _Found | None:
    """The issuer of the line in red: 湖北省人民政府文件."""
    for paragraph in head:
        red = _RED_HEAD.search(paragraph.text)
        if red and _ISSUER_END.search(name := paragraph.text[: red.start()]):
            return _Found(name, paragraph.start, paragraph.start + len(name))
    return None


def _placed(name: str) -> bool:
    """Whether a body's name says where it belongs: a place in front, or a national body."""
    return bool(places.leading(name)[0] or bodies.leading(name, national=True))


# 中共中央国务院, 中共某市委办公室某市人民政府办公室: two issuers without a mark between
_PARTY_AND_STATE = re.compile(
    "(中共(?:中央|[^、]{2,12}委(?:员会)?)(?:办公[厅室])?)((?:国务院|[^、]{2,12}人民政府)(?:办公[厅室])?)"
)


def _title_issuer(outline: Outline, title: _Found) -> _Found | None:
    m = re.match(r"(.{3,200}?)(?:关于|印发|转发|批转)", title.value)
    if not m:
        return None
    value = m[1]
    end = title.start + len(value)
    if not _ISSUER_END.search(value):
        return None
    names = _line_issuers(outline, Paragraph(title.start, end, outline.text[title.start : end].replace("\n", "")))
    if len(names) > 1 and all(_ISSUER_END.search(n.value) for n in names):
        value = "、".join(n.value for n in names)
    elif joint := _PARTY_AND_STATE.fullmatch(value):
        value = "、".join(joint.groups())
    return _Found(value, title.start, end)


def _issued(
    head: list[Paragraph],
    labelled: dict[str, _Found],
    signature: _Signature | None,
    outline: Outline,
    title: _Found | None,
) -> _Found | None:
    if signature and signature.date:
        return signature.date
    if title and (below := _day_below(outline, title)):
        return below
    if (given := labelled.get("issued_on")) and (iso := _date(given.value)):
        return _Found(iso, given.start, given.end)
    for paragraph in head:
        # 1993年11月2日，国家税务总局: under the title on a page of laws
        by = _DAY_AND_BODY.fullmatch(paragraph.text)
        if by and _ISSUER_END.search(by["who"]) and (iso := _date(by["day"])):
            return _Found(iso, paragraph.start + by.start("day"), paragraph.start + by.end("day"))
    if title:
        for paragraph in outline.layout.paragraphs:
            if paragraph.start < title.end:
                continue
            # （2021年4月29日第十三届…会议通过）, wherever a page prints its title a second time above it
            passed = _PASSED.match(paragraph.text) if paragraph.start < outline.first else None
            if passed and (iso := _date(passed["day"])):
                return _Found(iso, paragraph.start + passed.start("day"), paragraph.start + passed.end("day"))
            if paragraph.start - title.end < 60:
                # 2006年10月26日 财建〔2006〕689号
                day = _DATE.search(paragraph.text)
                rest = paragraph.text.replace(day[0], "", 1) if day else paragraph.text
                if (
                    day
                    and (_DATE_ALONE.match(paragraph.text) or NUMBER.fullmatch(rest.strip("（） ")))
                    and (iso := _date(day[0]))
                ):
                    return _Found(iso, paragraph.start, paragraph.end)
    for paragraph in reversed(outline.layout.paragraphs):
        if _DATE_ALONE.match(paragraph.text) and (iso := _date(paragraph.text)):
            return _Found(iso, paragraph.start, paragraph.end)
    return None


_DAY_AND_BODY = re.compile(rf"（?(?P<day>{_DAY})[，、 ]?(?P<who>[\u4e00-\u9fff、 ]{{3,40}})）?")


def _day_below(outline: Outline, title: _Found) -> _Found | None:
    """The day under the text of a notice that names no issuer above it: …请认真贯彻执行。 / 二○一一年八月九日."""
    for above, paragraph in pairwise(outline.layout.paragraphs):
        if above.start >= title.end and above.text.endswith("。") and _DATE_ALONE.match(paragraph.text):
            iso = None if paragraph.text.endswith(("印发", "）")) else _date(paragraph.text)
            return _Found(iso, paragraph.start, paragraph.end) if iso else None
    return None


def _published(head: list[Paragraph], labelled: dict[str, _Found]) -> _Found | None:
    if (given := labelled.get("published_on")) and (iso := _date(given.value)):
        return _Found(iso, given.start, given.end)
    for paragraph in head[:12]:
        # 来源：县政府 2021-03-23 10:56: the date of a page without a word for it; it may stand before 来源 too
        if len(paragraph.text) >= 60:
            continue
        m = _BESIDE_SOURCE.search(paragraph.text) or _BEFORE_SOURCE.match(paragraph.text)
        if m and (iso := _date(m["day"])):
            return _Found(iso, paragraph.start + m.start("day"), paragraph.start + m.end("day"))
    for paragraph in head[:10]:
        if (m := _ISO.fullmatch(re.sub(r" .*", "", paragraph.text))) and (iso := _to_date(m["y"], m["m"], m["d"])):
            return _Found(iso, paragraph.start, paragraph.end)
    return None


_PARTY = re.compile(r"^中共")
_TITLE_VERBS = re.compile(
    "(?:关于|印发|《|进一步|加快|全面|深入|大力|推进|推动|促进|支持|加强|深化|做好|提升|优化|规范|完善|建设|打造|建立|鼓励|扶持|发展|培育)+"
)
# 某镇人民政府, 某县某乡党委, 某街道办事处: no list has the towns
_TOWN = re.compile(
    "[\u4e00-\u9fff]{1,7}?(?:(?:镇|(?:民族)?乡)(?=人民政府|党委|委员会|党政)|街道(?=办事处|党工委|工委|党政|工作委员会))"
)


def jurisdiction(issuer: str, *others: str | list[str] | None) -> str | None:
    """The place whose document it is, as the issuer prints it: 深圳市坪山区人民政府办公室 -> 深圳市坪山区, 国务院 -> 国家.

    Where the issuer prints none (市政府办公厅), the title or the lines of the head decide.
    """
    first = _PARTY.sub("", issuer.split("、")[0]).removeprefix("中华人民共和国")
    printed = places.leading(first)[0]
    if town := _TOWN.match(first, len(printed)):
        return first[: town.end()]
    if name := _place(first):
        return name
    # 中国（上海）自由贸易试验区管理委员会 is of Shanghai
    if zone := re.match(r"中国（([\u4e00-\u9fff]{2,10})）", first):
        within = places.leading(zone[1], short=True)[1]
        if province := next((place for place in within if place.level == "province"), None):
            return province.name
    # 国家税务总局某省税务局, 中国人民银行某市分行: a national body's office for a place
    if (national := bodies.leading(first)) and _OFFICE.search(first):
        within = places.leading(first[len(national[0]) :], short=True)[1]
        if len(within) == 1 and within[0].level in ("province", "city"):
            return within[0].name
    if first.startswith(("中共中央", "国家", "全国", "中央", "中国")) or bodies.leading(first, national=True):
        return "国家"
    # 某科技园管理委员会、北京市朝阳区科学技术和信息化局: of two that sign, the second says where
    for other in (issuer.split("、")[1:], *others):
        for text in other if isinstance(other, list) else [other]:
            # （湖北省）武汉市2023年…: a page of many places names the province before the title
            if text and (name := _place(re.sub("^（[^（）]{2,9}）", "", _PARTY.sub("", text)))):
                return name
    for other in others:
        # 加快某某市流通业发展实施意见
        if isinstance(other, str) and (opening := _TITLE_VERBS.match(other)):
            printed, found = places.leading(other[opening.end() :])
            if printed and found:
                return printed
    return None


def _to_places(line: str) -> bool:
    """Whether a line addresses several places: 石家庄、唐山、…市人民政府："""
    names = line.split("、")
    return line.endswith("：") and len(names) > 1 and all(places.leading(name, short=True)[0] for name in names[:2])


_OFFICE = re.compile("(?:税务|监管|管理|海事|气象|邮政)局$|分行$|办事处$|监管办公室$")


# 结合某市实际，制定本方案
_OUR_PLACE = re.compile("结合(?P<place>[\u4e00-\u9fff]{2,8}?)(?:市|县|区|州)?(?:的)?(?:工作|发展)?实际")
# …，某县教育体育局、某县公安局特制定如下实施方案
_MADE_BY = re.compile(
    "(?:^|，)(?P<who>[\u4e00-\u9fff、]{4,60}?[局委厅部会府办])(?:特|现|联合|共同|研究|决定)*(?:制定|制订)(?:了)?(?:如下|以下|本)",
    re.M,
)
# what a document says of its own level, lowest first
_OWN_LEVELS = (
    ("县", re.compile("[我全]县(?!域)")),
    ("市", re.compile("[我全]市(?!场)")),
    ("省", re.compile("[我全]省")),
)
# 根据《中共某市委、某市人民政府关于…的决定》
_THEIR_OWN = re.compile("《(?:中共)?(?P<place>[\u4e00-\u9fff]{2,8}?[省市县])(?:委|人民政府)[^《》]{0,40}关于")


def _of_its_own(outline: Outline) -> _Found | None:
    """The place of a document whose head names none: by whose conditions it was made (结合某市实际), else by whose decisions it follows,
    where it speaks of that level as its own (全市)."""
    opening = outline.text[:_OPENING]
    if (m := _OUR_PLACE.search(opening)) and (name := _place(m["place"])):
        return _Found(name, m.start("place"), m.end("place"))
    if (m := _MADE_BY.search(opening)) and (name := _place(m["who"].split("、")[0])):
        return _Found(name, m.start("who"), m.start("who") + len(name))
    own = next((level for level, says in _OWN_LEVELS if says.search(outline.text)), "—")
    named = [m for m in _THEIR_OWN.finditer(opening) if m["place"].endswith(own) and places.is_place(m["place"])]
    if named and len({m["place"] for m in named}) == 1:
        return _Found(named[0]["place"], named[0].start("place"), named[0].end("place"))
    return None


_OPENING = 3000
# What a province's numbers open with: 鄂政发〔2018〕26号
_PROVINCES = dict(
    pair.split()
    for pair in [
        "京 北京市",
        "津 天津市",
        "冀 河北省",
        "晋 山西省",
        "内蒙古 内蒙古自治区",
        "内 内蒙古自治区",
        "辽 辽宁省",
        "吉 吉林省",
        "黑 黑龙江省",
        "沪 上海市",
        "苏 江苏省",
        "浙 浙江省",
        "皖 安徽省",
        "闽 福建省",
        "赣 江西省",
        "鲁 山东省",
        "豫 河南省",
        "鄂 湖北省",
        "湘 湖南省",
        "粤 广东省",
        "桂 广西壮族自治区",
        "琼 海南省",
        "渝 重庆市",
        "川 四川省",
        "黔 贵州省",
        "云 云南省",
        "滇 云南省",
        "藏 西藏自治区",
        "陕 陕西省",
        "甘 甘肃省",
        "青 青海省",
        "宁 宁夏回族自治区",
        "新 新疆维吾尔自治区",
    ]
)
_PROVINCE_NUMBER = re.compile(rf"({'|'.join(sorted(_PROVINCES, key=len, reverse=True))})(?=政|府|委|办|发)")


def _province_of(number: str | None) -> str | None:
    """The province whose government prints such numbers, where neither issuer nor title names it: 鄂政发 -> 湖北省."""
    m = _PROVINCE_NUMBER.match(number or "")
    return _PROVINCES[m[1]] if m else None


def _province_within(title: str) -> str | None:
    """The one province that a title names behind its first word, where nothing else says whose it is: 数字广东建设…工作要点."""
    title = re.sub("《[^《》]*》|(?:贯彻|落实|转发|执行).*", "", title)
    named = {place.name for place in places.listed() if place.level == "province" and place.short in title}
    return named.pop() if len(named) == 1 else None


def _place(text: str) -> str | None:
    printed, found = places.leading(text)
    if printed and found and not text.startswith(("国务院", "国家")):
        return printed
    printed, found = places.leading(text, short=True)
    if len(found) != 1 or len(printed) < 2:
        return None
    if found[0].level in ("province", "city"):
        return found[0].name
    # 河北雄安新区: the short form only says where the area lies
    return printed if len(printed) > len(found[0].name) and printed.endswith(found[0].name) else None
