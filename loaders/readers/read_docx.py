"""Word files: body, tables, numbers that Word makes, notes and text boxes, as Word shows them with all changes accepted.

The file is a zip of xml (ECMA-376); it is walked here over lxml, since python-docx reads neither numbers nor notes, text boxes or
changes. Left out, and listed in `ignored`: page headers and footers, deleted and hidden text, comments, marks of notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.anchors import Place
from loaders.errors import ReadError
from loaders.readers.docx_numbers import Numbers
from loaders.readers.docx_xml import MC, Element, M, Package, W, integer, is_on, value
from loaders.readers.raised import raised
from loaders.readers.writer import Cell, Piece, Writer
from loaders.source import Content

# What holds paragraphs, or stretches of text, and is nothing itself
_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "dir", "bdo")
)  # fmt: skip
_DELETED = frozenset([f"{W}del", f"{W}moveFrom"])
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def read_docx(data: bytes, name: str) -> Content:
    """Read a Word file. Raises ReadError where it is broken, has a password, unpacks to too much or prints no text."""
    package = Package(data, name)
    writer = Writer()
    _Document(package, writer).write()
    content = writer.content()
    if not content.text.strip():
        raise ReadError(f"{name}: the document holds no text (pictures alone?); give one with text")
    return content


@dataclass(slots=True)
class _Where:
    """Where in the file the walk is: what goes into a place."""

    table: int | None = None
    row: int | None = None
    cell: int | None = None
    part: str | None = None
    paragraph: int | None = None  # that a text box hangs on


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being read: its lines, and what is to be written behind it."""

    place: Place
    lines: list[list[Piece]] = field(default_factory=lambda: [[]])
    boxes: list[Element] = field(default_factory=list)

    def add(self, text: str) -> None:
        for n, part in enumerate(text.split("\n")):
            if n:
                self.lines.append([])
            if part:
                self.lines[-1].append((part, self.place))

    @property
    def before(self) -> str:
        return "".join(text for text, _ in self.lines[-1])

    @property
    def is_empty(self) -> bool:
        return not any(text.strip() for line in self.lines for text, _ in line)


