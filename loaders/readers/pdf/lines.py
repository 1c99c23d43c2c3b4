"""Runs -> lines, and the text of a line with its spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.anchors import Place
from loaders.readers.pdf.glyphs import Page, Run

_SPACE = 0.14  # em: a wider gap between two Latin characters is a space
_WIDE = 0.9  # em: a wider gap between Chinese characters parts two things on one line: 签发人, a date, a cell


@dataclass(slots=True)
class Line:
    """What stands side by side, in printed order. `zone` is the text column of its page: 0, or 1, 2 from the left."""

    page: Page
    runs: list[Run]
    top: float
    bottom: float
    em: float
    zone: int = 0

    @property
    def left(self) -> float:
        return self.runs[0].left

    @property
    def right(self) -> float:
        return max(run.right for run in self.runs)

    @property
    def middle(self) -> float:
        return max(self.runs, key=lambda run: run.em).middle

    @property
    def text(self) -> str:
        return text_of(self.runs, self.em)

    @property
    def place(self) -> Place:
        return Place(page=self.page.number, box=self.page.box(self.left, self.top, self.right, self.bottom))

    def segments(self, white: float = _WIDE) -> list[list[Run]]:
        """The runs, parted where a gap is so wide (in em) that it may part two cells."""
        parts: list[list[Run]] = []
        right = 0.0
        for run in self.runs:
            if parts and run.left - right < white * self.em:
                parts[-1].append(run)
                right = max(right, run.right)
            else:
                parts.append([run])
                right = run.right
        return parts


def line_of(page: Page, runs: list[Run], zone: int = 0) -> Line:
    """The line that some runs side by side make."""
    runs.sort(key=lambda run: run.left)
    kept = runs[:1]
    for run in runs[1:]:
        last = kept[-1]
        if run.text == last.text and run.left - last.left < 0.2 * run.em:
            continue  # printed twice, to look bold
        kept.append(run)
    return Line(page, kept, min(r.top for r in kept), max(r.bottom for r in kept), _em(kept), zone)


def _em(runs: list[Run]) -> float:
    """The size of print that most of a line has."""
    if len(runs) == 1:
        return runs[0].em
    sizes: dict[float, int] = {}
    for run in runs:
        sizes[run.em] = sizes.get(run.em, 0) + len(run.text)
    return max(sizes, key=lambda em: (sizes[em], em))


def lines_of(page: Page, runs: Iterable[Run], zone: int = 0) -> list[Line]:
    """Lines from the top down; what overlaps in height stands on one line."""
    groups: list[
        tuple[Run, list[Run]]
    ] = []  # the tallest run says where a line stands: a raised digit does not move it
    for run in sorted(runs, key=lambda run: (run.middle, run.left)):
        for n in range(len(groups) - 1, max(len(groups) - 4, -1), -1):
            tallest, group = groups[n]
            common = min(tallest.bottom, run.bottom) - max(tallest.top, run.top)
            if common > 0.55 * min(tallest.bottom - tallest.top, run.bottom - run.top):
                group.append(run)
                if run.em > tallest.em:
                    groups[n] = (run, group)
                break
        else:
            groups.append((run, [run]))
    groups.sort(key=lambda group: group[0].middle)
    return [line_of(page, group, zone) for _, group in groups]


def text_of(runs: Iterable[Run], em: float) -> str:
    """The characters of runs on one line, with a space where print shows one that parts words or things."""
    out: list[str] = []
    right = 0.0
    before = ""
    for run in runs:
        if before:
            gap = run.left - right
            latin = before.isascii() and run.text[0].isascii()
            if gap > _WIDE * em or (latin and gap > _SPACE * em) or (run.spaced and gap > 0):
                out.append(" ")
        text = run.text
        if any(map(str.isascii, text)):
            last = text[0]
            out.append(last)
            for n in range(1, len(text)):
                letter = text[n]
                if letter.isascii() and last.isascii() and run.lefts[n] - run.rights[n - 1] > _SPACE * em:
                    out.append(" ")
                out.append(letter)
                last = letter
        else:
            out.append(text)
        right = max(right, run.right)
        before = text[-1]
    return "".join(out)


def first_word(text: str) -> float:
    """How much room, in em, the first word of a text takes: a Latin word is not broken, a closing mark starts no line."""
    word = re.match(r"[!-~À-ɏ]+|.[，。；：、！？）》”〕】]*", text)
    return min(sum(0.5 if letter < "ɐ" else 1.0 for letter in word[0]) if word else 1.0, 14.0)


def seam(before: str, after: Line) -> str:
    """What stands between two lines that are one paragraph: EPC / mode has a space; 示 / 范, 20 / 24, BI / M and a@b.co / m have none,
    but where the file itself prints one."""
    text = after.text
    if not before or not text:
        return ""
    a, b = before[-1], text[0]
    if not (a.isascii() and b.isascii()):
        return " " if after.runs[0].spaced else ""
    if (a.isdigit() and b.isdigit()) or (a.isupper() and b.isupper()) or re.search(r"[@/][!-~]*$", before[-60:]):
        return ""
    return " " if (a.isalnum() and b.isalnum()) or (a in ",;:.?!)" and b.isalpha()) else ""
