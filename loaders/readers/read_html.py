"""Saved web pages: the document that the page carries, without the site around it.

The page is parsed (lxml), what a browser does not show is left out, then the page is walked once: `html_main.py` says which
elements and lines are of the document, `html_tables.py` which tables hold data, and everything else goes to `ignored`.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from loaders.anchors import Place
from loaders.errors import ReadError
from loaders.finders.head.labels import is_label
from loaders.readers.encodings import SHARE, decode, everyday_share
from loaders.readers.html_main import (
    Main,
    find_main,
    is_furniture,
    is_head_line,
    is_policy_title,
    is_sentence,
    page_titles,
    site_part,
    squeeze,
)
from loaders.readers.html_tables import kind_of, names_value, own_rows, span
from loaders.readers.html_tree import BLOCKS, Element, Paths, Shown, prints_nothing, text_of
from loaders.readers.list_numbers import list_number
from loaders.readers.raised import raised
from loaders.readers.writer import Cell, Piece, Writer
from loaders.source import Content
from loaders.text.outline import marker

_DEEPEST = 2000  # elements in one another; the parser stops in silence at 2,048
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.I)
# What browsers take a page's label for (https://encoding.spec.whatwg.org/#names-and-labels)
_SAME = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "utf-8": "utf-8", "utf8": "utf-8", "hz-gb-2312": "hz"}  # fmt: skip


def read_html(data: bytes, name: str) -> Content:
    """Read a saved web page. Raises ReadError where it cannot be decoded, is nested too deep or prints no text."""
    text, encoding, broken = _decode(data, name)
    root = _parse(text)
    writer = Writer()
    if broken:
        writer.signal(
            "encoding", f"{broken} characters of the page are broken in its encoding ({encoding}); they read \ufffd"
        )
    if root is not None:
        shown = Shown(root, _DEEPEST)
        if shown.too_deep:
            raise ReadError(
                f"{name}: its elements lie more than {_DEEPEST:,} deep in one another; save the page again from a browser"
            )
        _Page(root, shown, writer).write()
    content = writer.content(encoding)
    if not content.text.strip():
        raise ReadError(f"{name}: the page prints no text; save the page that shows the document")
    return content


def _decode(data: bytes, name: str) -> tuple[str, str, int]:
    """(text, encoding, broken characters) of a page: by its byte order mark, else by what it says of itself where that holds, else by
    the evidence of its bytes; where neither holds, by what it says if next to nothing is broken."""
    said = _CHARSET.search(data, 0, 4096) or _XML_ENCODING.match(data)
    encoding = _SAME.get(said[1].decode("ascii").lower()) if said else None
    if encoding and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(encoding), encoding, 0
    try:
        return *decode(data, name), 0
    except ReadError:
        text = data.decode(encoding, "replace") if encoding else ""
        broken = text.count("\ufffd")
        if not text or 1000 * broken > len(text) or everyday_share(text) < SHARE:
            raise
        return text, str(encoding), broken


def _parse(text: str) -> Element | None:
    # libxml2 ends a text at a NUL, and does not know that browsers take </br> for <br>
    text = re.sub(r"</br\s*>", "<br>", text.replace("\0", "\ufffd"), flags=re.I)
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    parser.feed(text.removeprefix("\ufeff"))
    try:
        return parser.close()
    except etree.XMLSyntaxError:  # no element and no text at all
        return None


@dataclass(slots=True)
class _Line:
    """A line as the page shows it, and the block element that it stands in."""

    block: Element
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)


class _Page:
    """Walks a page once and writes what is of the document."""

    def __init__(self, root: Element, shown: Shown, writer: Writer) -> None:
        self._root, self._shown, self._writer = root, shown, writer
        self._paths = Paths(root)
        self._places: dict[Element, Place] = {}
        self._main: Main = find_main(root, shown)
        self._where = "above"  # above the main part, in it, below it
        self._left: list[tuple[str, str]] = []  # (why, text) of neighbours that are not written
        self._numbers: dict[Element, Iterator[str | None]] = {}  # of the items of each list

    def write(self) -> None:
        body = next(self._root.iter("body"), self._root)
        if self._main.element is body:
            self._where = "in"
        titles = [title for title in page_titles(self._root) if is_policy_title(title)]
        if titles and squeeze(titles[0]) not in squeeze(text_of(body)):
            # a page that shows its title as a picture, or not at all
            self._writer.line([(titles[0], Place(path="head"))])
        self._walk(body, self._line, inside_table=False)
        self._flush_left()

    # -- walking --------------------------------------------------------------------------------------------------

    def _walk(self, top: Element, emit: Callable[[_Line], None], *, inside_table: bool) -> None:
        """Walk what is inside an element and emit its lines."""
        line = _Line(top)

        def end_line(block: Element) -> None:
            nonlocal line
            if line.text.strip():
                emit(line)
            line = _Line(block)

        def add(text: str | None, spaces: bool) -> None:
            if text:
                kept = text if spaces else re.sub(r"[ \t\r\n\f]+", " ", text)
                if kept[0] == " " and (not line.pieces or line.pieces[-1][0].endswith(" ")):
                    kept = kept[1:]
                for n, part in enumerate(kept.split("\n")):
                    if n:
                        end_line(line.block)
                    if part:
                        line.pieces.append((part, self._place(line.block)))

        stack: list[tuple[Element, Iterator[Element], bool]] = [(top, iter(top), _keeps_spaces(top))]
        add(top.text, _keeps_spaces(top))
        while stack:
            element, children, spaces = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if not stack:
                    break
                if element.tag in BLOCKS and not (element.tag == "dt" and is_label(line.text)):
                    end_line(_block(element.getparent()))
                if element is self._main.element:
                    self._where = "below"
                add(element.tail, stack[-1][2])
                continue
            if child.tag in BLOCKS and not (child.tag == "dd" and is_label(line.text)):
                end_line(child)
            elif child.tag == "dd":
                line.pieces.append(("" if line.text.rstrip().endswith(("：", ":")) else "：", None))
                line.block = child
            if child is self._main.element:
                self._where = "in"
            if child.tag == "br":
                end_line(line.block)
            elif child.tag in ("sup", "sub") or _leads_to_note(child):
                self._raised(child, line)
            elif not self._is_left_out(child, inside_table) and not self._is_table(child, inside_table):
                if child.tag == "li" and (number := self._number(child)):
                    line.pieces.append((number, self._place(child)))
                stack.append((child, iter(child), spaces or _keeps_spaces(child)))
                add(child.text, stack[-1][2])
                continue
            if child.tag in BLOCKS:
                end_line(_block(element))
            if child is self._main.element:
                self._where = "below"
            add(child.tail, spaces)
        end_line(top)

    def _place(self, block: Element) -> Place:
        if block not in self._places:
            self._places[block] = Place(path=self._paths.of(block))
        return self._places[block]

    def _is_left_out(self, element: Element, inside_table: bool) -> bool:
        if prints_nothing(element):
            return True
        if element in self._shown.hidden:
            self._leave("not shown by a browser", text_of(element))
            return True
        why = None if inside_table else site_part(element, self._main, self._shown, inside=self._where == "in")
        if why:
            self._leave(why, text_of(element))
        return bool(why)

    # -- lines ----------------------------------------------------------------------------------------------------

    def _line(self, line: _Line) -> None:
        text = line.text.strip()
        if is_furniture(text):
            self._leave("a line of the site", text)
        elif (
            self._where == "in"
            or is_sentence(text)
            or (self._where == "above" and is_head_line(text, line.block.tag, self._main))
        ):
            self._flush_left()
            self._writer.line(_trimmed(line.pieces))
        else:
            self._leave(f"{self._where} the document", text)

    def _leave(self, why: str, text: str) -> None:
        if text.strip():
            self._left.append((why, text))

    def _flush_left(self) -> None:
        """Hand over what was left out since the last line, neighbours with one reason together."""
        while self._left:
            why = self._left[0][0]
            count = next((n for n, (other, _) in enumerate(self._left) if other != why), len(self._left))
            self._writer.leave_out("site", why, " | ".join(text for _, text in self._left[:count]))
            del self._left[:count]

    def _raised(self, element: Element, line: _Line) -> None:
        text = text_of(element)
        printed = text if element.tag == "sub" else raised(text, line.text)
        if printed is None:
            self._leave("the mark of a note", text)
        elif printed:
            line.pieces.append((printed, self._place(line.block)))

    # -- lists and tables -----------------------------------------------------------------------------------------

    def _number(self, item: Element) -> str | None:
        listed = item.getparent()
        if listed.tag != "ol":
            return None
        if listed not in self._numbers:
            self._numbers[listed] = _item_numbers(listed)
        return next(self._numbers[listed], None)

    def _is_table(self, element: Element, inside_table: bool) -> bool:
        """Write a table of data or labels; False for anything else, which is walked."""
        if element.tag != "table" or inside_table:
            return False
        kind = kind_of(element, self._shown)
        if kind == "labels":
            for pieces in self._labelled(element):
                self._flush_left()
                self._writer.line(pieces)
        elif kind == "data":
            for caption in element.iter("caption"):
                self._walk(caption, self._line, inside_table=True)
            self._flush_left()
            self._writer.table([[self._cell(cell) for cell in row] for row in own_rows(element)])
        return kind != "layout"

    def _cell(self, cell: Element) -> Cell:
        lines: list[_Line] = []
        self._walk(cell, lines.append, inside_table=True)
        return Cell([_trimmed(line.pieces) for line in lines], span(cell, "colspan"), span(cell, "rowspan"))

    def _labelled(self, table: Element) -> Iterator[list[Piece]]:
        """The metadata of a portal, a label with its value a line: 发文机关： | 国务院 -> 发文机关：国务院."""
        for row in own_rows(table):
            waiting: list[Piece] = []
            for cell in row:
                lines: list[_Line] = []
                self._walk(cell, lines.append, inside_table=True)
                values = [pieces for line in lines if (pieces := _trimmed(line.pieces))]
                text = "".join(text for text, _ in values[0]) if len(values) == 1 else ""
                if names_value(text):
                    if waiting:
                        yield waiting
                    waiting = values[0] if text.endswith(("：", ":", "】")) else [*values[0], ("：", None)]
                elif values:
                    yield [*waiting, *values[0]]
                    yield from values[1:]
                    waiting = []
            if waiting:
                yield waiting


def _leads_to_note(element: Element) -> bool:
    """Whether a link leads to a note of the page or back from it, as Word saves them: <a href="#_ftn1">[1]</a>."""
    return element.tag == "a" and bool(_NOTE_LINK.match(element.get("href") or ""))


_NOTE_LINK = re.compile(r"#_?(?:ftn|edn|fn|footnote|endnote|note)(?:ref)?[\W_]*\d", re.I)


def _block(element: Element) -> Element:
    """The block element that an element stands in, itself if it is one."""
    while element.tag not in BLOCKS and element.getparent() is not None:
        element = element.getparent()
    return element


def _keeps_spaces(element: Element) -> bool:
    """Whether the element shows the spaces and line breaks of its source."""
    return element.tag == "pre" or bool(_PRE.search(element.get("style") or ""))


_PRE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the spaces before the first and behind the last (&nbsp; and full-width ones indent a paragraph)."""
    kept = [piece for piece in pieces if piece[0]]
    while kept and not kept[0][0].strip():
        del kept[0]
    while kept and not kept[-1][0].strip():
        del kept[-1]
    if kept:
        kept[0] = (kept[0][0].lstrip(), kept[0][1])
        kept[-1] = (kept[-1][0].rstrip(), kept[-1][1])
    return kept


