"""One document as a file of every kind: what `test_four_kinds.py` compares.

A document is a list of blocks: a paragraph (its text), a heading or item with a number that the file's program makes, a table with
merged cells. `{note}` in a text is where a note hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from docxfile import docx, levels, numbering, p, r, tbl, tc

from tests.loaders.pdfs import Block, Look, typeset

NOTE = "{note}"
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Item:
    """A numbered paragraph: level 0 is 一、, 1 is （一）, 2 is 1."""

    level: int
    text: str


@dataclass(frozen=True)
class Table:
    """Rows of cells; None is a place that the cell above it covers, "" one that the cell before it covers."""

    rows: list[list[str | None]]


@dataclass(frozen=True)
class Document:
    """`note` is the text of its one note."""

    blocks: list[str | Item | Table]
    note: str | None = None


def numbered(document: Document) -> list[tuple[str, str | Item | Table]]:
    """The blocks with the numbers of items as printed."""
    counts = [0, 0, 0]
    done = []
    for block in document.blocks:
        number = ""
        if isinstance(block, Item):
            counts[block.level] += 1
            counts[block.level + 1 :] = [0] * (2 - block.level)
            count = counts[block.level]
            number = (f"{_NUMERALS[count - 1]}、", f"（{_NUMERALS[count - 1]}）", f"{count}.")[block.level]
        done.append((number, block))
    return done


def as_txt(document: Document) -> bytes:
    """Plain text as somebody types it: a table is a line a row, its cells parted by tabs."""
    lines = []
    for number, block in numbered(document):
        if isinstance(block, Table):
            lines += ["", *("\t".join((cell or "").replace("\n", " ") for cell in row) for row in block.rows), ""]
        else:
            text = block.text if isinstance(block, Item) else block
            lines.append(number + text.replace(NOTE, ""))
    if document.note:
        lines.append(f"[1] {document.note}")
    return "\n".join(lines).encode()


def as_html(document: Document) -> bytes:
    """A saved page with a menu and a footer around it; items of a level that stand together are a list that the browser numbers."""
    body = []
    for number, block in numbered(document):
        if isinstance(block, Table):
            body.append(f"<table>{''.join(_html_row(block.rows, n) for n in range(len(block.rows)))}</table>")
            continue
        text = _html_text(block.text if isinstance(block, Item) else block)
        if isinstance(block, Item) and block.level == 2:
            body.append(f'<ol start="{number[:-1]}"><li>{text}</li></ol>')
        else:
            body.append(f"<p>&nbsp;&nbsp;{number}{text}</p>")
    if document.note:
        body.append(f'<p><a name="_ftn1"><sup>[1]</sup></a>{escape(document.note)}</p>')
    menu = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(("要闻", "公开", "服务")))
    page = f'<meta charset="gbk"><body><div class="nav"><ul>{menu}</ul></div><div id="zoom">{"".join(body)}</div><div class="footer">版权所有 网站地图</div>'
    return page.encode("gb18030")


def _html_text(text: str) -> str:
    kept = escape(text).replace("\n", "<br>").replace(NOTE, '<a href="#_ftn1"><sup>[1]</sup></a>')
    return kept.replace("   ", "&nbsp;&nbsp; ").replace("  ", "&nbsp; ")


def _html_row(rows: list[list[str | None]], n: int) -> str:
    cells = []
    for k, cell in enumerate(rows[n]):
        if cell:
            down = next((m for m in range(n + 1, len(rows)) if rows[m][k] is not None), len(rows)) - n
            across = next((m for m in range(k + 1, len(rows[n])) if rows[n][m] != ""), len(rows[n])) - k
            cells.append(f'<td rowspan="{down}" colspan="{across}">{_html_text(cell)}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def as_docx(document: Document) -> bytes:
    """A Word file whose numbers Word makes."""
    body = ""
    for _, block in numbered(document):
        if isinstance(block, Table):
            body += tbl(*(_docx_row(block.rows, n) for n in range(len(block.rows))))
        else:
            number = (1, block.level) if isinstance(block, Item) else None
            body += p(*_docx_runs(block.text if isinstance(block, Item) else block), number=number)
    official = levels(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    notes = (
        f'<w:footnote w:id="1">{p("<w:r><w:footnoteRef/></w:r>", " " + document.note)}</w:footnote>'
        if document.note
        else ""
    )
    return docx(body, numbering=numbering(official), footnotes=notes, header=p("内部资料"), footer=p("第1页"))


def as_pdf(document: Document) -> bytes:
    """A print-out with page numbers, the note at the foot of its page."""
    blocks: list[Block] = []
    for number, block in numbered(document):
        if isinstance(block, Table):
            blocks.append(block.rows)
        else:
            blocks.append(number + (block.text if isinstance(block, Item) else block))
    return typeset(blocks, Look(), document.note or "")


def _docx_runs(text: str) -> list[str]:
    runs = []
    for n, piece in enumerate(text.split(NOTE)):
        if n:
            runs.append('<w:r><w:footnoteReference w:id="1"/></w:r>')
        for k, line in enumerate(piece.split("\n")):
            runs += ["<w:r><w:br/></w:r>"] * bool(k) + [r(line)]
    return runs


def _docx_row(rows: list[list[str | None]], n: int) -> list[str]:
    cells = []
    for k, cell in enumerate(rows[n]):
        if cell == "" and k and rows[n][k - 1] is not None:
            continue
        across = next((m for m in range(k + 1, len(rows[n])) if rows[n][m] != ""), len(rows[n])) - k
        merged = "<w:vMerge/>" if cell is None else ""
        if cell is not None and n + 1 < len(rows) and rows[n + 1][k] is None:
            merged = '<w:vMerge w:val="restart"/>'
        paragraphs = "".join(p(line) for line in (cell or "").split("\n"))
        cells.append(tc(paragraphs, f'<w:gridSpan w:val="{across}"/>{merged}'))
    return cells
