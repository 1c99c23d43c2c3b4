"""Citations: documents named in 《》, with the number printed behind them: 《…的通知》（国发〔2018〕41号）."""

from __future__ import annotations

import re

from loaders.facts import Citation, Header
from loaders.text.outline import Outline

# 国发〔2018〕41号, 国发[2018]41号, 发改办财金规（2019）860号, 浙数局发〔2024〕9 号, 农计（示范）〔2016〕16号
NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,14}(?:（[\u4e00-\u9fff]{1,6}）)?[〔\[（【]\s?(?:19|20)\d{2}\s?[〕\]）】]\s?(?:第)?\s?\d{1,5}\s?号"
)
# What a body counts without a year in brackets, its orders and announcements: 国务院令第639号, 甲部 乙局公告2023年第7号
SERIAL = re.compile(
    r"[\u4e00-\u9fff][\u4e00-\u9fff ]{0,40}(?:令|公告|通告)[\s　]*"
    r"(?:第 ?\d{1,4} ?号|(?:19|20)\d{2} ?年 ?第? ?\d{1,4} ?号|（[^（）]{0,8}第 ?\d{1,4} ?号）)"
)
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]{1,120}》){1,200})》")
# 《…》（国发〔2018〕41号）, 关于印发《…》的通知（国发〔2018〕41号）
_BEHIND = re.compile(r"(?:的(?:通知|公告|函))?[（(]((?:[^（）]|（[^（）]*）){0,60})[）)]")
# The number of a standard printed inside the marks: 《智能制造能力成熟度模型 GB/T 39116-2020》
_STANDARD = re.compile(r"[ ，]*(?:GB|DB|JGJ|CJJ|HJ|T)[A-Z/ ]{0,6}[\d.]+[-—]\d{4}$")
# What a notice carries: 现将《…》印发给你们, 印发《…》的通知
_ENCLOSED = re.compile(r"(?:现将|印发)《((?:[^《》]|《[^《》]*》){2,120})》(?=[^。]{0,20}(?:印发|转发)|的通知)")
# 现将市财政局《…》（江财发〔2011〕14号）转发给你们: with the number that its issuer gave it; 现将《甲方案》《乙方案》印发给你们
_HANDED_ON = re.compile(
    r"现将[^。《》\n]{0,40}(?P<titles>(?:《(?:[^《》]|《[^《》]*》){2,120}》(?:（[^（）]{0,40}）)?(?:、|和|及|与|以及)?){1,12})(?:一并)?(?:转发|印发|下发)"
)
# 市发展改革委《…的意见》已经市政府同意，现转发给你们; 《…》和《…》已经市政府第3次常务会议审议通过，现予印发
_APPROVED = re.compile(
    r"(?:《(?:[^《》]|《[^《》]{1,120}》){2,120}》(?:[、和及]|以及)?){1,12}[^。《》\n]{0,8}(?:已|业)[^。《》\n]{0,50}(?:现|予以|一并)[^。《》\n]{0,12}(?:印发|转发|下发|发布|公布)"
)
# 县政府同意县财政局《关于…的报告》，现转发给你们: what is handed on
_AGREED = re.compile(
    r"同意[^。《》]{0,60}(?:《(?:[^《》]|《[^《》]{1,120}》){2,120}》(?:[、和及]|以及)?){1,6}(?:（[^（）]{1,20}）)?，现(?:予以?)?(?:转发|批转|印发|下发)"
)
# 在各地上报的基础上汇总形成了《…名录》，现予以公布; 我们制定了《…办法》。现印发给你们
_MADE = re.compile(
    r"(?:制定|制订|编制|编写|修订|拟定|拟订|形成|提出|起草|汇总)了?(?:《(?:[^《》]|《[^《》]{1,120}》){2,120}》(?:[、和及]|以及)?){1,6}"
    r"(?:（[^（）]{1,20}）)?[，。]?现(?:予以?)?(?:印发|下发|发布|公布|公告)"
)
# 《申请审批表》, 《责任书》, 《安全生产许可证》
_FORM = re.compile(
    "(?:申请|审批|登记|备案|汇总|统计|推荐|评分|调查|报名|审核|情况|申报|基础信息)表(?:[A-Za-z]类|(?:19|20)\\d\\d年?版)*$|(?:承诺|责任|通知|申请|申报|推荐|协议|报名|授权|保证|鉴定|委托|证明|决定|告知)书$"
    "|(?:许可|资格|合格|登记|使用权|资质|认证|产权)证书?$|执照$|台账$|合同$"
)
# 时效：根据《…的决定》，此文件宣布失效: the portal's word on the document
_ON_VALIDITY = re.compile("宣布失效|宣布废止|已废止|已失效|现行有效")
_ON_ANOTHER = re.compile("(?:关于|修[改订正]|废止)《[^《》]+》(?:的|等).{0,8}(?:批复|复函|决定)(?:（.{1,9}）)?$")
# Books, papers, forms and columns in marks are no policy documents.
_MEDIA = re.compile(r"(?:日报|晚报|晨报|时报|周刊|杂志|期刊|电视|新闻联播)$")


