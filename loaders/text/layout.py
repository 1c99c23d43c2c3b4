"""Step 2b, layout: normalised text -> paragraphs, with hard line breaks and stray spaces taken out.

A print-out or a saved PDF breaks its lines at the page width, inside words (示\\n范工厂); a web page keeps a paragraph on
one line. Table lines keep their spaces, which part the cells. A table copied from a web page may also stand with each cell
on a line of its own, or with several lines in one cell; such a row is one paragraph that keeps its line breaks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.facts import Span
from loaders.text.boxes import unbarred, unboxed
from loaders.text.cells import TEXT, ends_row, is_whole, joined, kinds, names_apart, parted, right_cells, shown, width
from loaders.text.clean import Clean
from loaders.text.numerals import to_int

NUMERAL = "[一二三四五六七八九十百]{1,5}"
# Everything that can open a numbered item at the start of a line: 一、 （一） 1. （1） ① 第一条 1.1; but for 一、二、三类新药, 第一条规定的,
# （二）款, which go on with the line above
MARKER = re.compile(
    rf"第 ?(?:{NUMERAL}|\d[\d ]{{0,4}}) ?[编章节条部](?!第|、|和|与|及|至|或|所|规定|款|项)|{NUMERAL} ?、(?!{NUMERAL} ?[、类级等档产])|（ ?{NUMERAL} ?）(?![款项类、和至])|（ ?\d{{1,3}} ?）|\d{{1,3}} ?(?:[.、](?!\d)|[.、](?=(?:19|20)\d\d年|[2-6]G))|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?!\d|%)|[①-⑳]"
)
_TERMINAL = tuple("。；！？：”）】》.;!?:")
# A wrapped line that ends like this goes on even before something that looks like an item: …和第\n（二）款
_GOES_ON = tuple("第和与及或、，（《“〔")
_OPENS_LINE = re.compile(
    r"本(?:实施)?(?:方案|意见|措施|办法|细则|规定|政策|通知)自|附件|附表|（?(?:责任|牵头|配合|主办|协办|负责|参与|参加)(?:单位|部门)|【|抄送|（此件"
)
# 责任单位： on a line of its own: the list stands on the next one
_OPEN_KEY = re.compile(r"(?:^|[。；）])(?:责任|牵头|配合|主办|协办|负责|参与)(?:单位|部门)：$")
# A list of units that spaces part: 责任单位：市教育局 市财政局; but 市委 宣传部 is one name, 各区 政府, 市科 技局 and 管委 会 too
_UNIT_KEY = re.compile(r"(?:单位|部门|处室|科室)：")
_UNIT_GAP = re.compile(
    r"(?<=[局厅办署府会院部处科室心司队行团站所社道镇乡街委联])(?:(?<![省市县区州党]委)|(?= +[省市县区州各]))(?<![省市县区州]科)(?P<gap>[ \t]+)(?!会|人民政府)(?=[^ 、，；。（）：]{0,20}[局厅办署府会院部处科室心司队行团站所社道镇乡街委联区县市](?:[ \t、，；。）]|（[^（）]{1,9}）|$))"
)
# 第三章 主要任务 below a table whose cells spaces part is no row of it
_HEADING = re.compile(rf" *(?:第 ?(?:{NUMERAL}|\d{{1,2}}) ?[编章节条部]|{NUMERAL} ?、|（ ?{NUMERAL} ?）)")
# A title that fills its last line ends there where the addressed or the number follow: 关于…的若干意见 / 各区人民政府：
_WHOLE_TITLE = re.compile(
    r"^.{0,60}(?:关于|印发).{4,80}(?:通知|意见|方案|办法|决定|批复|函|规定|措施|计划|要点|公告|通告)$"
)
_AFTER_TITLE = re.compile(r"各[\u4e00-\u9fff]|[\u4e00-\u9fff]{1,10}[〔\[（【]?(?:19|20)\d\d[〕\]）】]")
_A_NUMBER = r"[\u4e00-\u9fff]{1,14}[〔\[（【] ?(?:19|20)\d\d ?[〕\]）】] ?第? ?\d{1,5} ?号"
# A line that holds a document's number, or a day, and nothing else
_ALONE = re.compile(
    _A_NUMBER
    + r"|[12]\d{3} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日|[12][〇零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
# What opens no paragraph: ，并… and, behind a title in marks, （某政发〔2023〕4号）
_WITHIN = re.compile("[，。；、：？！）》”〉〕]")
_CITED_AS = re.compile(rf"（(?:{_A_NUMBER}|[^（）]{{0,12}}(?:以下|下同))")
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
# …》的通知 / 甲县、乙县人民政府，新区各部门：
_TITLE_LEAST = 14
_NOTICE_ENDS = ("的通知", "的意见", "的决定", "的函", "的批复", "的公告", "的通告", "的通报")
_ADDRESSED = re.compile(
    "[^。；：《》]{2,160}(?:政府|部门|单位|机构|企业|委会|公司|[局厅委办]|学校|医院)(?:（[^（）]{1,20}）)?："
)
_BODY_OPENS = re.compile(
    "为(?:了|贯彻|深入|全面|进一步|切实|加[快强]|推[进动]|落实|规范|促进|做好|认真|扎实|更好|充分|支持|确保|[^，。]{2,12}，)|(?:根据|按照|依据)[^。]{4}|第一[章条]"
)
_SPACE = re.compile(r"[ \t]+")
_ONLY_SPACE = re.compile(r"(?<![ \t]) +(?![ \t])")
_ORDINAL_SPACE = re.compile(r"第[ \d]+[条章节款项]")

_HEAD_CELL = re.compile(
    r"序号|编号|任务|工作|事项|内容|措施|要点|目标|举措|时限|时间|期限|节点|进度|单位|部门|科室|处室|备注|牵头|责任|配合|领导|要求|类别|领域|指标|项目|分工|季度|[上下]半年|链长|链主|产业链|^产业(?:名称)?$|区域|^(?:19|20)\d\d ?年|属性|基期|现状值"
)
_HEAD_SURE = re.compile(
    r"^(?:序号|编号)$|(?:责任|牵头|配合|主管|主责|主办|承办|协办|协同|协作|负责|参与|参加|实施|落实)(?:责任)?(?:单位|部门|科室|处室|市领导)|时限|(?:完成|办结|整改)(?:时间|期限)|时间(?:节点|要求|进度)|链长|^(?:指标)?属性$|目标值|^(?:19|20)\d\d ?年(?:目标|预期|规划)?值?$"
)


@dataclass(slots=True)
class Paragraph:
    """One paragraph of the cleaned text: [start, end) there; `cells` are the spans of a table line's cells."""

    start: int
    end: int
    text: str
    cells: list[Span] | None = None
    head: bool = False
    columns: list[int] | None = None  # of each cell, where the print draws the columns (| a | | b |) or tabs count them
    width: int = 0  # of a head some of whose cells span columns: how many columns there are


