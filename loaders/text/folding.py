"""What a page folded into one line, parted again: head, next items, signatures.

关于…的通知 某政发〔2023〕4号 各区人民政府： -> three lines
"""

from __future__ import annotations

import re

from loaders.text.clean import Clean
from loaders.text.lines import DOCUMENT_NUMBER, MARKER, NUMERAL
from loaders.text.numerals import to_int

# A page whose paragraphs run on in one line, parted by their indents: …如下：　　一、加强领导。…　　二、强化监督。
_INDENT = re.compile(rf"(?<=[。；：）〕】]) {{2,}}(?=(?:{MARKER.pattern}))")
_SIGNED = re.compile(
    r"(?<=[。）〕】]) {2,}(?=[^ \n。]{4,40} {2,}[12][\d〇零一二三四五六七八九]{3}年)| {2,}(?=[12]\d{3}年\d{1,2}月\d{1,2}日(?:[ \n]|$))"
)
# The same page with one space for each line break: …实施方案。 一、总体要求 （一）指导思想。… （二）主要目标。…
_FOLDED = re.compile(rf"(?<=[^ ]) (?=(?:{MARKER.pattern})(?![ ]*[年月日]))")
_FOLDED_HEAD = re.compile(
    r"(?<=[。：]) (?=[^ ])|(?<=的通知) (?=各|有关|市|县|区)|(?<=方案|意见|计划|办法|措施|要点|规划|细则|规定) (?=为|根据|按照|依据|20\d\d年)"
    # … 某县人民政府 2021年4月20日 某县…方案: the signature, and what stands below it
    r"| (?=(?:[^ 。，：]{2,24}[府委局办会厅部院室] ){1,4}[12]\d{3}年\d{1,2}月\d{1,2}日(?: |$))| (?=[12]\d{3}年\d{1,2}月\d{1,2}日(?: |$))|(?<=\d日) (?=[^ ])"
    # …方案（征求意见稿） 2026-03-31 为…, （此件公开发布） 某县…方案
    r"|(?<=）) (?=[^ ])| (?=20\d\d-\d\d-\d\d(?: |$))|(?<=20\d\d-\d\d-\d\d) (?=[^ \d])| (?=来源：)"
)
# 一、适用范围 本方案所称…: a heading alone on its line
_FOLDED_HEADING = re.compile(rf"(?:^|(?<= ))(?:{MARKER.pattern}) ?[^ 。；：，]{{2,30}}(?P<gap> )(?=[^ ])")


def _folds(line: str, start: int = 0) -> list[int]:
    """Where a page on one line had its line breaks, from `start` on."""
    cuts = [cut.start() for pattern in (_FOLDED_HEAD, _FOLDED) for cut in pattern.finditer(line, start)]
    return cuts + [heading.start("gap") for heading in _FOLDED_HEADING.finditer(line, start)]


_WIDE_GAP = re.compile(r"(?<=[^ \n]) {2,}(?=[^ \n])")
# A head whose title, number and addressed stand in one line: 某县人民政府关于…的通知 某政发〔2023〕4号 各乡镇人民政府：
_NUMBER_PIECE = re.compile(rf"(?:(?<=[^ ]) +|^)(?={DOCUMENT_NUMBER}(?: |$))")
_TITLE_PIECE = re.compile(
    r"(?<=的通知|的意见|施意见|干意见|导意见|的决定|的方案|施方案|作方案|的办法|理办法|干措施|的规定|的批复|的通告|的公告|作要点|动计划) +(?=[^ ])"
)
_ADDRESSED_PIECE = re.compile(
    r" +(?=(?:各|有关|[省市区县](?:直|级|委|政府|各|属)|机关各|驻)(?:[^。： ]|(?<=[，；、]) ){1,300}：)"
)
_HEAD_GAP = re.compile(r"(?<=[^ ：|]) +(?=[^ ：|])|(?<=如下：) +(?=[^ ])")
# who issues it goes with the title: 某县发展改革局 某县财政局 关于…
_HEAD_SIGNERS = re.compile(
    r"(?<=[局委厅办府会院部室]) (?=(?:[^ 、，：]{3,24}[局委厅办府会院部室] )*(?:[^ 、，：]{3,24}[局委厅办府会院部室])?(?:关于|印发|转发))"
)
# a letter between two spaces: 的 通 知
_SPREAD = re.compile("(?: |^)[\u4e00-\u9fff](?: |$)")
_BEHIND_ADDRESSED = re.compile("： +(?=[^ ])")
_HEAD_LINES = 8


