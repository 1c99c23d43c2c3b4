"""Step 2b, layout: normalised text -> paragraphs, with hard line breaks and stray spaces taken out.

A print-out or a saved PDF breaks its lines at the page width, inside words (示\\n范工厂); a web page keeps a paragraph on
one line. Table lines keep their spaces, which part the cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.clean import Clean
from loaders.facts import Span

NUMERAL = "[一二三四五六七八九十百]{1,5}"
# Everything that can open a numbered item at the start of a line: 一、 （一） 1. （1） ① 第一条 1.1
MARKER = re.compile(
    rf"第 ?(?:{NUMERAL}|\d[\d ]{{0,4}}) ?[编章节条部]|{NUMERAL} ?、|（ ?{NUMERAL} ?）|（ ?\d{{1,3}} ?）|\d{{1,3}} ?[.、](?!\d)|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?!\d|%)|[①-⑳]"
)
_TERMINAL = tuple("。；！？：”）】》.;!?:")
# A wrapped line that ends like this goes on even before something that looks like an item: …和第\n（二）款
_GOES_ON = tuple("第和与及或、，（《“〔")
_OPENS_LINE = re.compile(r"附件|附表|（?(?:责任|牵头|配合|主办|协办|负责|参与|参加)(?:单位|部门)|【|抄送|（此件")
_SPACE = re.compile(r"[ \t]+")
_ORDINAL_SPACE = re.compile(r"第[ \d]+[条章节款项]")

_HEAD_CELL = re.compile(
    r"序号|编号|任务|工作|事项|内容|措施|要点|目标|举措|时限|时间|期限|节点|进度|单位|部门|备注|牵头|责任|配合|类别|领域|指标|项目|分工|链长|产业链|区域"
)
_HEAD_SURE = re.compile(
    r"^(?:序号|编号)$|(?:责任|牵头|配合|主管|主办|协办|负责|参与)(?:单位|部门|市领导)|完成时限|完成时间|时间节点|链长"
)


@dataclass(slots=True)
class Paragraph:
    """One paragraph of the cleaned text: [start, end) there; `cells` are the spans of a table line's cells."""

    start: int
    end: int
    text: str
    cells: list[Span] | None = None
    head: bool = False


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


def lay_out(clean: Clean) -> Layout:
    """Join broken lines, mark table lines, drop spaces that part no cells."""
    lines = _lines(clean.text)
    _mark_tables(lines)
    joined = _join(lines)
    return _rebuild(clean, joined)


def _lines(text: str) -> list[_Line]:
    lines = []
    at = 0
    for line in text.split("\n"):
        body = line.strip(" \t")
        if body:
            indent = len(line) - len(line.lstrip(" \t"))
            lines.append(_Line(at + indent, at + indent + len(body), body, indent))
        at += len(line) + 1
    return lines


def _cells(line: str) -> list[str]:
    return [c for c in (re.split(r"\t+| {2,}", line) if "\t" in line or "  " in line else line.split(" ")) if c.strip()]


def _mark_tables(lines: list[_Line]) -> None:
    """Find head rows (序号 重点工作 … 责任单位) and the rows under them.

    A head row has three or more short cells that name columns. Under a head that starts with 序号, rows start with a
    number; a line that does not is the end of the table unless tabs part its cells.
    """
    inside = False
    numbered = False
    for line in lines:
        if " " not in line.text and "\t" not in line.text:
            inside = False
            continue
        cells = _cells(line.text)
        short = len(cells) >= 3 and all(len(c) <= 14 and not re.search(r"[，。；：]", c) for c in cells)
        if (
            short
            and sum(1 for c in cells if _HEAD_CELL.search(c)) * 3 >= 2 * len(cells)
            and any(_HEAD_SURE.search(c) for c in cells)
        ):
            line.table, inside = 1, True
            numbered = cells[0] in ("序号", "编号")
        elif inside:
            if len(cells) >= 2 and (not numbered or re.fullmatch(r"\d{1,3}\.?", cells[0]) or "\t" in line.text):
                line.table = 2
            else:
                inside = False


