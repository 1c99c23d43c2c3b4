"""The pages of a PDF -> the text of the document with its places: margins out, columns in order, tables, paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from loaders.readers.pdf import aligned, tables
from loaders.readers.pdf.glyphs import SLANTED, UNKNOWN, Page
from loaders.readers.pdf.grids import take_grids
from loaders.readers.pdf.lines import Line, lines_of, seam
from loaders.readers.pdf.margins import Sheet, take_margins, take_notes
from loaders.readers.pdf.paragraphs import paragraphs, style_of
from loaders.readers.pdf.zones import in_order
from loaders.readers.writer import Cell, Piece, Writer
from loaders.source import Content

_PICTURE = 0.08  # share of a page: a picture that may hold text; a seal is smaller
_PRIVATE = range(0xE000, 0xF900)


def content_of(pages: Iterable[Page]) -> Content:
    """The text of all pages; margins and what could not be read are listed."""
    writer = Writer()
    sheets = []
    for page in pages:
        grids, free, turned = take_grids(page)
        page.turned = turned
        sheets.append(Sheet(page, lines_of(page, free), grids))
    take_margins(sheets)
    em = _print_size(sheets)
    for sheet in sheets:
        take_notes(sheet, em)
    blocks = _blocks(sheets)
    lines = [line for block in blocks if isinstance(block, list) for line in block]
    style = style_of(lines) if lines else None
    waiting = list(sheets)
    for block in blocks:
        if isinstance(block, tables.Table):
            _report(writer, waiting, block.first)
            writer.table(_rows(block))
            for number in sorted({line.page.number for line in block.again}):
                text = " ".join(line.text for line in block.again if line.page.number == number)
                writer.leave_out("table_head", f"page {number}: the head of the table, printed again", text)
        elif style is not None:
            for group in paragraphs(block, style):
                _report(writer, waiting, group[0].page.number)
                writer.line(_pieces(group))
    _report(writer, waiting, None)
    for sheet in sheets:
        if sheet.notes:
            for group in paragraphs(sheet.notes, style_of(sheet.notes)):
                writer.line(_pieces(group))
    return writer.content()


def _print_size(sheets: Sequence[Sheet]) -> float:
    """The size of print that most of the text has, in points."""
    sizes = Counter[float]()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(2 * line.em) / 2] += sum(len(run.text) for run in line.runs)
    return max(sizes, key=lambda size: (sizes[size], size), default=12.0)


def _blocks(sheets: Sequence[Sheet]) -> list[list[Line] | tables.Table]:
    """Lines and tables in reading order; tables without lines are found here, tables over page breaks joined."""
    blocks: list[list[Line] | tables.Table] = []
    for part in aligned.with_tables(in_order(sheets)):
        last = blocks[-1] if blocks else None
        if isinstance(part, Line):
            if isinstance(last, list):
                last.append(part)
            else:
                blocks.append([part])
        elif not (isinstance(last, tables.Table) and tables.joined(last, part)):
            blocks.append(part)
    return blocks


def _pieces(lines: Sequence[Line]) -> list[Piece]:
    pieces: list[Piece] = []
    before = ""
    for line in lines:
        text = line.text
        pieces.append((seam(before, line) + text, line.place))
        before = text
    return pieces


def _rows(table: tables.Table) -> list[list[Cell]]:
    """Every row with a cell for every column: what a merged cell covers is empty."""
    rows = [[Cell() for _ in table.edges[1:]] for _ in range(table.height)]
    for cell, groups in tables.cell_lines(table):
        rows[cell.row][cell.column].lines += map(_pieces, groups)
    return rows


def _report(writer: Writer, waiting: list[Sheet], page: int | None) -> None:
    """List what was taken out of the pages up to one, and what in them could not be read."""
    while waiting and (page is None or waiting[0].page.number <= page):
        sheet = waiting.pop(0)
        number = sheet.page.number
        for kind, why, line in sheet.out:
            writer.leave_out(kind, f"page {number}: {why}", line.text)
        slanted = "".join(run.text for run in sheet.page.turned if run.frame == SLANTED)
        if slanted:
            writer.leave_out("watermark", f"page {number}: slanted print, a stamp or a watermark", slanted)
        outside = "".join(run.text for run in sheet.page.outside)
        if outside:
            writer.leave_out("outside", f"page {number}: beyond the edges of the page, where nobody sees it", outside)
        turned = " ".join(run.text for run in sheet.page.turned if run.frame != SLANTED)
        if turned:
            writer.signal("turned", f"page {number}: print that stands across the text of the page is not read", turned)
        if sheet.page.pictured > _PICTURE:
            share = round(100 * sheet.page.pictured)
            writer.signal("picture", f"page {number}: pictures cover {share} % of the page; text in them is not read")
        printed = "".join(run.text for run in sheet.page.runs)
        if private := sum(1 for letter in printed if ord(letter) in _PRIVATE):
            writer.signal(
                "glyph", f"page {number}: {private} characters of a font's own, which have no meaning outside of it"
            )
        if lost := printed.count(UNKNOWN):
            writer.signal(
                "glyph", f"page {number}: {lost} characters that the file does not name; they stand as {UNKNOWN}"
            )
