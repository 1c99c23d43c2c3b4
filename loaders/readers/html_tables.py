"""Tables of a page: which hold data, which hold the labelled metadata of a portal, and which only lay the page out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from loaders.finders.head.labels import is_label
from loaders.readers.html_tree import BLOCKS, Element, Shown, text_of

Kind = Literal["data", "labels", "layout"]

_LONGEST_LABEL = 12
_MANY_ROWS = 65_534  # what browsers take rowspan=0 for, "to the end"


def own_rows(table: Element) -> Iterator[list[Element]]:
    """The rows of a table as lists of cells, without those of tables inside it."""
    for child in table:
        rows = child if child.tag in ("thead", "tbody", "tfoot") else [child]
        for row in rows:
            if row.tag == "tr":
                yield [cell for cell in row if cell.tag in ("td", "th")]


def span(cell: Element, name: Literal["colspan", "rowspan"]) -> int:
    """How many columns or rows a cell spans."""
    m = re.match(r"\s*(\d{1,9})", cell.get(name) or "1")
    value = int(m[1]) if m else 1
    return value or (_MANY_ROWS if name == "rowspan" else 1)


def kind_of(table: Element, shown: Shown) -> Kind:
    """What a table is for.

    Labels: 索引号 | 014… | 发文机关 | 国务院: cells in which a known label stands before its value, in two rows or twice in one.
    Layout: one column, tables in its cells, or a cell that holds several paragraphs of the document.
    """
    if (table.get("role") or "") in ("presentation", "none"):
        return "layout"
    rows = [[cell for cell in row if shown.of(cell).chars] for row in own_rows(table)]
    rows = [row for row in rows if row]
    if _holds_labels(rows, shown):
        return "labels"
    cells = [cell for row in rows for cell in row]
    widest = max(map(len, rows), default=0)
    if widest < 2 or any(shown.of(cell).tables for cell in cells):
        return "layout"
    if len(rows) == 1 and any(shown.of(cell).han > 40 for cell in cells):
        return "layout"
    most = max(shown.of(cell).prose for cell in cells)
    if 2 * most > sum(shown.of(cell).prose for cell in cells) and any(_paragraphs(cell, shown) >= 3 for cell in cells):
        # beside the document: a column of links, a margin
        return "layout"
    return "data"


def names_value(text: str) -> bool:
    """Whether a cell of a metadata table is a label: a known one, or any short text before a colon."""
    return is_label(text) or (2 < len(text) <= _LONGEST_LABEL and text.endswith(("：", ":")))


def _holds_labels(rows: list[list[Element]], shown: Shown) -> bool:
    labelled = 0
    for row in rows:
        names = [shown.of(cell).chars <= _LONGEST_LABEL and is_label(text_of(cell)) for cell in row]
        if any(a and b for a, b in pairwise(names)):
            return False  # 序号 | 名称 | 日期: the head of a table
        labelled += sum(names[:-1])
    return labelled >= 2


def _paragraphs(cell: Element, shown: Shown) -> int:
    """How many paragraphs of prose a cell holds."""
    return sum(
        1
        for element in cell.iter()
        if element.tag in BLOCKS
        and shown.of(element).prose >= 30
        and not any(child.tag in BLOCKS and shown.of(child).prose for child in element)
    )