class _Document:
    """Walks the parts of a docx in the order in which they are read."""

    def __init__(self, package: Package, writer: Writer) -> None:
        self._package, self._writer = package, writer
        self._numbers = Numbers.of(self._part("numbering"), self._part("styles"))
        self._tables = self._boxes = 0
        self._nth: dict[Element, int] = {}  # paragraph of the body -> its place among them, from 1
        self._notes: list[tuple[str, str]] = []  # (kind, id) in the order of their marks

    def write(self) -> None:
        self._furniture("header", "the header of a page")
        root = self._package.xml(self._package.document)
        body = root.find(f"{W}body")
        body = root if body is None else body
        self._nth = {paragraph: n for n, paragraph in enumerate(_body_paragraphs(body), 1)}
        for block in self._blocks(body):
            if block.tag == f"{W}p":
                self._write_paragraph(block, _Where())
            else:
                self._write_table(block, _Where())
        for kind in ("footnote", "endnote"):
            self._write_notes(kind)
        self._furniture("footer", "the footer of a page")
        self._furniture("comments", "a comment")

    def _part(self, kind: str) -> Element | None:
        found = self._package.related(self._package.document, kind)
        return self._package.xml(found[0]) if found else None

    def _furniture(self, kind: str, why: str) -> None:
        printed: list[str] = []
        for path in self._package.related(self._package.document, kind):
            for paragraph in self._package.xml(path).iter(f"{W}p"):
                text = "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
                if text.strip() and text not in printed:  # first, even and odd pages often carry the same
                    printed.append(text)
                    self._writer.leave_out("page", why, text)

    # -- paragraphs and tables ------------------------------------------------------------------------------------

    def _blocks(self, container: Element) -> Iterator[Element]:
        """The paragraphs and tables of a body, a cell, a note or a text box."""
        for child in container:
            if child.tag in (f"{W}p", f"{W}tbl"):
                yield child
            elif child.tag == f"{MC}AlternateContent":
                yield from self._blocks(_chosen(child))
            elif child.tag in _WRAPPERS:
                yield from self._blocks(child)
            elif child.tag in _DELETED:
                self._left("deleted in a tracked change", child)
            elif child.tag == f"{W}altChunk":
                self._writer.signal("embedded", "a document of another kind is embedded here, which is not read")

    def _write_paragraph(self, element: Element, where: _Where) -> None:
        paragraph = self._paragraph(element, where, bare_number=False)
        for line in paragraph.lines:
            self._writer.line(line)
        for box in paragraph.boxes:
            inside = self._in_box(paragraph.place)
            for block in self._blocks(box):
                if block.tag == f"{W}p":
                    self._write_paragraph(block, inside)
                else:
                    self._write_table(block, inside)

    def _paragraph(self, element: Element, where: _Where, *, bare_number: bool) -> _Paragraph:
        """Read a paragraph; `bare_number`: its number is printed even where nothing follows (序号 in a table)."""
        place = Place(
            paragraph=where.paragraph or self._nth.get(element),
            table=where.table,
            row=where.row,
            cell=where.cell,
            part=where.part,
        )
        paragraph = _Paragraph(place)
        self._runs(element, paragraph)
        printed = self._numbers.next(element.find(f"{W}pPr"))
        if printed and (bare_number or not paragraph.is_empty):
            paragraph.lines[0].insert(0, (printed, place))
        return paragraph

    def _write_table(self, table: Element, outer: _Where) -> None:
        self._tables += 1
        number = self._tables
        rows: list[list[Cell]] = []
        for n, row in enumerate(_inside(table, "tr")):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self._left("a row deleted in a tracked change", row)
                continue
            before = integer(value(properties, "gridBefore"), 0)
            cells = [Cell(columns=before)] if before else []
            for k, tc in enumerate(_inside(row, "tc")):
                where = _Where(number, n + 1, k + 1, outer.part, outer.paragraph)
                own = tc.find(f"{W}tcPr")
                cell = Cell(columns=integer(value(own, "gridSpan"), 1))
                if not _goes_on(own):
                    cell.lines = self._cell_lines(tc, where)
                elif text := _text(tc):
                    self._writer.leave_out("page", "inside a cell that is merged into the one above", text)
                cells.append(cell)
            rows.append(cells)
        if max((sum(bool(cell.lines) for cell in cells) for cells in rows), default=0) < 2:
            for line in (line for cells in rows for cell in cells for line in cell.lines):  # a frame, not a table
                self._writer.line(line)
        else:
            self._writer.table(rows)

    def _cell_lines(self, container: Element, where: _Where) -> list[list[Piece]]:
        """The lines of a cell; those of a table inside it are lines of it too."""
        lines: list[list[Piece]] = []
        for block in self._blocks(container):
            if block.tag == f"{W}tbl":
                for row in _inside(block, "tr"):
                    for tc in _inside(row, "tc"):
                        lines += self._cell_lines(tc, where)
                continue
            paragraph = self._paragraph(block, where, bare_number=True)
            lines += [line for line in paragraph.lines if any(text.strip() for text, _ in line)]
            for box in paragraph.boxes:
                lines += self._cell_lines(box, self._in_box(paragraph.place))
        return lines

    def _in_box(self, at: Place) -> _Where:
        """Where the text of the next text box stands: it hangs on a paragraph."""
        self._boxes += 1
        return _Where(at.table, at.row, at.cell, f"text box {self._boxes}", at.paragraph)

    def _write_notes(self, kind: str) -> None:
        """The notes in the order of their marks, a line each: [1] 规模以上企业指…"""
        marked = [ident for noted, ident in self._notes if noted == kind]
        root = self._part(f"{kind}s") if marked else None
        notes = {} if root is None else {note.get(f"{W}id"): note for note in root.iter(W + kind)}
        for n, ident in enumerate(dict.fromkeys(marked), 1):
            if ident not in notes:
                continue
            where = _Where(part=f"{kind} {n}")
            text = [piece for line in self._cell_lines(notes[ident], where) for piece in line]
            if text:
                first = (text[0][0].lstrip(), text[0][1])
                self._writer.line([(f"[{n}] ", Place(part=where.part)), first, *text[1:]])

    # -- text -----------------------------------------------------------------------------------------------------

    def _runs(self, container: Element, paragraph: _Paragraph) -> None:
        for child in container:
            if child.tag == f"{W}r":
                self._run(child, paragraph)
            elif child.tag in _WRAPPERS:
                self._runs(child, paragraph)
            elif child.tag in _DELETED:
                self._left("deleted in a tracked change", child)
            elif child.tag == f"{MC}AlternateContent":
                self._runs(_chosen(child), paragraph)
            elif child.tag.startswith(M):
                paragraph.add("".join(t.text or "" for t in child.iter(f"{M}t")))

    def _run(self, run: Element, paragraph: _Paragraph) -> None:
        properties = run.find(f"{W}rPr")
        if is_on(properties, "vanish"):
            self._left("hidden text", run)
            return
        if value(properties, "vertAlign") == "superscript" and (text := _text(run)):
            printed = raised(text, paragraph.before)
            if printed is None:
                self._writer.leave_out("page", "the mark of a note", text)
            else:
                paragraph.add(printed)
            self._notes += [(_NOTES[mark.tag], mark.get(f"{W}id") or "") for mark in run if mark.tag in _NOTES]
            return
        self._content(run, paragraph)

    def _content(self, run: Element, paragraph: _Paragraph) -> None:
        for child in run:
            if child.tag == f"{W}t":
                paragraph.add((child.text or "").replace("\n", " "))
            elif child.tag in _SIGNS:
                paragraph.add(_SIGNS[child.tag])
            elif child.tag in _NOTES:
                kind = _NOTES[child.tag]
                self._notes.append((kind, child.get(f"{W}id") or ""))
            elif child.tag == f"{W}sym":
                paragraph.add(_sign(child.get(f"{W}char") or ""))
            elif child.tag == f"{W}ruby":
                for base in child.iter(f"{W}rubyBase"):
                    self._runs(base, paragraph)
            elif child.tag == f"{MC}AlternateContent":
                self._content(_chosen(child), paragraph)
            elif child.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                paragraph.boxes += _boxes(child)

    def _left(self, why: str, element: Element) -> None:
        self._writer.leave_out("page", why, _text(element))


