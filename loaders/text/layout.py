"""Step 2b, layout: normalised text -> paragraphs, with hard line breaks and stray spaces taken out.

A print-out or a saved PDF breaks its lines at the page width, inside words (示\n范工厂); a web page keeps a paragraph on
one line. Table lines keep their spaces, which part the cells. A table copied from a web page may also stand with each cell
on a line of its own, or with several lines in one cell; such a row is one paragraph that keeps its line breaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from loaders.facts import Span
from loaders.text.boxes import unbarred, unboxed
from loaders.text.clean import Clean
from loaders.text.folding import unfolded
from loaders.text.joining import join
from loaders.text.lines import BAR, LETTER_SPACED, NUMERAL, SPACE, Line, split_lines, without_rules
from loaders.text.table_lines import barred, mark_barred_tables, mark_tables
from loaders.text.upright import mark_upright_tables

# A list of units that spaces part: 责任单位：市教育局 市财政局; but 市委 宣传部 is one name, 各区 政府, 市科 技局 and 管委 会 too
_UNIT_KEY = re.compile(r"(?:单位|部门|处室|科室)：")
_UNIT_GAP = re.compile(
    r"(?<=[局厅办署府会院部处科室心司队行团站所社道镇乡街委联])(?:(?<![省市县区州党]委)|(?= +[省市县区州各]))(?<![省市县区州]科)(?P<gap>[ \t]+)(?!会|人民政府)(?=[^ 、，；。（）：]{0,20}[局厅办署府会院部处科室心司队行团站所社道镇乡街委联区县市](?:[ \t、，；。）]|（[^（）]{1,9}）|$))"
)
_ONLY_SPACE = re.compile(r"(?<![ \t]) +(?![ \t])")
_ORDINAL_SPACE = re.compile(r"第[ \d]+[条章节款项]")


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


def lay_out(clean: Clean) -> Layout:
    """Join broken lines, mark table lines, drop spaces that part no cells."""
    clean = unfolded(unbarred(unboxed(clean)))
    lines = without_rules(split_lines(clean.text))
    mark_barred_tables(lines)
    mark_tables(lines)
    mark_upright_tables(lines)
    joined = join(lines)
    return _rebuild(clean, joined)


def _rebuild(clean: Clean, groups: list[list[Line]]) -> Layout:
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
                for m in LETTER_SPACED.finditer(line.text):
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
                paragraph.columns = [column for column, _ in barred(body)]
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


def _stray_spaces(line: Line) -> list[Span]:
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
    for m in (_ONLY_SPACE if line.table else SPACE).finditer(line.text):
        before, after = line.text[m.start() - 1], line.text[m.end()]
        if before.isascii() and after.isascii() and not any(s < m.start() < e for s, e in ordinals):
            continue
        cuts.append((line.start + m.start() + (m.start() in kept), line.start + m.end()))
    return [cut for cut in cuts if cut[0] < cut[1]]


def _cell_spans(body: str, start: int) -> list[Span]:
    if BAR.search(body) and "\t" not in body:
        bounds = [-1, *(m.start() for m in BAR.finditer(body)), len(body)]
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