@dataclass(slots=True)
class Layout:
    """The cleaned text (paragraphs parted by line breaks) and its paragraphs."""

    clean: Clean
    paragraphs: list[Paragraph]
    wrapped: bool


@dataclass(slots=True)
class _Line:
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


def lay_out(clean: Clean) -> Layout:
    """Join broken lines, mark table lines, drop spaces that part no cells."""
    clean = _unfolded(unbarred(unboxed(clean)))
    lines = _without_rules(_lines(clean.text))
    _mark_barred_tables(lines)
    _mark_tables(lines)
    _mark_upright_tables(lines)
    joined = _join(lines)
    return _rebuild(clean, joined)


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
_NUMBER_PIECE = re.compile(rf"(?:(?<=[^ ]) +|^)(?={_A_NUMBER}(?: |$))")
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


def _unfolded(clean: Clean) -> Clean:
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


def _lines(text: str) -> list[_Line]:
    lines = []
    at = 0
    for line in text.split("\n"):
        body = line.strip(" \t")
        if body:
            indent = len(line) - len(line.lstrip(" \t"))
            lead, tabs = line[:indent].count("\t"), line.count("\t")
            lines.append(_Line(at + indent, at + indent + len(body), body, indent, lead=lead, tabs=tabs))
        at += len(line) + 1
    return lines


_BARS = "|｜│┃║"
_BAR = re.compile(f"[{_BARS}]")
# What draws the lines between the rows of a table: | --- | :---: |, ├──┼──┤, +-----+
_RULE = re.compile(r"[\s|｜│┃║:：+—–\-=_\u2500-\u257f]*$")


def _without_rules(lines: list[_Line]) -> list[_Line]:
    """The lines without those that only draw a table; a rule of dashes alone is no part of one."""
    return [
        line
        for line in lines
        if not (_RULE.match(line.text) and (len(line.text) > 3 and re.search(r"[\u2501-\u257f|｜│┃║+]", line.text)))
    ]


# 索引号： | 1137… | 成文日期： | 2022-10-08 |: what the page says of the document, below its table
_PAGE_KEY = re.compile(rf"[ \t{_BARS}]*[\u4e00-\u9fff ]{{2,10}}：[ \t]*[{_BARS}]")


def _mark_barred_tables(lines: list[_Line]) -> None:
    """Find tables whose cells stand between bars: | 序号 | 任务 | 责任单位 |, │1│建设…│市住建局│."""
    n = 0
    while n < len(lines):
        stop = n
        while stop < len(lines) and len(_BAR.findall(lines[stop].text)) >= 2 and not _PAGE_KEY.match(lines[stop].text):
            stop += 1
        if stop - n >= 2 and names_columns([text for _, text in _barred(lines[n].text)]):
            for row in lines[n:stop]:
                row.table, row.barred = 2, True
            lines[n].table = 1
        n = stop + 1


def _barred(text: str) -> list[tuple[int, str]]:
    """The cells of a barred line as (column, text), empty ones left out."""
    parts = _BAR.split(text)
    if not parts[0].strip():
        parts = parts[1:]
    return [(column, part.strip()) for column, part in enumerate(parts) if part.strip()]


def _cells(line: str) -> list[str]:
    if "\t" in line or "  " in line:
        return [c for c in re.split(r"\t+| {2,}", line) if c.strip()]
    return [c for c in _LETTER_SPACED.sub(lambda m: m[0].replace(" ", ""), line).split(" ") if c.strip()]


# 序号 工 作 任 务 责任单位: a name of the head spread over its column, where one space parts the cells too
_LETTER_SPACED = re.compile(r"(?<![^ ])[\u4e00-\u9fff](?: [\u4e00-\u9fff]){2,}(?![^ ])")


# 责任单位（列第一位的为牵头单位）, 总投资（万元）: what the name of a column adds
BRACKETED = re.compile("（[^（）]*）$")


def _name(cell: str) -> str:
    """The name of a column, without spaces and what it adds in brackets."""
    name = cell.replace(" ", "")
    return BRACKETED.sub("", name) or name


def names_columns(cells: Sequence[str]) -> bool:
    """Whether a line of cells is the head of a table: 序号, 重点任务, 责 任 单 位."""
    cells = [_name(cell) for cell in cells]
    return (
        len(cells) >= 3
        and all(len(c) <= 14 and not re.search(r"[，。；：《]", c) for c in cells)
        and not _HEADING.match(cells[0])
        and sum(1 for c in cells if _HEAD_CELL.search(c)) * 3 >= 2 * len(cells)
        and any(_HEAD_SURE.search(c) for c in cells)
    )