# 通过《某某论坛》、《某某之声》等平台: a list of what people read and hear; 《某某教育》杂志社
_OF_MEDIA = re.compile(
    "(?:杂志社?|编辑部|期刊|报社|报(?=记者)|周刊|记者)|(?:、[^，。；]{1,60}?)?等[^，。；、]{0,8}(?:平台|栏目|节目|专栏|媒体|报刊|刊物|专题片)"
)


# 《实施意见》, 《方案》: what a text calls the document that it named before
_SHORT = re.compile(
    "(?:总体|实施|工作|指导|行动|若干|专项|发展|任务|管理|建设|具体|本|重点)*(?:分工|分解)?(?:方案|意见|计划|规划|办法|措施|纲要|决定|规定|条例|细则|要点|通知|清单|指南)"
)
_CALLED = re.compile(r"简称(?:为)?[：]?[“《]([^”》]{2,40})[”》]")


# …规划纲要任务分工方案 divides the duties of …规划纲要, which is a document of its own
_DIVIDES = re.compile("(?:重点|主要|目标)*(?:工作|任务|责任|目标|指标)(?:的)?(?:分工|分解|清单|落实)")


def _divided(plain: str, own: str) -> bool:
    """Whether a title goes on behind another one with the dividing of its duties."""
    return bool(_DIVIDES.match(own.partition(plain)[2]))


# 制定了《关于…的意见》和《关于…的计划》（以下简称《意见》和《计划》）…，现将《意见》和《计划》印发你们
_SHORT_NAMES = re.compile(
    r"(?P<titles>(?:《(?:[^《》]|《[^《》]{1,120}》){2,120}》[、和及]?){1,6})（以下(?:分别)?简称(?P<short>(?:《[^《》]{2,20}》[、和及]?){1,6})）"
)


# 对照《重点任务分解表》（附件1）: a part of the document itself
_SEE_ANNEX = re.compile("(?:详?见)?附[件表]")
_ATTACHED = re.compile(r"附件\d{0,2}[：. ]|\d{1,2}[.、](?=[^\d])")
_ATTACHED_AS = re.compile(r"^(?:附件\d{0,2}[：. ])?(?:\d{1,2}[.、])?")


def _attached(outline: Outline) -> set[str]:
    """The titles in the list of attachments: 附件：1.甲分解表 / 2.乙分解表."""
    found: set[str] = set()
    listing = False
    for paragraph in outline.layout.paragraphs:
        m = _ATTACHED.match(paragraph.text)
        listing = bool(m) and (listing or paragraph.text.startswith("附件"))
        if m and listing and len(paragraph.text) < 100:
            found.add(plain_title(_ATTACHED_AS.sub("", paragraph.text)))
    return found - {""}


def _sent_by_short_names(text: str) -> set[str]:
    """The titles that a notice sends under the short names that it gave them."""
    return {
        plain_title(title[1])
        for m in _SHORT_NAMES.finditer(text)
        if re.search(rf"现将{re.escape(m['short'])}[^。《》]{{0,12}}(?:印发|转发|下发)", text)
        for title in _TITLE.finditer(m["titles"])
    }