def _text(element: Element) -> str:
    """All text inside an element, deleted text too."""
    return "".join(t.text or "" for t in element.iter(f"{W}t", f"{W}delText"))


def _body_paragraphs(body: Element) -> Iterator[Element]:
    """The paragraphs of the body as Word counts them: without those of text boxes, and of the fallback of a choice."""
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}p":
            yield element
        if element.tag in (f"{W}txbxContent", f"{MC}Fallback"):
            continue
        waiting.extend(reversed(element))


def _chosen(alternatives: Element) -> Element:
    """What Word shows of mc:AlternateContent: the first choice; the fallback says the same for older programs."""
    choice = alternatives.find(f"{MC}Choice")
    fallback = alternatives.find(f"{MC}Fallback")
    chosen = choice if choice is not None else fallback
    return alternatives.makeelement("nothing") if chosen is None else chosen


def _boxes(drawing: Element) -> list[Element]:
    """The text boxes of a drawing, without those inside them and without the fallback of a choice."""
    found: list[Element] = []
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{W}txbxContent":
            found.append(element)
        elif element.tag == f"{MC}AlternateContent":
            waiting.append(_chosen(element))
        else:
            waiting.extend(reversed(element))
    return found


def _sign(code: str) -> str:
    """A sign of a font of pictures, which the file gives as the place in the font: a box stands for one that is no character."""
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return "□"
    return sign if sign.isprintable() and not "\ue000" <= sign <= "\uf8ff" else "□"


def _inside(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, content controls looked into."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, name)


def _goes_on(properties: Element | None) -> bool:
    """Whether a cell continues the one above (vMerge) or the one before it (hMerge)."""
    for name in ("vMerge", "hMerge"):
        merged = None if properties is None else properties.find(W + name)
        if merged is not None and merged.get(f"{W}val") in (None, "continue"):
            return True
    return False