def _mark_tables(lines: list[_Line]) -> None:
    """Find head rows (序号 重点工作 … 责任单位) and the rows under them.

    A head row has three or more short cells that name columns. Under a head that starts with 序号, rows start with a
    number; a line that does not is the end of the table unless tabs part its cells.
    """
    inside = False
    numbered = False
    columns = count = 0  # columns of the head; cells of the row so far
    tabs = -1  # in the head, where they count the columns
    names: list[str] = []
    for n, line in enumerate(lines):
        if line.barred:
            inside = False
            continue
        counted = inside and line.tabs == tabs
        if inside and numbered and 0 < count < columns and not counted and _in_cell(lines, n, columns - count):
            # 2 <tab> 建设… / 改造… <tab> 市住建局: two lines of one cell
            line.table, line.more = 2, True
            count += line.text.count("\t")
            continue
        if inside and numbered and _names_group(lines, n):
            line.table = 2
            continue
        if " " not in line.text and "\t" not in line.text:
            inside = False
            continue
        cells = _cells(line.text)
        if names_columns(cells):
            line.table, inside = 1, True
            numbered = cells[0].replace(" ", "") in ("序号", "编号")
            columns, count = len(cells), 0
            names = [_name(cell) for cell in cells]
            tabs = _counting_tabs(line, lines[n + 1] if n + 1 < len(lines) else None)
        elif inside:
            if numbered and _row_number(cells[0]) and _oddly_spaced(line.text, cells, columns):
                cells = _without_inner_spaces(line, cells, names)
            merged = [] if counted or not numbered or _row_number(cells[0]) else right_cells(cells, names)
            heading = not numbered and "\t" not in line.text and len(cells) < columns and _HEADING.match(line.text)
            if (
                len(cells) >= 2
                and not heading
                and (not numbered or re.fullmatch(r"\d{1,3}\.?", cells[0]) or "\t" in line.text or merged)
            ):
                line.table = 2
                count = line.text.count("\t") + 1 if "\t" in line.text and not counted and not merged else columns
                line.columns = line.filled() if counted else merged or line.columns
            else:
                inside = False


def _oddly_spaced(text: str, cells: list[str], columns: int) -> bool:
    """Whether single spaces part the cells of a row and stand inside them too: 3 建设 5G 基站 800 个。 市工信局 12 月底前."""
    if "\t" in text or "  " in text:
        return False
    dated = any(before.isdecimal() and cell[0] in "年月日" for before, cell in pairwise(cells))
    return len(cells) > columns or dated


def _without_inner_spaces(line: _Line, cells: list[str], names: list[str]) -> list[str]:
    """The cells of such a row, put together as suits the columns; the row remembers which of its spaces are inside."""
    found = parted(cells, ["", *names[1:]], gaps=True)
    if found is None:
        return cells
    whole: list[str] = []
    line.inner = []
    at = n = 0
    for _, count in found[1]:
        for k, piece in enumerate(cells[n : n + count]):
            at = line.text.index(piece, at) + len(piece)
            if k + 1 < count:
                line.inner.append(at)
        whole.append("".join(cells[n : n + count]))
        n += count
    if len(whole) < len(names):
        line.columns = [column for column, _ in found[1]]
    return whole


def _counting_tabs(head: _Line, below: _Line | None) -> int:
    """How many tabs the rows under a head have where each parts two columns; -1 where tabs only make room.

    A cell of the head that spans columns stands before empty ones: 序号 <tab> 责任单位 <tab> <tab> 时限. That these are columns is
    seen from the next line, which fills one of them.
    """
    filled = head.filled()
    if not head.tabs:
        return -1
    if len(filled) == head.tabs + 1:
        return head.tabs
    if below and below.tabs == head.tabs and set(below.filled()) - set(filled):
        head.columns, head.width = filled, head.tabs + 1
        return head.tabs
    return -1


def _names_group(lines: list[_Line], n: int) -> bool:
    """Whether line n only names the rows below it: 一、产业发展 above 1 <tab> 建设…"""
    return bool(
        len(lines[n].text) <= 40
        and (GROUP_CELL.match(lines[n].text) or NAMED_GROUP.match(lines[n].text))
        and n + 1 < len(lines)
        and re.match(r"\d{1,3}[.、]?[ \t]", lines[n + 1].text)
    )


def _in_cell(lines: list[_Line], n: int, missing: int) -> bool:
    """Whether line n goes on with the last cell of the row above: the missing cells stand on it or on a line soon below it,
    before the next row starts with its number."""
    for line in lines[n : n + 12]:
        cells = line.text.split("\t")
        if re.fullmatch(r"\d{1,3}[.、]?", cells[0]) or GROUP_CELL.match(cells[0]):
            return False
        if len(cells) > 1:
            return len(cells) - 1 <= missing
    return False


# A row that only names a group of rows: 一、产业发展 / 一 <tab> 产业发展 / （二）民生保障 / 第一部分
GROUP_CELL = re.compile(rf"(?:{NUMERAL}(?:、|$)|（{NUMERAL}）|第{NUMERAL}[部章类])")
# …without a number, by how many it groups: 主要预期目标（15项）
NAMED_GROUP = re.compile(r"[^。；，：\d][^。；，：]{2,34}（\d{1,3}项）$")
_ROW_NUMBER = re.compile(r"(\d{1,3})[.、]?")
TABLE_ENDS = re.compile(
    r"附件|附表|备注：|注：|说明：|抄送|（此件|分享到|扫一扫|【?打印|[12]\d{3}年\d{1,2}月\d{1,2}日(?!以?前|之前|止)"
)


def _mark_upright_tables(lines: list[_Line]) -> None:
    """Find tables whose cells stand each on a line of its own: 序号 / 重点任务 / 责任单位 / 1 / 建设… / 市住建局 / 2 / …

    The head opens with 序号 and names three or more columns; after it a row opens with its number, counted on from 1. A cell of
    a row that has more lines than the head may be several lines (two paragraphs, a unit a line).
    """
    n = 0
    while n < len(lines):
        opens = 0 if lines[n].table else _opens_head(lines, n)
        if not opens:
            n = _mark_indicators(lines, n) or _mark_unnumbered(lines, n)
            continue
        left = _left_of_number(lines, n)
        head = n - left
        counts = [1] * left + [opens]
        names = [line.text.replace(" ", "") for line in lines[head:n]] + [""]
        n += opens
        while n < len(lines) and len(_name(lines[n].text)) <= 14:
            taken = _one_name(lines, n)
            if taken == 1 and not (_HEAD_CELL.search(_name(lines[n].text)) if left else _may_head(lines, n)):
                break  # a group may stand in front of the first number
            names.append(_name("".join(line.text for line in lines[n : n + taken])))
            counts.append(taken)
            n += taken
        if len(names) < 3 or len(names) > 13 or not any(_HEAD_SURE.search(name) for name in names):
            n = max(head + left + 1, n - 1 if len(names) > left + 1 else n)
            continue
        _mark_cells(lines[head:n], counts, 1)
        if places := _spanned(names):
            lines[head].columns, lines[head].width = places, max(places) + 1
            names = [name for _, name in sorted(dict(zip(places, names, strict=True)).items())]
        n = _mark_upright_rows(lines, n, names)


