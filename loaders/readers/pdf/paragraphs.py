"""Lines -> paragraphs: which line goes on with the one before it, over columns and pages.

Told by what print shows: whether the line before is full (the next word had no room on it), where the next line starts (first lines
are indented, or hang out to the left), the distance between the lines, the size of their print, and item numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.readers.pdf.lines import Line, first_word
from loaders.text.lines import MARKER

_SENTENCE = tuple("。！？")
_GOES_ON = tuple("、，,（(《“〔第和与及或")
_NOT_FIRST = tuple("，。；：、！？）》”〕】,.;:!?)%")
_OPENS = re.compile(rf"(?:{MARKER.pattern})|附件|附表|抄送|【")
_PAIRS = ("（）", "()", "《》", "“”", "〔〕", "【】")


@dataclass(frozen=True, slots=True)
class Measure:
    """The left and right edge of a column of text, in points."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Style:
    """How a document sets its paragraphs: the edges of each column, the distance from line to line in em, whether first lines are
    indented, whether paragraphs stand further apart than lines, and the size of print in points."""

    measures: dict[tuple[int, int], Measure]
    whole: dict[int, Measure]
    pitch: float
    indented: bool
    spaced: bool
    em: float

    def measure(self, line: Line) -> Measure:
        """The edges of the column that a line stands in."""
        return self.measures.get((line.page.number, line.zone)) or self.whole[line.zone]


def style_of(lines: Sequence[Line]) -> Style:
    """The style that most lines of a document follow; needs at least one line."""
    zones = {line.zone for line in lines}
    whole = {zone: _measure([line for line in lines if line.zone == zone]) for zone in zones}
    measures = {}
    for key in {(line.page.number, line.zone) for line in lines}:
        own = [line for line in lines if (line.page.number, line.zone) == key]
        of_page, of_all = _measure(own), whole[key[1]]
        em = own[0].em
        # pages whose margins are mirrored, or turned pages, have edges of their own; a page of headings only has not
        if len(own) >= 8 and (
            abs((of_page.right - of_page.left) - (of_all.right - of_all.left)) < em
            or abs(own[0].page.width - lines[0].page.width) > em
        ):
            measures[key] = of_page
    em = Counter(round(2 * line.em) / 2 for line in lines).most_common(1)[0][0]
    style = Style(measures, whole, 0.0, False, False, em)
    steps = Counter[int]()
    indents = Counter[int]()  # in half em: first lines are indented alike
    flush = 0
    for before, line in pairwise(lines):
        measure = style.measure(line)
        indent = (line.left - measure.left) / line.em
        if 1.4 <= indent <= 4.5 and measure.right - line.right < 2 * line.em:
            indents[round(2 * indent)] += 1
        elif indent < 0.8:
            flush += 1
        if before.page is line.page and before.zone == line.zone and line.middle > before.middle:
            steps[round(20 * (line.middle - before.middle) / line.em)] += 1
    pitch = steps.most_common(1)[0][0] / 20 if steps else 1.5
    wider = sum(count for step, count in steps.items() if 1.15 * pitch < step / 20 < 2.5 * pitch)
    return Style(
        measures,
        whole,
        pitch,
        indented=(alike := max(indents.values(), default=0)) >= 2 and alike >= 0.025 * (alike + flush),
        spaced=wider >= 0.06 * steps.total(),
        em=em,
    )


def _measure(lines: Sequence[Line]) -> Measure:
    """The edges that most long lines keep."""
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    long = [line for line in lines if line.right - line.left > 0.6 * (right - left)] or list(lines)
    often = max(2, round(0.05 * len(long)))
    starts = Counter(round(line.left / 2) for line in long)
    near = [at for at, count in sorted(starts.items()) if count + starts[at + 1] >= often]
    if near:
        left = min(line.left for line in long if abs(round(line.left / 2) - near[0]) <= 1)
    ends = sorted(line.right for line in long)
    if len(ends) >= 4:
        right = ends[round(0.9 * (len(ends) - 1))]
    if lines[0].zone == 0 and sum(1 for end in ends if abs(right - end) < 0.3 * lines[0].em) < 2:
        # too few lines to show the margin: it is as wide as the left one
        right = max(right, lines[0].page.width - left)
    return Measure(left, right)


def paragraphs(lines: Iterable[Line], style: Style) -> list[list[Line]]:
    """Group the lines that are one paragraph."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, style):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues(group: list[Line], line: Line, style: Style) -> bool:
    last, first = group[-1], group[0]
    em = max(last.em, line.em)
    if min(last.em, line.em) < 0.88 * em:
        return False
    here, there = style.measure(line), style.measure(last)
    text, before = line.text, last.text
    if _centred(line, here) and (_centred(last, there) or (last.em > 1.1 * style.em and _even(last, there))):
        # lines of a title: broken where the next word had no room, or on purpose
        room = (there.right - there.left) - (last.right - last.left)
        return room < (first_word(text) + 0.2) * em
    if not _full(last, there, text):
        return False
    same = last.page is line.page and last.zone == line.zone
    if same and line.middle - last.middle > (1.35 * style.pitch + 0.1) * em:
        return False
    if before.endswith(_SENTENCE) and _OPENS.match(text):
        return False
    start = line.left - here.left
    opened = first.left - style.measure(first).left
    if len(group) > 1:
        left = group[1].left - style.measure(group[1]).left
        if abs(start - left) > 0.8 * em:
            return False
        if style.indented and left < 0.8 * em:
            return True
    elif start < opened - 1.2 * em:
        # a first line that is indented, and its second line at the edge
        return start < 0.8 * em
    elif start > opened + 0.5 * em:
        # a number that hangs out: 1. 建设… / with the text below the text
        return bool(MARKER.match(first.text)) and not _OPENS.match(text)
    elif style.indented and start > 1.2 * em:
        return False
    # nothing but the words can tell
    if before.endswith(_GOES_ON) or text.startswith(_NOT_FIRST) or _is_open("".join(part.text for part in group)):
        return True
    if before.endswith(_SENTENCE) and not (style.indented or style.spaced):
        return False  # a break at the end of a sentence does less harm than two paragraphs in one
    return not (_OPENS.match(text) or (before.endswith("：") and len(group) == 1))


def _full(line: Line, measure: Measure, following: str) -> bool:
    """Whether the first word of the next line had no room at the end of a line."""
    return measure.right - line.right < (first_word(following) + 0.6) * line.em


def _centred(line: Line, measure: Measure) -> bool:
    return line.left - measure.left > 0.8 * line.em and _even(line, measure)


def _even(line: Line, measure: Measure) -> bool:
    """Whether a line leaves as much white on its left as on its right."""
    return abs((line.left - measure.left) - (measure.right - line.right)) < 1.2 * line.em


def _is_open(text: str) -> bool:
    """Whether a bracket or quotation is still open at the end of a text."""
    tail = text[-160:]
    return any(tail.rfind(pair[0]) > tail.rfind(pair[1]) for pair in _PAIRS)
