"""PDF files made for tests: single lines at known places, and whole documents in different layouts."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

from loaders.finders import tables
from loaders.text.clean import normalise
from loaders.text.layout import lay_out
from loaders.text.outline import outline

FONT = "STSong-Light"  # one of the fonts that every PDF program has for Chinese: nothing is embedded
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

# A paragraph, or a table: rows of cells, None for a cell that is merged with the one above it, "" beside a merged one
Block = str | list[list[str | None]]
NOTE = "{note}"  # in a paragraph: where the document's footnote hangs on


@dataclass(frozen=True)
class Look:
    """How a document is printed."""

    size: float = 16
    pitch: float = 1.75  # em from line to line
    indent: float = 2  # em
    space: float = 0  # em between paragraphs
    justified: bool = True
    columns: int = 1
    ruled: str = "grid"  # grid, rows (lines between rows only), sides (no line at the left and right edge), none
    repeat_head: bool = True
    split_rows: bool = False
    cell_size: float = 10
    cell_padding: float = 4
    middle: bool = False  # cells centred between the lines of their row
    wide_tables: str = ""  # "landscape": on pages of their own; "turned": the same, shown turned by /Rotate
    head: str = ""  # a running head
    foot: str = "— {page} —"


class Pages:
    """A PDF drawn line by line; (x, y) is the left end of a base line, y counts from the top of the page."""

    def __init__(self, size: tuple[float, float] = A4, **options: object) -> None:
        self._file = io.BytesIO()
        self.size = size
        self.canvas = Canvas(self._file, pagesize=size, **options)

    def line(self, x: float, y: float, text: str, size: float = 12) -> None:
        """Print a line."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.size[1] - y, text)

    def lines(self, x: float, y: float, texts: Sequence[str], size: float = 12, pitch: float = 1.5) -> None:
        """Print lines one under the other."""
        for n, text in enumerate(texts):
            self.line(x, y + n * pitch * size, text, size)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a straight line."""
        self.canvas.line(x0, self.size[1] - y0, x1, self.size[1] - y1)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Draw a table's lines."""
        self.canvas.grid(list(xs), [self.size[1] - y for y in ys])

    def turn(self, rotation: int) -> None:
        """Have the page shown turned clockwise."""
        if rotation % 180:
            self.canvas.setPageSize(self.size[::-1])  # reportlab changes it back
        self.canvas.setPageRotation(rotation)

    def page(self) -> None:
        """End the page."""
        self.canvas.showPage()

    def data(self) -> bytes:
        """The file."""
        self.canvas.showPage()
        self.canvas.save()
        return self._file.getvalue()


def blocks(text: str) -> list[Block]:
    """The paragraphs and tables of a plain text, as a person would type them into a word processor."""
    read = outline(lay_out(normalise(text)))
    found = {table.start: table for table in tables.find(read)[0]}
    done: list[Block] = []
    for paragraph in read.layout.paragraphs:
        if not paragraph.cells:
            done.append(paragraph.text)
        elif table := found.get(paragraph.start):
            rows: list[list[str | None]] = [[column.head for column in table.columns]]
            rows += [
                [
                    None if n in row.filled else read.text[slice(*row.cells[n])] if n in row.cells else ""
                    for n in range(len(table.columns))
                ]
                for row in table.rows
            ]
            done.append(rows)
    return done