def _left_of_number(lines: list[_Line], n: int) -> int:
    """How many columns the head names in front of 序号: 责任单位 / 序号 / 工作任务 / …"""
    above = _text_at(lines, n - 1).replace(" ", "") if n else ""
    named = re.fullmatch("[\u4e00-\u9fff]{2,6}", above) and not lines[n - 1].table
    return int(bool(named and (re.fullmatch(_LEFT_NAME, above))))


_LEFT_NAME = (
    "(?:工作|任务|重点|考核|项目)?(?:类别|领域|分类|板块|方面|项目|类型)|(?:责任|牵头|主办|承办|负责)(?:单位|部门)"
)
_SPANS = re.compile("责任(?:单位|部门|分工|主体)|单位|部门|分工")
_ROLE_NAME = re.compile("(?:牵头|主办|主责|配合|协办|协同|参与|参加|责任)(?:单位|部门|处室)?$")


def _spanned(names: list[str]) -> list[int]:
    """The column of each printed name where the head has two rows and one name spans the last: 任务 / 责任单位 / 时限 / 牵头 / 配合 -> 0 1 3 1 2.

    [] where each name has a column of its own.
    """
    over = next((n for n, name in enumerate(names) if _SPANS.fullmatch(name)), len(names))
    parts = 0
    while len(names) - parts - 1 > over and _ROLE_NAME.match(names[-1 - parts]):
        parts += 1
    if parts < 2 or not any(re.search("牵头|主办|主责", name) for name in names[-parts:]):
        return []
    return [*(n if n <= over else n + parts - 1 for n in range(len(names) - parts)), *range(over, over + parts)]


def _opens_head(lines: list[_Line], n: int) -> int:
    """How many lines at n say 序号: one, or two where a narrow column breaks it."""
    text = lines[n].text.replace(" ", "")
    if text in ("序号", "编号"):
        return 1
    return 2 if text in ("序", "编") and _text_at(lines, n + 1) == "号" else 0


# 牵头 / 单位, 完成时 / 限, 建设内容及 / 标准: one name that a narrow column breaks
_HALF_NAME = re.compile("(?:牵头|责任|配合|协办|主办|承办|参与|参加|负责|主管|分管|完成|办结|整改|实施|推进)$")
_OTHER_HALF = re.compile("(?:单位|部门|科室|处室|领导|时限|时间|期限|节点|要求)$")


def _one_name(lines: list[_Line], n: int) -> int:
    """How many lines from n on are the name of one column."""
    first, second = _text_at(lines, n).replace(" ", ""), _text_at(lines, n + 1).replace(" ", "")
    if (
        len(first + second) > 12
        or not re.fullmatch("[\u4e00-\u9fff]{1,5}", second)
        or not _HEAD_CELL.search(first + second)
    ):
        return 1
    broken = (_HALF_NAME.fullmatch(first) and _OTHER_HALF.fullmatch(second)) or first.endswith(("及", "和", "与", "、"))
    return 2 if broken or (len(second) == 1 and len(first) > 1) else 1


def _may_head(lines: list[_Line], n: int) -> bool:
    """Whether a line may name a column under 序号: by its words, or (实事名称) where another head or the first number follows."""
    name = lines[n].text.replace(" ", "")
    if GROUP_CELL.match(name) or NAMED_GROUP.match(name):
        return False  # 一、主要目标, 主要目标（5项）: the first row
    name = _name(name)
    if _HEAD_CELL.search(name):
        return True
    following = lines[n + 1].text.replace(" ", "") if n + 1 < len(lines) else ""
    return bool(
        re.fullmatch("[\u4e00-\u9fff]{2,8}", name)
        and ((len(following) <= 14 and _HEAD_CELL.search(following)) or _row_number(following) == 1)
    )


# 指标 / 2020年 / 2025年 / 年均增速: the head of a table of indicators, a cell a line; 类别 and 单位 before, 属性 behind the values
_INDICATOR_HEAD = re.compile(
    r"(?:(?:主要|具体|核心)?指标(?:名称|值)?|类别|领域|分类|维度|一级指标|二级指标|(?:计量)?单位|(?:指标)?属性|(?P<value>(?:19|20)\d\d年?(?:目标值?|现状值?|基数|实际值?|预期值?)?|目标值?|现状值?|基期值?|年均(?:增速|增长)[^。]{0,6}|累计))$"
)
_INDICATOR_VALUE = re.compile(
    r"[〔\[≥≤≧≦<>〉〈约超不低高于达到]{0,4}\d[\d.，,]*(?:[—～-]\d[\d.]*)?[%‰]?[\u4e00-\u9fff]{0,4}[〕\]]?$|[—/\-–]{1,2}$"
)


def _mark_indicators(lines: list[_Line], n: int) -> int:
    """Find a table of indicators without numbers whose cells stand each on a line of its own; returns the line behind it, 0 for none.

    A row is told by its values; the group on the left may be merged with that of the row above.
    """
    heads: list[re.Match[str]] = []
    while len(heads) < 9 and (m := _INDICATOR_HEAD.match(_text_at(lines, n + len(heads)))):
        heads.append(m)
    values = [k for k, head in enumerate(heads) if head["value"]]
    names = [k for k, head in enumerate(heads) if "指标" in head[0] and "属性" not in head[0]]
    if len(values) < 2 or not names or values != list(range(values[0], values[-1] + 1)) or names[-1] > values[0]:
        return 0
    rows: list[Span] = []
    at = n + len(heads)
    while size := next(
        (s for s in range(len(heads), len(heads) - names[-1] - 1, -1) if _is_values(lines, at, s, len(heads), values)),
        0,
    ):
        rows.append((at, at + size))
        at += size
    if len(rows) < 2:
        return 0
    _mark_row(lines[n : n + len(heads)], [1] * len(heads), 1)
    for start, stop in rows:
        _mark_row(lines[start:stop], [1] * (stop - start), 2)
    return at


def _is_values(lines: list[_Line], n: int, size: int, columns: int, values: list[int]) -> bool:
    """Whether the row of so many lines has values where the head says, and none elsewhere."""
    row = lines[n : n + size]
    if len(row) < size or any(line.table for line in row):
        return False
    return all(
        bool(_INDICATOR_VALUE.match(line.text.replace(" ", ""))) is (k in values)
        for k, line in enumerate(row, start=columns - size)
    )


