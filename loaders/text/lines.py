"""Lines of a text as they are laid out: where each stands, what kind of table line it is; and what opens an item."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMERAL = "[一二三四五六七八九十百]{1,5}"
# Everything that can open a numbered item at the start of a line: 一、 （一） 1. （1） ① 第一条 1.1; but for 一、二、三类新药, 第一条规定的,
# （二）款, which go on with the line above
MARKER = re.compile(
    rf"第 ?(?:{NUMERAL}|\d[\d ]{{0,4}}) ?[编章节条部](?!第|、|和|与|及|至|或|所|规定|款|项)|{NUMERAL} ?、(?!{NUMERAL} ?[、类级等档产])|（ ?{NUMERAL} ?）(?![款项类、和至])|（ ?\d{{1,3}} ?）|\d{{1,3}} ?(?:[.、](?!\d)|[.、](?=(?:19|20)\d\d年|[2-6]G))|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?!\d|%)|[①-⑳]"
)
# 某政发〔2023〕4号, as it stands before its spaces are dropped
DOCUMENT_NUMBER = r"[\u4e00-\u9fff]{1,14}[〔\[（【] ?(?:19|20)\d\d ?[〕\]）】] ?第? ?\d{1,5} ?号"
SPACE = re.compile(r"[ \t]+")
# A word in the name of a column: 重点任务, 责任单位; and names that only the head of a table has
HEAD_CELL = re.compile(
    r"序号|编号|任务|工作|事项|内容|措施|要点|目标|举措|时限|时间|期限|节点|进度|单位|部门|科室|处室|备注|牵头|责任|配合|领导|要求|类别|领域|指标|项目|分工|季度|[上下]半年|链长|链主|产业链|^产业(?:名称)?$|区域|^(?:19|20)\d\d ?年|属性|基期|现状值"
)
HEAD_SURE = re.compile(
    r"^(?:序号|编号)$|(?:责任|牵头|配合|主管|主责|主办|承办|协办|协同|协作|负责|参与|参加|实施|落实)(?:责任)?(?:单位|部门|科室|处室|市领导)|时限|(?:完成|办结|整改)(?:时间|期限)|时间(?:节点|要求|进度)|链长|^(?:指标)?属性$|目标值|^(?:19|20)\d\d ?年(?:目标|预期|规划)?值?$"
)


@dataclass(slots=True)
class Line:
    """One line, [start, end) of the cleaned text, without the spaces around it; `indent` counts those before it."""

    start: int
    end: int
    text: str
    indent: int
    table: int = 0  # 0 no table, 1 head, 2 row
    more: bool = False  # belongs to the table row of the line before
    cells: list[int] | None = None  # where each cell of a row is so many lines: [1, 1, 2, 1]
    glued: bool = False  # goes on with the word of the line before, in one cell
    barred: bool = False  # bars part the cells: | 1 | 建设… |
    inner: list[int] | None = None  # the spaces inside the cells of a row that single spaces part
    lead: int = 0  # tabs before the text
    tabs: int = 0  # in the whole line
    columns: list[int] | None = None  # of the cells that hold text, where the tabs of head and row count the same
    width: int = 0

    def filled(self) -> list[int]:
        """The columns in which the line prints something, its empty cells counted."""
        return [self.lead + n for n, cell in enumerate(self.text.split("\t")) if cell.strip()]


def split_lines(text: str) -> list[Line]:
    """The lines that hold something."""
    lines = []
    at = 0
    for line in text.split("\n"):
        body = line.strip(" \t")
        if body:
            indent = len(line) - len(line.lstrip(" \t"))
            lead, tabs = line[:indent].count("\t"), line.count("\t")
            lines.append(Line(at + indent, at + indent + len(body), body, indent, lead=lead, tabs=tabs))
        at += len(line) + 1
    return lines


BARS = "|｜│┃║"
BAR = re.compile(f"[{BARS}]")
# What draws the lines between the rows of a table: | --- | :---: |, ├──┼──┤, +-----+
_RULE = re.compile(r"[\s|｜│┃║:：+—–\-=_\u2500-\u257f]*$")


def without_rules(lines: list[Line]) -> list[Line]:
    """The lines without those that only draw a table; a rule of dashes alone is no part of one."""
    return [
        line
        for line in lines
        if not (_RULE.match(line.text) and (len(line.text) > 3 and re.search(r"[\u2501-\u257f|｜│┃║+]", line.text)))
    ]


# 序号 工 作 任 务 责任单位: a name of the head spread over its column, where one space parts the cells too
LETTER_SPACED = re.compile(r"(?<![^ ])[\u4e00-\u9fff](?: [\u4e00-\u9fff]){2,}(?![^ ])")
# A row that only names a group of rows: 一、产业发展 / 一 <tab> 产业发展 / （二）民生保障 / 第一部分
GROUP_CELL = re.compile(rf"(?:{NUMERAL}(?:、|$)|（{NUMERAL}）|第{NUMERAL}[部章类])")
# …without a number, by how many it groups: 主要预期目标（15项）
NAMED_GROUP = re.compile(r"[^。；，：\d][^。；，：]{2,34}（\d{1,3}项）$")
_ROW_NUMBER = re.compile(r"(\d{1,3})[.、]?")


def text_width(text: str) -> int:
    """How wide a text is printed, in half-width columns."""
    return len(text.encode("gb18030", errors="replace"))


def text_at(lines: list[Line], n: int) -> str:
    """The text of line `n`, empty behind the last."""
    return lines[n].text if n < len(lines) else ""


def row_number(text: str) -> int:
    """The number that a line holds and nothing else, 0 for none: 7, 12., 3、."""
    m = _ROW_NUMBER.fullmatch(text)
    return int(m[1]) if m else 0