def _folded_head(line: str) -> list[int]:
    """Where a line that holds a whole head is to break: at its spaces, but not within a word spread out (的 通 知), within marks,
    behind a label's colon, or between who issues it and the title."""
    addressed = _ADDRESSED_PIECE.search(line)
    end = addressed.end() if addressed else len(line)
    signs = (addressed, _NUMBER_PIECE.search(line[:end]), _TITLE_PIECE.search(line[: end + 1]))
    if len(line) < 30 or sum(map(bool, signs)) < 2 or line.count("|") > 1 or "\t" in line:
        return []
    breaks = []
    for gap in _HEAD_GAP.finditer(line, 0, end + 1):
        at = gap.start()
        whole = (
            (line[at - 1].isascii() and line[gap.end()].isascii())
            or _SPREAD.match(line, max(0, at - 2))
            or _SPREAD.match(line, gap.end() - 1)
            or line.count("《", 0, at) > line.count("》", 0, at)
            or _HEAD_SIGNERS.match(line, at)
        )
        if not whole or gap.end() == end or _NUMBER_PIECE.match(line, at):
            breaks.append(at)
    if addressed and (body := _BEHIND_ADDRESSED.search(line, end)):
        breaks.append(body.start() + 1)
        # what the notice says, who signs and the plan below may run on in the same line
        if line.count("。", body.end()) >= 1:
            breaks += _folds(line, body.end())
    return breaks


# （一）鼓励研发。…（市科技局） （二）强化转化。…: the next item on the line of the one before
_ITEM = rf"(?:（{NUMERAL}）|\d{{1,3}}[.、](?!\d))"
_OPENS_ITEM = re.compile(rf" *({_ITEM})")
_ITEM_BEHIND = re.compile(rf"[。；）〕】] +{_ITEM}")
_ITEM_ON_LINE = re.compile(
    rf"(?P<gap>(?<=[。；）〕】]) +|^)(?:（(?P<cn>{NUMERAL})）|(?P<digit>\d{{1,3}})[.、](?!\d))(?=[^ ，。；]{{2}})"
)


def _next_items(text: str, start: int, end: int) -> list[int]:
    """The gaps in a line, behind a full stop or a bracket, where the item counts on with which the line opens."""
    breaks: list[int] = []
    kind = number = None
    for m in _ITEM_ON_LINE.finditer(text[start:end]):
        key = "cn" if m["cn"] else "digit"
        value = to_int(m[key])
        if m.start() == 0:
            kind, number = key, value
        elif kind == key and number is not None and value == number + 1:
            breaks.append(start + m.end("gap") - 1)
            number = value
    return breaks


def unfolded(clean: Clean) -> Clean:
    """The text with a line break for the indent of each numbered paragraph, where several run on in one long line."""
    if " " not in clean.text:
        return clean
    breaks: list[int] = []
    at = 0
    for line in clean.text[:3000].split("\n")[:_HEAD_LINES]:
        breaks += [at + cut for cut in _folded_head(line)]
        at += len(line) + 1
    for m in re.finditer(r"[^\n\t]{100,}", clean.text):
        cuts = [*_INDENT.finditer(m[0])] if "  " in m[0] else []
        if len(cuts) >= 3 and len(m[0]) >= 300:
            # every gap is a line break of the page
            breaks += [m.start() + gap.start() for gap in _WIDE_GAP.finditer(m[0])]
        elif len(cuts) >= 2:
            breaks += [m.start() + cut.start() for cut in (*cuts, *_SIGNED.finditer(m[0]))]
        # a wide gap or two (附  则) among many single ones are no indents
        elif len(m[0]) >= 300 and m[0].count(" ") >= 3 and 8 * m[0].strip().count("  ") <= m[0].count(" "):
            folded = [*_FOLDED.finditer(m[0])]
            if len(folded) >= 3 and sum(m[0][cut.start() - 1] in "。；：）" for cut in folded) >= 2:
                breaks += [m.start() + cut for cut in _folds(m[0])]
    read = -1
    for m in _ITEM_BEHIND.finditer(clean.text):
        start = clean.text.rfind("\n", 0, m.start()) + 1
        if start != read and (first := _OPENS_ITEM.match(clean.text, start)) and m.start() >= first.end() + 4:
            read, end = start, clean.text.find("\n", m.end())
            breaks += _next_items(clean.text, first.start(1), end if end >= 0 else len(clean.text))
    if not breaks:
        return clean
    characters = list(clean.text)
    for at in breaks:
        characters[at] = "\n"
    return Clean(clean.raw, "".join(characters), clean.starts, clean.raws)