_UNIT_HEAD = re.compile(
    "单位|部门|处室|科室|司局|牵头|配合|主办|协办|参与|参加|协同|协作|承办|责任(?!人|领导|清单|目标|内容)"
)
_DUE_HEAD = re.compile("时限|时间|期限|节点")
_DUTY_HEAD = re.compile("任务|内容|措施|事项|工作|目标|举措|项目")
_UNIT_CELL = re.compile(
    r"(?:[^。；：]{1,300}(?:[局委厅办署府会院部处科室心司队行团站台所社镇乡街区县市旗州]|单位|部门|等)|[/／—－\-无]{1,2})$"
)
_DUE_CELL = re.compile(
    r"(?:(?:20\d\d|\d{1,2}[月日号]|[年月][底内前]|[今明全每]年|每[月季]|[上下]半年|第?[一二三四1-4]季度|分年度|按|即|立即|适时|[近中远]期)[^。]{0,24}"
    r"|.{0,4}(?:长期|持续|常态)[^。]{0,8}|[/／—－\-无]{1,2})$"
)


def _mark_unnumbered(lines: list[_Line], n: int) -> int:
    """Find a table without numbers whose cells stand each on a line of its own: 重点任务 / 具体内容 / 责任单位 / 提升教育 / 新建… / 市教育局.

    Rows are told by what must stand under 单位 and 时限; a row that lacks its left cells has them merged. Returns the line to go on at.
    """
    head = n
    while n < len(lines) and n - head < 9 and not lines[n].table:
        name = lines[n].text.replace(" ", "")
        if (
            len(name) > 9
            or re.search("^(?:序号|编号)$|[表账]$|清单$", name)
            or not _HEAD_CELL.search(name)
            or MARKER.match(name)
            or re.search("[。；：，、]", name)
        ):
            break
        n += 1
    names = [line.text.replace(" ", "") for line in lines[head:n]]
    units = [k for k, name in enumerate(names) if _UNIT_HEAD.search(name)]
    if len(names) < 3 or not units or not any(_DUTY_HEAD.search(name) for name in names):
        return head + 1
    dues = [k for k, name in enumerate(names) if _DUE_HEAD.search(name)]
    if numbered := _numbered_rows(lines, n, len(names)):
        _mark_row(lines[head:n], [1] * len(names), 1)
        for start, stop in numbered:
            _mark_row(lines[start:stop], [1] * (stop - start), 2)
        return numbered[-1][1]
    rows: list[tuple[int, int]] = []
    while True:
        # 二、优化服务 above the rows of a group
        group = n < len(lines) and len(lines[n].text) <= 40 and bool(GROUP_CELL.match(lines[n].text))
        size = _row_size(lines, n, len(names), units, dues)
        if not size and group and (size := _row_size(lines, n + 1, len(names), units, dues)):
            rows.append((n, n + 1))
            n += 1
        if not size:
            break
        rows.append((n, n + size))
        n += size
    if sum(1 for start, stop in rows if stop - start > 1) < 2:
        rows = _broken_rows(lines, n if not rows else rows[0][0], names)
        if not rows:
            return head + 1
        _mark_row(lines[head : rows[0][0]], [1] * len(names), 1)
        _mark_rows(lines, rows, names)
        return rows[-1][1]
    _mark_row(lines[head : rows[0][0]], [1] * len(names), 1)
    for start, stop in rows:
        _mark_row(lines[start:stop], [1] * (stop - start), 2)
    return n


def _numbered_rows(lines: list[_Line], n: int, columns: int) -> list[Span]:
    """The rows below a head that does not name the column of their numbers: 公开 / 1 / 公布目录。/ 办公室 / 年底 / 2 / 公开预算。/ …

    The first tells where the number stands; a row whose left cells are merged opens with it.
    """
    before = next((k for k in (1, 2) if _row_number(_text_at(lines, n + k)) == 1), 0)
    rows: list[Span] = []
    while before:
        at = next((k for k in range(before + 1) if _row_number(_text_at(lines, n + k)) == len(rows) + 1), None)
        if at is None:
            break
        stop = n + at + 1 + columns - before
        if stop > len(lines) or any(line.table or TABLE_ENDS.match(line.text) for line in lines[n:stop]):
            break
        rows.append((n, stop))
        n = stop
    return rows if len(rows) > 1 else []


def _broken_rows(lines: list[_Line], n: int, names: list[str]) -> list[Span]:
    """The rows below a head without numbers, some of whose cells the page breaks: each ends with what stands under the last name."""
    rows: list[Span] = []
    at = n
    while at < len(lines) and at - n < 8 * len(names) and not lines[at].table and not TABLE_ENDS.match(lines[at].text):
        size = ends_row([line.text for line in lines[at : at + 2]], names[-1])
        following = _text_at(lines, at + size)
        if size and at - n > 1 and not (names[-1] and ends_row([following], names[-1])):
            found = parted([line.text for line in lines[n : at + size]], names)
            if found and found[1][-1][0] == len(names) - 1 and found[0] >= 3.0:
                rows.append((n, at + size))
                n = at = at + size
                continue
        at += 1
    return rows if len(rows) > 1 else []


def _row_size(lines: list[_Line], n: int, columns: int, units: list[int], dues: list[int]) -> int:
    """How many lines the row at line n has, 0 for none: all columns, or all but one or two merged ones on the left."""
    for missing in range(min(2, units[0], *dues[:1]) + 1 if dues else min(2, units[0]) + 1):
        row = lines[n : n + columns - missing]
        if len(row) < columns - missing or any(
            line.table or (TABLE_ENDS.match(line.text) and k not in dues) for k, line in enumerate(row, start=missing)
        ):
            continue
        texts = [line.text for line in row]
        others = [t for k, t in enumerate(texts, start=missing) if k not in units and k not in dues]
        if (
            others
            and all(_UNIT_CELL.match(texts[k - missing]) for k in units)
            and all(_DUE_CELL.match(texts[k - missing]) for k in dues)
            and not all(_UNIT_CELL.match(text) for text in others)
        ):
            return len(row)
    return 0