class _Footnote(Flowable):
    """Prints a footnote at the foot of the page that it lands on."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.width = self.height = 0

    def draw(self) -> None:
        left, bottom = self.canv.absolutePosition(0, 0)
        self.canv.setFont(FONT, 9)
        self.canv.line(72 - left, 100 - bottom, 180 - left, 100 - bottom)
        self.canv.drawString(72 - left, 84 - bottom, self.text)


def typeset(document: Sequence[Block], look: Look = Look(), note: str = "") -> bytes:
    """Print a document; `note` is the text of its footnote."""
    file = io.BytesIO()
    margin = 72
    template = BaseDocTemplate(
        file, pagesize=A4, leftMargin=margin, rightMargin=margin, topMargin=margin, bottomMargin=margin
    )
    width, height = A4[0] - 2 * margin, A4[1] - 2 * margin
    gap = 24 if look.columns > 1 else 0
    column = (width - gap * (look.columns - 1)) / look.columns
    frames = [
        Frame(
            margin + n * (column + gap),
            margin + (40 if note else 0),
            column,
            height - (40 if note else 0),
            leftPadding=0,
            rightPadding=0,
            id=f"c{n}",
        )
        for n in range(look.columns)
    ]
    wide = landscape(A4)
    wide_frame = Frame(margin, margin, wide[0] - 2 * margin, wide[1] - 2 * margin, leftPadding=0, rightPadding=0)
    wide_page = PageTemplate("wide", [wide_frame], onPageEnd=_edges(look, wide), pagesize=wide)
    wide_page.rotation = 90 if look.wide_tables == "turned" else 0
    template.addPageTemplates([PageTemplate("text", frames, onPageEnd=_edges(look, A4)), wide_page])
    body = ParagraphStyle(
        "body",
        fontName=FONT,
        fontSize=look.size,
        leading=look.pitch * look.size,
        firstLineIndent=look.indent * look.size,
        spaceAfter=look.space * look.size,
        alignment=TA_JUSTIFY if look.justified else TA_LEFT,
        wordWrap="CJK",
    )
    story: list[object] = []
    for block in document:
        if isinstance(block, str):
            story.append(Paragraph(_escaped(block).replace(NOTE, '<super size="7">[1]</super>'), body))
            story += [_Footnote(f"[1] {note}")] * (NOTE in block)
            continue
        if look.wide_tables:
            story += [NextPageTemplate("wide"), PageBreak()]
        story.append(_table(block, look, (wide[0] - 2 * margin) if look.wide_tables else column))
        if look.wide_tables:
            story += [NextPageTemplate("text"), PageBreak()]
        else:
            story.append(Spacer(1, look.size))
    template.build(story)
    return file.getvalue()


def _edges(look: Look, size: tuple[float, float]) -> Callable[[Canvas, BaseDocTemplate], None]:
    def draw(canvas: Canvas, template: BaseDocTemplate) -> None:
        if look.wide_tables == "turned" and size[0] > size[1]:
            canvas.setPageSize(size[::-1])  # reportlab changes it back
        canvas.setFont(FONT, 9)
        page = canvas.getPageNumber()
        if look.head:
            canvas.drawString(72, size[1] - 50, look.head.format(page=page))
            canvas.line(72, size[1] - 54, size[0] - 72, size[1] - 54)
        canvas.drawCentredString(size[0] / 2, 40, look.foot.format(page=page))

    return draw


def _table(rows: list[list[str | None]], look: Look, width: float) -> Table:
    cell = ParagraphStyle("cell", fontName=FONT, fontSize=look.cell_size, leading=1.25 * look.cell_size, wordWrap="CJK")
    centred = ParagraphStyle("head", parent=cell, alignment=TA_CENTER)
    longest = [max(len(row[n] or "") for row in rows) for n in range(len(rows[0]))]
    shares = [min(max(n, 4), 40) + 2 for n in longest]
    style: list[tuple[object, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if look.middle else "TOP"),
        *((f"{side}PADDING", (0, 0), (-1, -1), look.cell_padding) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
    ]
    if look.ruled in ("grid", "sides"):
        style.append(("GRID", (0, 0), (-1, -1), 0.5, "black"))
    if look.ruled == "sides":
        style = [s for s in style if s[0] != "GRID"]
        style += [("INNERGRID", (0, 0), (-1, -1), 0.5, "black"), ("LINEABOVE", (0, 0), (-1, 0), 0.5, "black")]
        style.append(("LINEBELOW", (0, -1), (-1, -1), 0.5, "black"))
    if look.ruled == "rows":
        style.append(("LINEBELOW", (0, 0), (-1, -1), 0.5, "black"))
        style.append(("LINEABOVE", (0, 0), (-1, 0), 1, "black"))
    printed: list[list[object]] = []
    widths = [width * share / sum(shares) for share in shares]
    for r, row in enumerate(rows):
        lines = [
            [
                line
                for part in (text or "").split("\n")
                for line in wrapped(part, int((room - 2 * look.cell_padding) / look.cell_size * 2))
            ]
            for text, room in zip(row, widths, strict=True)
        ]
        printed.append(
            [Paragraph("<br/>".join(map(_escaped, cell_lines)), centred if r == 0 else cell) for cell_lines in lines]
        )
        for c, text in enumerate(row):
            if text is not None and look.ruled in ("grid", "sides"):
                last = r
                while last + 1 < len(rows) and rows[last + 1][c] is None:
                    last += 1
                if last > r:
                    style.append(("SPAN", (c, r), (c, last)))
    return Table(
        printed,
        colWidths=widths,
        repeatRows=1 if look.repeat_head else 0,
        splitInRow=1 if look.split_rows else 0,
        style=style,
    )


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of so many half-width characters; no line starts with a mark that closes."""
    lines, line, room = [], "", width
    for n, letter in enumerate(text):
        need = 1 if letter.isascii() else 2
        following = text[n + 1 : n + 2]
        if line and (room < need or (following in "，。、；：！？）》”" and following and room < need + 2)):
            lines.append(line)
            line, room = "", width
        line += letter
        room -= need
    return [*lines, line] if line or not lines else lines


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
