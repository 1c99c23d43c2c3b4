"""Builds the text of a file with its anchors, by the convention of `source.py`: what the readers of html, docx and pdf share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders.anchors import Anchor, Place
from loaders.facts import Signal
from loaders.source import Content

# A stretch of text and where it stands in the file; None: where the stretch before it does.
Piece = tuple[str, Place | None]

# A page may say that every cell spans a million rows and columns: no more than this is believed.
_WIDEST_CELL = 60
_WIDEST_TABLE = 1000
_MOST_CELLS = 2_000_000  # up to which the rows are filled up with empty cells
_BREAKS = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_WHITE = re.compile(r"\s+")
_BLANK = re.compile(r"[\s\u200b\ufeff\u00ad]*")


@dataclass(slots=True)
class Cell:
    """A cell of a table: the lines that it prints, and how many columns and rows it spans."""

    lines: list[list[Piece]] = field(default_factory=list)
    columns: int = 1
    rows: int = 1


class Writer:
    """Collects lines and tables in the order of the file; `content` gives them as one text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._anchors: list[Anchor] = []
        self._ignored: list[Signal] = []
        self._signals: list[Signal] = []
        self._gap = False  # whether a blank line must stand before the next line

    def line(self, pieces: Iterable[Piece]) -> None:
        """A paragraph; line breaks inside it stay. Nothing is written for one that holds only spaces."""
        kept = [(_BREAKS.sub("\n", text), place) for text, place in pieces]
        if not _BLANK.fullmatch("".join(text for text, _ in kept)):
            self._write(kept)

    def table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """A table of cells as they stand in the file: what a spanning cell covers in the rows below has no cell there."""
        grid = [row for row in _grid(rows) if any(row)]
        if not grid:
            return
        self._gap = bool(self._parts)
        for row in grid:
            pieces: list[Piece] = []
            for n, cell in enumerate(row):
                if n:
                    pieces.append(("\t", None))
                pieces.extend(cell)
            self._write(pieces)
        self._gap = True

    def leave_out(self, kind: str, why: str, text: str) -> None:
        """Remember a text that stands here in the file and is no text of the document."""
        if text := _WHITE.sub(" ", text).strip():
            self._ignored.append(Signal(kind=kind, span=(self._length, self._length), why=why, text=text))

    def signal(self, kind: str, why: str, text: str | None = None) -> None:
        """Report something here in the file that could not be read."""
        self._signals.append(Signal(kind=kind, span=(self._length, self._length), why=why, text=text))

    def content(self, encoding: str = "") -> Content:
        """What was written."""
        return Content(
            text="".join(self._parts),
            encoding=encoding,
            anchors=tuple(self._anchors),
            ignored=tuple(self._ignored),
            signals=tuple(self._signals),
        )

    def _write(self, pieces: Iterable[Piece]) -> None:
        if self._gap:
            self._add("\n")
            self._gap = False
        for text, place in pieces:
            if text and place and not (self._anchors and self._anchors[-1].place == place):
                self._anchors.append(Anchor(self._length, place))
            self._add(text)
        self._add("\n")

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _grid(rows: Sequence[Sequence[Cell]]) -> list[list[list[Piece]]]:
    """The table with a place for every column in every row, empty where a cell spans it; columns without any text go.

    A page may give all cells of a column two columns to span, so that the second never prints anything.
    """
    grid: list[dict[int, list[Piece]]] = []
    covered: dict[int, int] = {}  # column -> rows that a cell above still covers
    for row in rows:
        line: dict[int, list[Piece]] = {}
        below = {column: left - 1 for column, left in covered.items() if left > 1}
        column = 0
        for cell in row:
            while column in covered:
                column += 1
            if pieces := _on_one_line(cell.lines):
                line[column] = pieces
            for _ in range(min(max(cell.columns, 1), _WIDEST_CELL) if column < _WIDEST_TABLE else 1):
                if cell.rows > 1 and column < _WIDEST_TABLE:
                    below[column] = cell.rows - 1
                column += 1
        grid.append(line)
        covered = below
    used = sorted({column for line in grid for column in line})
    if len(grid) * len(used) > _MOST_CELLS:
        return [[line[column] for column in sorted(line)] for line in grid]
    return [[line.get(column, []) for column in used] for line in grid]


def _on_one_line(lines: Iterable[Iterable[Piece]]) -> list[Piece]:
    """The lines of a cell as one, with a single space for every break, tab or run of spaces."""
    done: list[Piece] = []
    for line in lines:
        due = True  # a space before the next text
        for text, place in line:
            spaced = _WHITE.sub(" ", text)
            if words := spaced.strip():
                lead = " " if done and (due or spaced[0] == " ") else ""
                done.append((lead + words, place))
                due = spaced[-1] == " "
            else:
                due = due or bool(spaced)
    return done