def _mark_upright_rows(lines: list[_Line], n: int, names: list[str]) -> int:
    """Mark the rows below an upright head of these names; returns the line behind the last one."""
    expected, columns = 1, len(names)
    picked = False  # rows picked from a larger table, whose numbers leave gaps: 3, 68, 69, 73
    rows: list[Span] = []
    left = names.index("")  # columns in front of the number
    dated = any(_DUE_HEAD.search(name) for name in names)
    before = next((k for k in range(left + 1) if _row_number(_text_at(lines, n + k))), 0)
    n += before
    while n < len(lines):
        if stop := _group_end(lines, n):
            _mark_row(lines[n:stop], [1] * (stop - n), 2)
            n = stop
            continue
        number = _row_number(lines[n].text)
        picked = picked or (expected == 1 and number > 1)
        if not (number and number in (expected, 1)) and not (picked and number >= expected):
            break
        expected = number + 1
        stop = n + 1
        while stop < len(lines) and stop - n < 8 * columns:
            text = lines[stop].text
            if (_row_number(text) == expected and stop - n > 1) or _ends_table(
                lines, stop, dated and stop - n < columns
            ):
                break
            if picked and stop - n >= columns - 1 and _row_number(text) > expected:
                break
            if stop - n > 2 and _opens_head(lines, stop):
                break  # the head again, at the top of a page
            if GROUP_CELL.match(text) and stop - n >= 3 and (text[0] != "（" or _group_end(lines, stop)):
                break
            if stop - n >= 3 and NAMED_GROUP.match(text) and _row_number(_text_at(lines, stop + 1)) == expected:
                break
            if stop - n >= columns and not _more_rows(lines[stop : stop + 8 * columns], expected, picked):
                stop = _last_row_end(lines, n, stop, names)
                break
            stop += 1
        row = [line.text for line in lines[n:stop]]
        if left:
            behind = _left_of_next(row, names) if _row_number(_text_at(lines, stop)) else 0
            rows.append((n - before, stop - behind))
            n, before = stop, behind
            continue
        bounds = _several(row, names)
        for low, high in pairwise(bounds):
            _mark_part(lines[n + low : n + high], names)
        rows.append((n, n + bounds[0]))
        n = stop
    _mark_rows(lines, rows, names)
    return n


def _ends_table(lines: list[_Line], n: int, dated: bool) -> bool:
    """Whether a table ends before line n; a day may stand in it where a row waits for its date, or its next row follows."""
    text = lines[n].text
    if not TABLE_ENDS.match(text):
        return False
    return not (re.match(r"[12]\d{3}年", text) and (dated or _row_number(_text_at(lines, n + 1))))


def _left_of_next(row: list[str], names: list[str]) -> int:
    """How many lines at the end of a row stand in front of the number of the next one."""
    left = names.index("")
    units = _UNIT_HEAD.search(names[left - 1]) is not None
    best, most = 0, (parted(row, names[left:]) or (0.0,))[0] - 0.5
    for k in range(1, min(4, len(row) - 2) + 1):
        text = joined(row[-k:], units=units)
        if is_whole(text) == units and len(text) <= 24 and "。" not in text:
            found = parted(row[:-k], names[left:])
            if found and found[0] >= most:
                best, most = k, found[0]
    return best


def _mark_rows(lines: list[_Line], rows: list[Span], names: list[str]) -> None:
    """Mark the rows of an upright table, each cell of which may be several lines; what they show of the widths helps to part them."""
    known = shown([[line.text for line in lines[start:stop]] for start, stop in rows], names)
    for start, stop in rows:
        texts = [line.text for line in lines[start:stop]]
        found = parted(texts, names, known)
        if found is None:
            _mark_row(lines[start:stop], _lines_a_cell(texts, len(names)), 2)
            continue
        units = [_UNIT_HEAD.search(names[column]) is not None for column, _ in found[1]]
        _mark_cells(lines[start:stop], [count for _, count in found[1]], 2, units)
        if len(found[1]) < len(names):
            lines[start].columns, lines[start].width = [column for column, _ in found[1]], len(names)


def _several(row: list[str], names: list[str]) -> list[int]:
    """Where the rows end that share one merged number, each with a date in the last column; [len(row)] for a row alone.

    5 / 建设养老院。 / 县民政局 / 5月底前 / 建设老年大学。 / 12月底前 -> [4, 6]
    """
    columns = len(names)
    if (
        TEXT not in kinds(names)
        or len(row) < columns + 2
        or not _DUE_HEAD.search(names[-1])
        or not _DUE_CELL.match(row[-1])
    ):
        return [len(row)]
    dues = [n for n, text in enumerate(row) if n >= columns - 1 and _DUE_CELL.match(text)]
    if len(dues) < 2 or not all(row[n + 1].endswith(("。", "；")) and row[n + 2 : n + 3] for n in dues[:-1]):
        return [len(row)]
    return [n + 1 for n in dues]


def _mark_part(row: list[_Line], names: list[str]) -> None:
    """Mark a row that shares the number of the one above: its duty, its units where they are printed, its date."""
    duty = kinds(names).index(TEXT)  # what stands left of it is merged
    found = parted([line.text for line in row], names[duty:])
    if found is None:
        _mark_row(row, [len(row)], 2)
        return
    units = [_UNIT_HEAD.search(names[duty + column]) is not None for column, _ in found[1]]
    _mark_cells(row, [count for _, count in found[1]], 2, units)
    row[0].columns, row[0].width = [duty + column for column, _ in found[1]], len(names)


def _last_row_end(lines: list[_Line], n: int, stop: int, names: list[str]) -> int:
    """Where the last row of a table ends: where its lines best have what the heads ask for, the last column included."""
    best: tuple[float, int] | None = None
    for end in range(stop, min(len(lines), n + 3 * len(names)) + 1):
        if end > stop and (_ends_table(lines, end - 1, False) or (best and len(lines[end - 1].text) > 60)):
            break
        found = parted([line.text for line in lines[n:end]], names)
        if found and found[1][-1][0] == len(names) - 1 and (best is None or found[0] > best[0] - 0.1):
            best = found[0], end
    return best[1] if best else stop


