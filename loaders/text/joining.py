"""Which lines are one paragraph: a page breaks them at its width, inside words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from loaders.text.lines import BAR, DOCUMENT_NUMBER, MARKER, SPACE, Line, text_width

_TERMINAL = tuple("。；！？：”）】》.;!?:")
# A wrapped line that ends like this goes on even before something that looks like an item: …和第\n（二）款
_GOES_ON = tuple("第和与及或、，（《“〔")
_OPENS_LINE = re.compile(
    r"本(?:实施)?(?:方案|意见|措施|办法|细则|规定|政策|通知)自|附件|附表|（?(?:责任|牵头|配合|主办|协办|负责|参与|参加)(?:单位|部门)|【|抄送|（此件"
)
# 责任单位： on a line of its own: the list stands on the next one
_OPEN_KEY = re.compile(r"(?:^|[。；）])(?:责任|牵头|配合|主办|协办|负责|参与)(?:单位|部门)：$")
# A title that fills its last line ends there where the addressed or the number follow: 关于…的若干意见 / 各区人民政府：
_WHOLE_TITLE = re.compile(
    r"^.{0,60}(?:关于|印发).{4,80}(?:通知|意见|方案|办法|决定|批复|函|规定|措施|计划|要点|公告|通告)$"
)
_AFTER_TITLE = re.compile(r"各[\u4e00-\u9fff]|[\u4e00-\u9fff]{1,10}[〔\[（【]?(?:19|20)\d\d[〕\]）】]")
# A line that holds a document's number, or a day, and nothing else
_ALONE = re.compile(
    DOCUMENT_NUMBER
    + r"|[12]\d{3} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|[12][〇零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
# What opens no paragraph: ，并… and, behind a title in marks, （某政发〔2023〕4号）
_WITHIN = re.compile("[，。；、：？！）》”〉〕]")
_CITED_AS = re.compile(rf"（(?:{DOCUMENT_NUMBER}|[^（）]{{0,12}}(?:以下|下同))")
_SIGNER = re.compile("[\u4e00-\u9fff（） ]{3,30}[局委厅办府会院部室组社]")
# What a portal says of its page: 发布时间：2023-03-15
_LABELLED = re.compile(
    "(?:索 ?引 ?号|(?:信息|文章)?来 ?源|发布(?:时间|日期|机构|单位)|成文日期|发文(?:机关|字号|日期)|浏览次数)："
)
# The title of a plan that fills its last line, over the sentence that opens the plan: …实施方案 / 为贯彻落实…
_PLAN_TITLE = re.compile(
    r"[^，。；：]{6,60}(?:意见|方案|办法|措施|计划|要点|细则|规划|规定|政策|清单)(?:（[^（）]{2,12}）)?》?"
)
# …规划 / 和2035年远景目标纲要任务分工方案: the title goes on
_AND = re.compile("(?:和(?![谐平睦])|及(?![时早格])|与(?![会此时])|暨)")
_TITLE_LEAST = 14  # characters
# …》的通知 / 甲县、乙县人民政府，新区各部门：
_NOTICE_ENDS = ("的通知", "的意见", "的决定", "的函", "的批复", "的公告", "的通告", "的通报")
_ADDRESSED = re.compile(
    "[^。；：《》]{2,160}(?:政府|部门|单位|机构|企业|委会|公司|[局厅委办]|学校|医院)(?:（[^（）]{1,20}）)?："
)
_BODY_OPENS = re.compile(
    "为(?:了|贯彻|深入|全面|进一步|切实|加[快强]|推[进动]|落实|规范|促进|做好|认真|扎实|更好|充分|支持|确保|[^，。]{2,12}，)|(?:根据|按照|依据)[^。]{4}|第一[章条]"
)


def join(lines: list[Line]) -> list[list[Line]]:
    """Group the lines that are one paragraph."""
    width, indented = _page(lines)
    groups: list[list[Line]] = []
    for n, line in enumerate(lines):
        if groups and _continues(groups[-1], lines[n : n + 4], width, indented):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _page(lines: list[Line]) -> tuple[int, bool]:
    """(page width in half-width columns, whether paragraphs are indented); width 0 where lines are not broken.

    Lines are broken at a page width when many of them are almost equally long and end in the middle of a sentence.
    """
    plain = [line for line in lines if not line.table and len(BAR.findall(line.text)) < 2]
    widths = sorted(text_width(line.text) for line in plain)
    if len(widths) < 12:
        return 0, False
    width = widths[int(0.97 * len(widths))]
    # what most of the long lines have: a mark that hangs over, or a line of the page's own head, is wider
    width = max(Counter(w for w in widths if 0.85 * width <= w <= width).items(), key=lambda pair: (pair[1], pair[0]))[
        0
    ]
    full = [line for line in plain if 0.88 * width <= text_width(line.text) <= 1.08 * width]
    cut = [line for line in full if not line.text.endswith(_TERMINAL)]
    if width > 130 or len(cut) < 0.6 * len(full) or (len(full) < 0.3 * len(plain) and not _cut_alike(plain, width)):
        return 0, False
    starts = sum(1 for line in plain if line.indent >= 2)
    return width, starts >= 0.05 * len(plain)


_PORTAL_LINES = 6


def _cut_alike(plain: list[Line], width: int) -> bool:
    """Whether lines, though few among headings and lists, end at one width in the middle of a sentence, and none is longer
    below what a portal prints over the document."""
    if text_width(max((line.text for line in plain[_PORTAL_LINES:]), key=text_width)) > 1.08 * width:
        return False
    cut = [
        below
        for line, below in pairwise(plain)
        if 0.95 * width <= text_width(line.text) and not line.text.endswith(_TERMINAL)
    ]
    return len(cut) >= max(5, 0.1 * len(plain)) and sum(not MARKER.match(line.text) for line in cut) >= 0.9 * len(cut)


def _closes(head: str, following: list[Line]) -> bool:
    """Whether a mark that a title opens is closed on one of the next lines, before another one opens."""
    for opening, closing in ("《》", "（）"):
        if head.count(opening) > head.count(closing):
            mark = re.search(f"[{opening}{closing}]", "".join(line.text for line in following))
            return bool(mark and mark[0] == closing)
    return False


def _continues(group: list[Line], following: list[Line], width: int, indented: bool) -> bool:
    last, line = group[-1], following[0]
    if line.table or last.table:
        return line.more or line.glued
    text = last.text
    head = "".join(part.text for part in group[-160:])  # a line has a character at least: enough for what follows
    # A title broken inside its marks: …关于印发《政府网站集约化\n试点工作方案》的通知
    if len(head) < 80 and _closes(head, following):
        return True
    if _OPEN_KEY.search(text) and len(line.text) <= 80 and not MARKER.match(line.text):
        return True
    if not width:
        return False
    # who signs stands alone over the day: 某县人民政府 / 2023年3月1日
    if len(following) > 1 and _ALONE.fullmatch(following[1].text) and _SIGNER.fullmatch(line.text):
        return False
    # A bracket or quotation that is still open: …企业数据集。（责任单位：\n省数据局、省经信厅）
    tail = head[-160:]
    if any(tail.rfind(opening) > tail.rfind(closing) for opening, closing in ("（）", "《》", "“”", "〔〕", "[]")):
        return True
    if _ALONE.fullmatch(line.text) or _ALONE.fullmatch(text) or _LABELLED.match(line.text) or _LABELLED.match(text):
        return False
    if indented and line.indent >= 2:
        return False
    if _PLAN_TITLE.fullmatch(head) and (_BODY_OPENS.match(line.text) or _AND.match(line.text)):
        return bool(_AND.match(line.text))
    if _AFTER_TITLE.match(line.text) and _WHOLE_TITLE.search(head):
        return False
    # a page's title, and the document's own again
    if len(head) >= _TITLE_LEAST and SPACE.sub("", head)[:8] == SPACE.sub("", line.text)[:8]:
        return False
    if head.endswith(_NOTICE_ENDS) and _ADDRESSED.match("".join(part.text for part in following[:3])):
        return False
    if text.endswith(_GOES_ON) or _WITHIN.match(line.text) or (text.endswith("》") and _CITED_AS.match(line.text)):
        return True
    marked = MARKER.match(line.text) or _OPENS_LINE.match(line.text)
    full = text_width(text) >= (0.8 if indented else 0.86) * width
    if marked:
        return bool(full and not text.endswith(_TERMINAL) and not MARKER.match(group[0].text) and indented)
    if text.endswith(_TERMINAL):
        return bool(full and indented) or (
            full and text.endswith(("）", "”", "》", "；")) and text_width(text) >= 0.93 * width
        )
    return full