def normal_number(printed: str) -> str:
    """国发[2018] 41 号 -> 国发〔2018〕41号: hexagonal brackets, no spaces."""
    return re.sub(r"[\[（【](\d{4})[\]）】]", r"〔\1〕", re.sub(r"\s", "", printed))


def plain_title(title: str) -> str:
    """A title without marks, spaces and width, for comparing."""
    return re.sub(r"[\s《》〈〉“”「」（）()、，：—\-]", "", title)


def find(outline: Outline, header: Header) -> list[Citation]:
    """The documents that this one cites, in the order of their first place; one cited twice is one entry with two spans.

    Not cited: the plan that a notice encloses (现将《…》印发给你们), and the document itself.
    """
    text = outline.text
    own = {plain_title(t) for t in (header.title, header.enclosed_title) if t}
    # a reply to what it approves (关于《甲省空间规划》的批复), a decision on what it amends name another document
    carries = not _ON_ANOTHER.search(header.title or "")
    found: dict[tuple[str, str | None], Citation] = {}
    # 根据市政府关于印发《…》的通知要求，…: the notice of a sentence is another one
    named = [p for p in outline.layout.paragraphs if "。" in p.text[:-1] and not p.text.startswith(("《", "现"))]
    enclosed = {
        plain_title(m[1])
        for m in _ENCLOSED.finditer(text)
        if m[0].startswith("现将") or not any(p.start <= m.start() < p.end for p in named)
    }
    # 《A》和《B》已经市政府同意，现印发给你们: every title of the list is enclosed
    for m in (*_APPROVED.finditer(text), *_AGREED.finditer(text), *_MADE.finditer(text)):
        enclosed |= {plain_title(t[1]) for t in _TITLE.finditer(m[0])}
    enclosed |= _sent_by_short_names(text) | _attached(outline)
    handed_on = {
        m.start("titles") + title.start(1) for m in _HANDED_ON.finditer(text) for title in _TITLE.finditer(m["titles"])
    }
    called = {plain_title(m[1]) for m in _CALLED.finditer(text)}
    stops = [p for p in outline.layout.paragraphs[:40] if p.start < outline.first and _ON_VALIDITY.search(p.text)]
    for m in _TITLE.finditer(text):
        if m.start(1) in handed_on or any(p.start <= m.start() < p.end for p in stops):
            continue
        if _OF_MEDIA.match(text, m.end()):
            continue
        title = m[1].replace("《", "〈").replace("》", "〉")
        title = _STANDARD.sub("", title)
        plain = plain_title(title)
        if (
            len(plain) < (2 if plain.endswith("法") else 4)
            or _FORM.search(plain)
            or plain in called
            or _SHORT.fullmatch(plain)
            or _MEDIA.search(plain)
        ):
            continue
        number = None
        behind = _BEHIND.match(text, m.end())
        stated = behind[1].split("，")[0].strip() if behind else ""
        if _SEE_ANNEX.match(stated):
            continue
        if n := NUMBER.fullmatch(stated) or SERIAL.fullmatch(stated):
            number = normal_number(n[0])
        # a number of its own tells another document, however alike the titles are: a plan and the order of its duties
        if (number is None or number == header.number) and (
            plain in enclosed
            or any(
                plain == o or (carries and plain in o and len(plain) > 0.6 * len(o) and not _divided(plain, o))
                for o in own
            )
        ):
            continue
        end = m.end() if number is None or behind is None else behind.end()
        span = outline.layout.clean.raw_span(m.start(), end)
        if number is None:
            known = next((c for (p, _), c in found.items() if p == plain), None)
        else:
            # 国务院《关于…的意见》 with the number of 《国务院关于…的意见》 is that one
            known = found.get((plain, number)) or found.get((plain, None))
            known = known or next((c for (p, n), c in found.items() if n == number and plain in p), None)
        if known is None:
            found[plain, number] = Citation(title=title, number=number, **outline.at(m.start(), end))
        else:
            known.spans = [*(known.spans or [known.span]), span]
            known.number = known.number or number
    return list(found.values())