def _mark_cells(row: list[_Line], counts: list[int], kind: int, units: list[bool] | None = None) -> None:
    """Mark a row by how many lines each cell has, and in its cells the lines that go on with the word before: 市国资委、市财 / 政局."""
    _mark_row(row, counts, kind)
    parts: list[int] = []
    at = 0
    for k, count in enumerate(counts):
        kept = 1
        for before, line in pairwise(row[at : at + count]):
            if kind == 1:
                apart = False
            elif units and units[k]:
                apart = names_apart(before.text, line.text, max(width(part.text) for part in row[at : at + count]))
            else:
                apart = bool(before.text.endswith(("。", "；", "：")) or MARKER.match(line.text))
            if apart and not before.text.endswith(("、", "，")):
                kept += 1
            else:
                line.more, line.glued = False, True
        parts.append(kept)
        at += count
    row[0].cells = parts


def _text_at(lines: list[_Line], n: int) -> str:
    return lines[n].text if n < len(lines) else ""


def _row_number(text: str) -> int:
    """The number that a line holds and nothing else, 0 for none: 7, 12., 3、."""
    m = _ROW_NUMBER.fullmatch(text)
    return int(m[1]) if m else 0


def _more_rows(lines: list[_Line], expected: int, picked: bool) -> bool:
    numbers = [_row_number(line.text) for line in lines]
    return expected in numbers or (picked and any(number > expected for number in numbers))


def _group_end(lines: list[_Line], n: int) -> int:
    """The line behind a row that names a group (一、产业发展, or 一 / 产业发展), 0 where line n opens none.

    Its rows follow, or more groups, which have no rows where a department picks its own from a larger table.
    """
    if NAMED_GROUP.match(lines[n].text) and not GROUP_CELL.match(lines[n].text):
        return n + 1 if _row_number(_text_at(lines, n + 1)) else 0
    if not GROUP_CELL.match(lines[n].text) or len(lines[n].text) > 40:
        return 0
    behind = n + 1 if len(lines[n].text) > 2 else n + 2
    stop = behind
    while stop < len(lines) and len(lines[stop].text) <= 40 and GROUP_CELL.match(lines[stop].text):
        stop += 1
    return behind if any(_row_number(line.text) for line in lines[stop : stop + 2]) else 0


def _mark_row(row: list[_Line], cells: list[int], kind: int) -> None:
    for line in row:
        line.table, line.more = kind, line is not row[0]
    row[0].cells = cells


def _lines_a_cell(row: list[str], columns: int) -> list[int]:
    """How many lines each cell of a row has: the stretch that looks most like sentences takes the lines that are too many."""
    extra = len(row) - columns
    if extra <= 0:
        return [1] * len(row)
    weight = [len(text) + (40 if text.endswith(("。", "；")) or MARKER.match(text) else 0) for text in row]
    best = max(range(1, len(row) - extra), key=lambda at: sum(weight[at : at + extra + 1]))
    return [1] * best + [extra + 1] + [1] * (len(row) - best - extra - 1)


def _join(lines: list[_Line]) -> list[list[_Line]]:
    """Group the lines that are one paragraph."""
    width, indented = _page(lines)
    groups: list[list[_Line]] = []
    for n, line in enumerate(lines):
        if groups and _continues(groups[-1], lines[n : n + 4], width, indented):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _width(text: str) -> int:
    return len(text.encode("gb18030"))


def _page(lines: list[_Line]) -> tuple[int, bool]:
    """(page width in half-width columns, whether paragraphs are indented); width 0 where lines are not broken.

    Lines are broken at a page width when many of them are almost equally long and end in the middle of a sentence.
    """
    plain = [line for line in lines if not line.table and len(_BAR.findall(line.text)) < 2]
    widths = sorted(_width(line.text) for line in plain)
    if len(widths) < 12:
        return 0, False
    width = widths[int(0.97 * len(widths))]
    # what most of the long lines have: a mark that hangs over, or a line of the page's own head, is wider
    width = max(Counter(w for w in widths if 0.85 * width <= w <= width).items(), key=lambda pair: (pair[1], pair[0]))[
        0
    ]
    full = [line for line in plain if 0.88 * width <= _width(line.text) <= 1.08 * width]
    cut = [line for line in full if not line.text.endswith(_TERMINAL)]
    if width > 130 or len(cut) < 0.6 * len(full) or (len(full) < 0.3 * len(plain) and not _cut_alike(plain, width)):
        return 0, False
    starts = sum(1 for line in plain if line.indent >= 2)
    return width, starts >= 0.05 * len(plain)


_PORTAL_LINES = 6


def _cut_alike(plain: list[_Line], width: int) -> bool:
    """Whether lines, though few among headings and lists, end at one width in the middle of a sentence, and none is longer
    below what a portal prints over the document."""
    if _width(max((line.text for line in plain[_PORTAL_LINES:]), key=_width)) > 1.08 * width:
        return False
    cut = [
        below
        for line, below in pairwise(plain)
        if 0.95 * width <= _width(line.text) and not line.text.endswith(_TERMINAL)
    ]
    return len(cut) >= max(5, 0.1 * len(plain)) and sum(not MARKER.match(line.text) for line in cut) >= 0.9 * len(cut)


def _closes(head: str, following: list[_Line]) -> bool:
    """Whether a mark that a title opens is closed on one of the next lines, before another one opens."""
    for opening, closing in ("《》", "（）"):
        if head.count(opening) > head.count(closing):
            mark = re.search(f"[{opening}{closing}]", "".join(line.text for line in following))
            return bool(mark and mark[0] == closing)
    return False


def _continues(group: list[_Line], following: list[_Line], width: int, indented: bool) -> bool:
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
    if len(head) >= _TITLE_LEAST and _SPACE.sub("", head)[:8] == _SPACE.sub("", line.text)[:8]:
        return False
    if head.endswith(_NOTICE_ENDS) and _ADDRESSED.match("".join(part.text for part in following[:3])):
        return False
    if text.endswith(_GOES_ON) or _WITHIN.match(line.text) or (text.endswith("》") and _CITED_AS.match(line.text)):
        return True
    marked = MARKER.match(line.text) or _OPENS_LINE.match(line.text)
    full = _width(text) >= (0.8 if indented else 0.86) * width
    if marked:
        return bool(full and not text.endswith(_TERMINAL) and not MARKER.match(group[0].text) and indented)
    if text.endswith(_TERMINAL):
        return bool(full and indented) or (
            full and text.endswith(("）", "”", "》", "；")) and _width(text) >= 0.93 * width
        )
    return full


