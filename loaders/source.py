"""What a reader makes of a file: its text, where in the file the text stands, and what it left out.

Every reader follows one convention for the text, so that the same document reads the same from any kind of file:
- one paragraph a line, headings as they stand; where the file breaks a line inside a paragraph on purpose, the text has a
  line break there too
- a number that the program of the reader's screen makes (Word's numbering, an html `ol`) is printed as it is shown
- a table is one line a row with its cells parted by TAB, every row with as many cells as the table has columns; a line break
  inside a cell is one space; a cell that spans columns is followed by empty ones; a cell merged downwards prints in its
  first row and is empty below; a blank line stands before and behind the table
- a table that only lays out a page is no table: its cells are paragraphs
- the mark of a note is left out of the sentence; the note stands on a line of its own behind the text: [1] 规模以上企业指…
- page furniture (site navigation, page headers and numbers) is no text: it goes to `ignored`
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loaders.anchors import Anchor
from loaders.facts import Signal

Kind = Literal["txt", "html", "docx", "pdf"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a reader gives: `text`, the `encoding` it was decoded with ("" where the format knows its own), `anchors` sorted by start,
    what it left out on purpose (`ignored`, each with its text and the empty span where it would stand), and what it could not read (`signals`)."""

    text: str
    encoding: str = ""
    anchors: tuple[Anchor, ...] = ()
    ignored: tuple[Signal, ...] = ()
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Content):
    """One file as read; `sha256` (hex) and `size` (bytes) are of the file itself. `corrections` are a person's, as the TOML that lies
    beside the file; None where nobody corrected its reading."""

    name: str
    kind: Kind
    sha256: str
    size: int
    corrections: str | None = None