def _join(lines: list[_Line]) -> list[list[_Line]]:
    """Group the lines that are one paragraph."""
    width, indented = _page(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, width, indented):
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
    plain = [line for line in lines if not line.table]
    widths = sorted(_width(line.text) for line in plain)
    if len(widths) < 12:
        return 0, False
    width = widths[int(0.97 * len(widths))]
    full = [line for line in plain if 0.88 * width <= _width(line.text) <= 1.08 * width]
    cut = [line for line in full if not line.text.endswith(_TERMINAL)]
    if width > 130 or len(full) < 0.3 * len(plain) or len(cut) < 0.6 * len(full):
        return 0, False
    starts = sum(1 for line in plain if line.indent >= 2)
    return width, starts >= 0.05 * len(plain)


def _continues(group: list[_Line], line: _Line, width: int, indented: bool) -> bool:
    last = group[-1]
    if line.table or last.table:
        return False
    text = last.text
    head = "".join(part.text for part in group)
    # A title broken inside its marks: …关于印发《政府网站集约化\n试点工作方案》的通知
    if len(head) < 80 and (head.count("《") > head.count("》") or head.count("（") > head.count("）")):
        return True
    if not width:
        return False
    # A bracket or quotation that is still open: …企业数据集。（责任单位：\n省数据局、省经信厅）
    tail = head[-160:]
    if any(tail.rfind(opening) > tail.rfind(closing) for opening, closing in ("（）", "《》", "“”", "〔〕")):
        return True
    if indented and line.indent >= 2:
        return False
    if text.endswith(_GOES_ON):
        return True
    marked = MARKER.match(line.text) or _OPENS_LINE.match(line.text)
    full = _width(text) >= (0.8 if indented else 0.86) * width
    if marked:
        return bool(full and not text.endswith(_TERMINAL) and not MARKER.match(group[0].text) and indented)
    if text.endswith(_TERMINAL):
        return bool(full and indented) or (full and text.endswith(("）", "”", "》")) and _width(text) >= 0.93 * width)
    return full


def _rebuild(clean: Clean, groups: list[list[_Line]]) -> Layout:
    text = clean.text
    cuts: list[Span] = []
    at = 0
    for group in groups:
        for n, line in enumerate(group):
            # everything between two lines goes, but for one line break between two paragraphs
            if n == 0 and at:
                line_break = text.index("\n", at)
                cuts += [(at, line_break), (line_break + 1, line.start)]
            else:
                cuts.append((at, line.start))
            if not line.table:
                cuts.extend(_stray_spaces(line))
            at = line.end
    cuts.append((at, len(text)))
    done = clean.without([(start, end) for start, end in cuts if end > start])
    paragraphs = []
    start = 0
    for group, body in zip(groups, done.text.split("\n") if groups else (), strict=True):
        paragraph = Paragraph(start, start + len(body), body)
        if group[0].table:
            paragraph.cells = _cell_spans(body, start)
            paragraph.head = group[0].table == 1
        paragraphs.append(paragraph)
        start += len(body) + 1
    return Layout(done, paragraphs, any(len(g) > 1 for g in groups))


def _stray_spaces(line: _Line) -> list[Span]:
    """Spaces to drop: all but those between two Latin words or numbers (EPC 2023), and all inside 第 1 0 条."""
    if " " not in line.text and "\t" not in line.text:
        return []
    ordinals = [m.span() for m in _ORDINAL_SPACE.finditer(line.text)]
    cuts = []
    for m in _SPACE.finditer(line.text):
        before, after = line.text[m.start() - 1], line.text[m.end()]
        if before.isascii() and after.isascii() and not any(s < m.start() < e for s, e in ordinals):
            continue
        cuts.append((line.start + m.start(), line.start + m.end()))
    return cuts


def _cell_spans(body: str, start: int) -> list[Span]:
    separator = r"\t+| {2,}" if "\t" in body or "  " in body else " "
    spans = []
    at = 0
    for m in re.finditer(separator, body):
        spans.append((at, m.start()))
        at = m.end()
    spans.append((at, len(body)))
    return [(start + s, start + e) for s, e in spans if e > s]
