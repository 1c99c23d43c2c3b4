"""What stands at the edges of pages and is no text of the document: running heads and feet, page numbers; and footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from loaders.readers.pdf.aligned import opens_table
from loaders.readers.pdf.glyphs import Page, Run
from loaders.readers.pdf.grids import Grid
from loaders.readers.pdf.lines import Line, line_of

# — 2 —, - 12 -, ·3·, 第 3 页 共 12 页, 3/12, Page 3 of 12, iv
_PAGE_NUMBER = re.compile(
    r"(?P<plain>\d{1,4}|[ivxl]{1,6})|[-—–－─―·•〇~～|]+\s?\d{1,4}\s?[-—–－─―·•〇~～|]+|第\s?\d{1,4}\s?页[,，/\s]*(?:[（(]?\s?共\s?\d{1,4}\s?页\s?[）)]?)?"
    r"|\d{1,4}\s?/\s?(?:共\s?)?\d{1,4}\s?页?|[Pp]age\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?"
)
_DEEP = 4  # lines at each edge of a page that may be running heads
_EDGE = 0.12  # of the page's height: the margin, where running heads stand, and page numbers that nothing else tells
_NOTE_MARK = r"[①-⑳⑴-⒇]|[\[［〔]?\d{1,2}[\]］〕]?|\*{1,3}|※"
_NOTE = re.compile(rf"({_NOTE_MARK})|注释?[：:]|注\d{{1,2}}")
_MARK = re.compile(_NOTE_MARK)


@dataclass(slots=True)
class Sheet:
    """A page being read: what of it is still to be placed, and what was taken out (kind, why, line)."""

    page: Page
    lines: list[Line]
    grids: list[Grid]
    out: list[tuple[str, str, Line]] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)

    def take(self, kind: str, why: str, line: Line) -> None:
        """Take a line out of the text."""
        self.lines.remove(line)
        self.out.append((kind, why, line))


def take_margins(sheets: list[Sheet]) -> None:
    """Take running heads, running feet and page numbers out of all pages.

    A line is one where it is the outermost of its page and prints a page number, or where the same words (but for numbers) stand
    at the same height in the margins of several pages. The outermost line goes first, then the next one is looked at.
    """
    for foot in (False, True):
        open_sheets = list(sheets)
        for _ in range(_DEEP):
            edge = [(sheet, line) for sheet in open_sheets if (line := _outermost(sheet, foot)) is not None]
            repeated = _repeated(edge, len(sheets), foot)
            counted = _counted(edge)
            open_sheets = []
            for sheet, line in edge:
                text = line.text
                number = _PAGE_NUMBER.fullmatch(text)
                if number and (
                    number["plain"] is None or (sheet.page.number, text) in counted or _lone_number(sheet, line, foot)
                ):
                    sheet.take("page_number", "the number of the page", line)
                elif id(line) in repeated:
                    where = "foot" if foot else "head"
                    sheet.take(
                        "page_edge",
                        f"a running {where}: it stands at the same place of {repeated[id(line)]} pages",
                        line,
                    )
                else:
                    continue
                open_sheets.append(sheet)


def _outermost(sheet: Sheet, foot: bool) -> Line | None:
    """The line at the edge of a page, where no table stands further out."""
    if not sheet.lines:
        return None
    line = sheet.lines[-1] if foot else sheet.lines[0]
    if any(grid.bottom > line.bottom if foot else grid.top < line.top for grid in sheet.grids):
        return None
    return line


def _repeated(edge: Iterable[tuple[Sheet, Line]], pages: int, foot: bool) -> dict[int, int]:
    """The lines (by id) whose words stand at the same height of other pages, and of how many."""
    places: dict[str, list[tuple[float, Line]]] = defaultdict(list)
    for sheet, line in edge:
        if (sheet.page.height - line.middle if foot else line.middle) > _EDGE * sheet.page.height:
            continue
        if not foot and opens_table(sheet.lines):
            continue  # the head of a table, printed again on each page
        height = sheet.page.height - line.middle if foot else line.middle
        places[re.sub(r"\d+", "#", line.text)].append((height, line))
    found: dict[int, int] = {}
    for same in places.values():
        level = [(height, line) for height, line in same if abs(height - median(h for h, _ in same)) < 3]
        if len(level) >= max(2, min(0.3 * pages, 8)):
            found.update({id(line): len(level) for _, line in level})
    return found


def _counted(edge: Iterable[tuple[Sheet, Line]]) -> set[tuple[int, str]]:
    """(page, text) of plain numbers at the edge that count on from page to page."""
    plain = [(sheet.page.number, line.text) for sheet, line in edge if line.text.isdecimal() and len(line.text) < 5]
    steps = Counter(int(text) - page for page, text in plain)
    return {(page, text) for page, text in plain if steps[int(text) - page] >= 2}


def _lone_number(sheet: Sheet, line: Line, foot: bool) -> bool:
    """Whether a number stands by itself at the very edge of a page, as that of the page does."""
    room = sheet.page.height - line.middle if foot else line.middle
    others = [other for other in sheet.lines if other is not line]
    return bool(
        room < _EDGE * sheet.page.height
        and line.text.isdecimal()
        and int(line.text) == sheet.page.number
        and (not others or min(abs(other.middle - line.middle) for other in others) > 1.5 * line.em)
    )


def take_notes(sheet: Sheet, em: float) -> None:
    """Move the footnotes of a page out of its text, and their marks out of its lines.

    Footnotes stand last on a page, in smaller print, the first with a mark; a short line above them or the same mark, raised, in
    the text of the page tells them from a table's small print.
    """
    first = len(sheet.lines)
    while first and sheet.lines[first - 1].em <= 0.9 * em:
        first -= 1
    while first < len(sheet.lines) and not _NOTE.match(sheet.lines[first].text):
        first += 1
    notes = sheet.lines[first:]
    if not notes or first == 0 or any(grid.bottom > notes[0].top for grid in sheet.grids):
        return
    above, below = sheet.lines[first - 1].bottom, notes[0].middle
    ruled = any(
        above - 2 < rule.at < below and rule.end - rule.start < 0.5 * sheet.page.width for rule in sheet.page.across
    )
    marks = {m[1] for note in notes if (m := _NOTE.match(note.text)) and m[1]}
    raised = [(n, run) for n, line in enumerate(sheet.lines[:first]) for run in line.runs if _is_mark(line, run, marks)]
    if not ruled and not raised:
        return
    sheet.notes = notes
    del sheet.lines[first:]
    for n, run in raised:
        line = sheet.lines[n]
        rest = [other for other in line.runs if other is not run]
        if rest:
            sheet.lines[n] = line_of(sheet.page, rest, line.zone)
            sheet.out.append(("note_mark", "the mark of a footnote", line_of(sheet.page, [run], line.zone)))


def _is_mark(line: Line, run: Run, marks: set[str]) -> bool:
    return bool(
        run.text in marks and _MARK.fullmatch(run.text) and run.em < 0.85 * line.em and run.middle < line.middle
    )