def _rebuild(clean: Clean, groups: list[list[_Line]]) -> Layout:
    text = clean.text
    cuts: list[Span] = []
    at = 0
    for group in groups:
        for n, line in enumerate(group):
            # everything between two lines goes, but for one line break between two paragraphs
            if (n == 0 or line.more) and at:
                line_break = text.index("\n", at)
                cuts += [(at, line_break), (line_break + 1, line.start)]
            else:
                cuts.append((at, line.start))
            if not line.table or line.more or line.cells or "\t" in line.text:
                cuts.extend(_stray_spaces(line))
            elif line.inner:
                cuts += [(line.start + k, line.start + k + 1) for k in line.inner]
            elif line.table == 1 and "  " not in line.text:
                for m in _LETTER_SPACED.finditer(line.text):
                    cuts += [(line.start + k, line.start + k + 1) for k in range(m.start() + 1, m.end(), 2)]
            at = line.end
    cuts.append((at, len(text)))
    done = clean.without([(start, end) for start, end in cuts if end > start])
    paragraphs = []
    start = 0
    printed = iter(done.text.split("\n"))
    for group in groups:
        parts = [next(printed) for line in group if line is group[0] or line.more]
        body = "\n".join(parts)
        paragraph = Paragraph(start, start + len(body), body)
        if group[0].table:
            cells = group[0].cells
            paragraph.cells = _cells_of_lines(parts, cells, start) if cells else _cell_spans(body, start)
            paragraph.columns, paragraph.width = group[0].columns, group[0].width
            if group[0].barred:
                paragraph.columns = [column for column, _ in _barred(body)]
            paragraph.head = group[0].table == 1
        paragraphs += _hidden_items(paragraph)
        start += len(body) + 1
    return Layout(done, paragraphs, any(len(g) > 1 for g in groups))


# （一）…（发展改革委牵头）（二）…: an item inside a paragraph, behind the list of units of the one before
_HIDDEN = re.compile(rf"(?<=[。；）〕】])(?=(?:{NUMERAL}、|（{NUMERAL}）|\d{{1,2}}\.(?!\d))[\u4e00-\u9fff“])")
_LIST_ENDS = re.compile(
    r"[（〔【][^（）]{2,200}(?:负责|牵头|配合|参与|落实|(?:单位|部门)：[^（）]{2,150})[）〕】]。?$"
    # …给予补助。责任单位：市人社局、市财政局。2.对…
    r"|(?<=[。；）])(?:责任|牵头|主办|负责|落实)(?:单位|部门)：[^。：（）]{2,120}(?:；(?:责任|配合|协办|参与)(?:单位|部门)：[^。：（）]{2,120})?。$"
)


def _hidden_items(paragraph: Paragraph) -> list[Paragraph]:
    """The numbered items that run on in one paragraph, told by the list of units that closes each of them."""
    if paragraph.cells or len(paragraph.text) < 40 or not _LIST_ENDS.search(paragraph.text[-220:]):
        return [paragraph]
    kinds: dict[str, list[int]] = {}
    for m in _HIDDEN.finditer(paragraph.text):
        opening = paragraph.text[m.start()]
        kinds.setdefault("1" if opening.isdecimal() else "（" if opening == "（" else "一", []).append(m.start())
    cuts: list[int] = []
    for found in kinds.values():
        # 一、主要任务。（一）…: the first stands behind a heading, each other behind a list
        if all(_LIST_ENDS.search(paragraph.text, max(0, at - 220), at) for at in found[len(found) > 1 :]):
            cuts += found
    if not cuts:
        return [paragraph]
    cuts.sort()
    bounds = [0, *cuts, len(paragraph.text)]
    return [
        Paragraph(paragraph.start + s, paragraph.start + e, paragraph.text[s:e]) for s, e in pairwise(bounds) if e > s
    ]


def _stray_spaces(line: _Line) -> list[Span]:
    """Spaces to drop: all but those between two Latin words or numbers (EPC 2023), and all inside 第 1 0 条."""
    if " " not in line.text and "\t" not in line.text:
        return []
    ordinals = [m.span() for m in _ORDINAL_SPACE.finditer(line.text)]
    cuts = []
    key = _UNIT_KEY.search(line.text)
    listed = 0 if line.table else key.end() if key else -1  # a cell may print a unit a line
    kept = {m.start("gap") for m in _UNIT_GAP.finditer(line.text, listed)} if listed >= 0 else set()
    if not line.table and kept and "、" in line.text[listed:]:
        # a mark parts the names, and a space where a line was broken none: 市财政局、市统 计局
        kept = {at for at in kept if re.match(r"[ \t]+[省市县区州各]", line.text[at:])}
    for m in (_ONLY_SPACE if line.table else _SPACE).finditer(line.text):
        before, after = line.text[m.start() - 1], line.text[m.end()]
        if before.isascii() and after.isascii() and not any(s < m.start() < e for s, e in ordinals):
            continue
        cuts.append((line.start + m.start() + (m.start() in kept), line.start + m.end()))
    return [cut for cut in cuts if cut[0] < cut[1]]


def _cell_spans(body: str, start: int) -> list[Span]:
    if _BAR.search(body) and "\t" not in body:
        bounds = [-1, *(m.start() for m in _BAR.finditer(body)), len(body)]
        pieces = [(a + 1, b) for a, b in pairwise(bounds)]
        return [(start + s, start + e) for s, e in (_stripped(body, s, e) for s, e in pieces) if e > s]
    separator = r"\t+| {2,}" if "\t" in body or "  " in body else " "
    spans = []
    at = 0
    for m in re.finditer(separator, body):
        spans.append((at, m.start()))
        at = m.end()
    spans.append((at, len(body)))
    return [(start + s, start + e) for s, e in spans if e > s]


def _stripped(body: str, start: int, end: int) -> Span:
    piece = body[start:end]
    return start + len(piece) - len(piece.lstrip()), start + max(len(piece.rstrip()), len(piece) - len(piece.lstrip()))


def _cells_of_lines(lines: list[str], cells: list[int], start: int) -> list[Span]:
    """The spans of the cells of a row whose cells are so many lines each."""
    spans = []
    at = start
    n = 0
    for count in cells:
        length = sum(len(line) for line in lines[n : n + count]) + count - 1
        spans.append((at, at + length))
        at += length + 1
        n += count
    return spans