# How CSS calls the numbers of a list, and the mark that it prints behind them
_STYLES = {
    "decimal": ("decimal", ". "),
    "decimal-leading-zero": ("decimalZero", ". "),
    "cjk-ideographic": ("chineseCounting", "、"),
    "trad-chinese-informal": ("chineseCounting", "、"),
    "simp-chinese-informal": ("chineseCounting", "、"),
    "cjk-decimal": ("ideographDigital", "、"),
    "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
    "lower-alpha": ("lowerLetter", ". "),
    "lower-latin": ("lowerLetter", ". "),
    "upper-alpha": ("upperLetter", ". "),
    "upper-latin": ("upperLetter", ". "),
    "lower-roman": ("lowerRoman", ". "),
    "upper-roman": ("upperRoman", ". "),
}
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.I)


def _item_numbers(listed: Element) -> Iterator[str | None]:
    """What a browser prints before each item of an ordered list.

    Nothing where the items print numbers of their own: such a page hides the browser's by its style sheet.
    """
    items = [item for item in listed if item.tag == "li"]
    own = sum(1 for item in items if marker(text_of(item, 20).translate(_WIDTH)))
    styled = _LIST_STYLE.search(listed.get("style") or "")
    names = styled[1].lower().split() if styled else [_TYPES.get(listed.get("type") or "1", "decimal")]
    if 2 * own >= len(items) or "none" in names:
        return
    form, mark = next((_STYLES[name] for name in names if name in _STYLES), _STYLES["decimal"])
    down = "reversed" in listed.attrib
    value = _integer(listed.get("start"), len(items) if down else 1)
    for item in items:
        value = _integer(item.get("value"), value)
        yield f"{list_number(value, form)}{mark}"
        value += -1 if down else 1


_WIDTH = str.maketrans("．()０１２３４５６７８９", ".（）0123456789")


def _integer(text: str | None, otherwise: int) -> int:
    m = re.fullmatch(r"\s*(-?\d{1,9})\s*", text or "")
    return int(m[1]) if m else otherwise
