"""PDF pages as pdfium gives them: runs of characters with boxes, ruled lines, pictures.

All coordinates are points in the frame of the page's text: `u` runs along its lines, `v` from line to line, from a corner of the
page. That frame is the page as shown, or the page turned so that its text stands upright; `Page.box` leads back to the page as shown.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from loaders.anchors import Box

MOST_CHARACTERS = 200_000  # a page; a full page of small print has some 4,000
_MOST_OBJECTS = 60_000  # a page
_MOST_SEGMENTS = 4_000  # a path
_DEEPEST_FORM = 6
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_THIN = 4.0  # points: a path no thicker than this is a line
_SHORT = 5.0  # points: a line no longer than this parts nothing
SLANTED = -1
UNKNOWN = "\ufffd"
_PRIVATE_FIRST, _PRIVATE_LAST = 0xE000, 0xF8FF
# How far Chinese and Latin characters reach above and below their base line, in em
_ASCENT, _DESCENT = 0.88, 0.22


class TooMuch(Exception):
    """A page holds more than any page of print does."""


@dataclass(slots=True)
class Run:
    """Characters side by side on one line. `lefts` and `rights` are theirs, `base` is the line that they stand on, `em` their size,
    `spaced` whether the file prints a space before them."""

    text: str
    lefts: list[float]
    rights: list[float]
    base: float
    em: float
    frame: int
    spaced: bool = False

    @property
    def left(self) -> float:
        return self.lefts[0]

    @property
    def right(self) -> float:
        return self.rights[-1]

    @property
    def top(self) -> float:
        return self.base - _ASCENT * self.em

    @property
    def bottom(self) -> float:
        return self.base + _DESCENT * self.em

    @property
    def middle(self) -> float:
        """Half-way up a Chinese character."""
        return self.base - 0.38 * self.em

    def piece(self, start: int, end: int) -> Run:
        """The characters [start, end) as a run of their own."""
        spaced = self.spaced and start == 0
        return Run(
            self.text[start:end], self.lefts[start:end], self.rights[start:end], self.base, self.em, self.frame, spaced
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: across at v = `at` from u = `start` to `end`, or down at u = `at`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """One page in the frame of its text. `pictured` is the share of the page that pictures cover, `unmapped` counts the glyphs of
    which the file does not say what characters they are, `turned` are runs that stand in another direction than the text, `outside`
    those that stand beyond the edges of the page."""

    number: int
    frame: int
    shown: int  # the frame that the page is shown in
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    turned: list[Run] = field(default_factory=list)
    outside: list[Run] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    pictured: float = 0.0
    unmapped: int = 0

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """A box of the text's frame in points of the page as shown, origin top left."""
        turns = (self.frame - self.shown) % 4
        w, h = self.width, self.height
        if turns == 1:
            left, top, right, bottom = top, w - right, bottom, w - left
        elif turns == 2:
            left, top, right, bottom = w - right, h - bottom, w - left, h - top
        elif turns == 3:
            left, top, right, bottom = h - bottom, left, h - top, right
        return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The visible part of a page in the file's own coordinates (origin bottom left)."""

    left: float
    bottom: float
    right: float
    top: float

    def into(self, frame: int, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the file -> (u0, v0, u1, v1) in a frame: 0 upright, 1 text that runs upwards, 2 head down, 3 downwards."""
        if frame == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if frame == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if frame == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def size(self, frame: int) -> tuple[float, float]:
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if frame % 2 else (wide, high)


def read_page(page: Any, number: int) -> Page:
    """Everything that an open pdfium page prints. Raises TooMuch."""
    area = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(area))
    sheet = _Sheet(area.left, area.bottom, area.right, area.top)
    shown = pdfium.FPDFPage_GetRotation(page) % 4
    runs, unmapped = _runs(page, sheet)
    counts = Counter[int]()
    for run in runs:
        counts[run.frame] += len(run.text)
    counts.pop(SLANTED, None)
    frame = max(counts, key=lambda f: (counts[f], f == shown), default=shown)
    width, height = sheet.size(frame)
    read = Page(number, frame, shown, width, height, unmapped=unmapped)
    for run in runs:
        placed = run if run.frame == frame else _seen_from(frame, run, sheet)
        if not (-placed.em < placed.left < width and -placed.em < placed.base < height + placed.em):
            read.outside.append(placed)
        else:
            (read.runs if run.frame == frame else read.turned).append(placed)
    _add_objects(page, read, sheet)
    return read


def _runs(page: Any, sheet: _Sheet) -> tuple[list[Run], int]:
    """The characters of a page, those that follow each other on a line joined."""
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return [], 0
    try:
        return _runs_of(text, sheet)
    finally:
        pdfium.FPDFText_ClosePage(text)


def _runs_of(text: Any, sheet: _Sheet) -> tuple[list[Run], int]:
    count = pdfium.FPDFText_CountChars(text)
    if count > MOST_CHARACTERS:
        raise TooMuch(f"it prints {count:,} characters")
    code_at, origin_at, loose_box = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetCharOrigin,
        pdfium.FPDFText_GetLooseCharBox,
    )
    # pdfium makes spaces of its own where it sees white
    no_mapping, is_made = pdfium.FPDFText_HasUnicodeMapError, pdfium.FPDFText_IsGenerated
    area, matrix, x, y = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    area_at, matrix_at, x_at, y_at = ctypes.byref(area), ctypes.byref(matrix), ctypes.byref(x), ctypes.byref(y)
    into = sheet.into
    runs: list[Run] = []
    run: Run | None = None
    letters: list[str] = []
    unmapped = 0
    spaced = False
    right = base = em = 0.0
    for n in range(count):
        code = code_at(text, n)
        if code in _BLANK:
            spaced = spaced or not is_made(text, n)
            continue
        origin_at(text, n, x_at, y_at)
        letter = chr(code)
        chinese = 0x3400 <= code <= 0x9FFF
        if not chinese:
            loose_box(text, n, area_at)
        if not (chinese or _PRIVATE_FIRST <= code <= _PRIVATE_LAST) and no_mapping(text, n):
            letter = UNKNOWN
            unmapped += 1
        if run is not None and run.frame != SLANTED:
            u, v, _, _ = into(run.frame, x.value, y.value, x.value, y.value)
            last = run.lefts[-1]
            if (
                not spaced
                and -0.15 * em < v - base < 0.15 * em
                and -0.75 * em < u - right < 0.8 * em
                and u > last - 0.1 * em
            ):
                if letter == letters[-1] and u - last < 0.15 * em:
                    continue  # printed twice, to look bold
                right = u + em if chinese else max(into(run.frame, area.left, area.bottom, area.right, area.top)[2], u)
                letters.append(letter)
                run.lefts.append(u)
                run.rights.append(right)
                continue
        if run is not None:
            run.text = "".join(letters)
        if chinese and no_mapping(text, n):
            letter = UNKNOWN
            unmapped += 1
        pdfium.FPDFText_GetMatrix(text, n, matrix_at)
        em = abs(pdfium.FPDFText_GetFontSize(text, n)) * math.hypot(matrix.c, matrix.d)
        frame = _frame(math.atan2(matrix.b, matrix.a))
        own = max(frame, 0)
        u, base, _, _ = into(own, x.value, y.value, x.value, y.value)
        right = u + em if chinese else max(into(own, area.left, area.bottom, area.right, area.top)[2], u)
        letters = [letter]
        run = Run("", [u], [right], base, em, frame, spaced)
        spaced = False
        runs.append(run)
    if run is not None:
        run.text = "".join(letters)
    return runs, unmapped


_BLANK = frozenset(
    map(
        ord,
        " \t\r\n\x0b\x0c\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u3000\ufeff\u200b\u00ad",
    )
) | {0xFFFE, 0xFFFF}


def _frame(angle: float) -> int:
    """The frame in which a character turned against the clock by an angle (radians) stands upright; SLANTED for none."""
    turns = angle / (math.pi / 2)
    nearest = round(turns)
    return SLANTED if abs(turns - nearest) > 0.06 else nearest % 4


def _seen_from(frame: int, run: Run, sheet: _Sheet) -> Run:
    """A run of another direction, as one box in the frame of the page's text."""
    left, top, right, bottom = run.left, run.top, run.right, run.bottom
    own = max(run.frame, 0)
    wide, high = sheet.size(own)
    # back to the file's coordinates, then into the frame
    if own == 0:
        area = (left, high - bottom, right, high - top)
    elif own == 1:
        area = (top, left, bottom, right)
    elif own == 2:
        area = (wide - right, top, wide - left, bottom)
    else:
        area = (high - bottom, wide - right, high - top, wide - left)
    x0, y0, x1, y1 = area
    u0, v0, u1, v1 = sheet.into(frame, x0 + sheet.left, y0 + sheet.bottom, x1 + sheet.left, y1 + sheet.bottom)
    count = len(run.text)
    return Run(run.text, [u0] * count, [u1] * count, (v0 + v1) / 2 + 0.38 * run.em, run.em, run.frame)


_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _add_objects(page: Any, read: Page, sheet: _Sheet) -> None:
    """Ruled lines and pictures, also those inside of forms."""
    budget = [_MOST_OBJECTS]
    pictures: list[Box] = []

    def visit(container: Any, count: int, get: Any, matrix: _Matrix, depth: int) -> None:
        for n in range(count):
            budget[0] -= 1
            if budget[0] < 0:
                raise TooMuch(f"it draws more than {_MOST_OBJECTS:,} objects")
            thing = get(container, n)
            kind = pdfium.FPDFPageObj_GetType(thing)
            if kind == _PATH:
                _add_path(thing, read, sheet, matrix)
            elif kind == _IMAGE:
                pictures.append(sheet.into(read.frame, *_turned(matrix, *_bounds(thing))))
            elif kind == _FORM and depth < _DEEPEST_FORM:
                inner = pdfium.FS_MATRIX()
                pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(inner))
                own = (inner.a, inner.b, inner.c, inner.d, inner.e, inner.f)
                visit(
                    thing,
                    pdfium.FPDFFormObj_CountObjects(thing),
                    pdfium.FPDFFormObj_GetObject,
                    _times(own, matrix),
                    depth + 1,
                )

    visit(page, pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, _SAME, 0)
    whole = max(read.width * read.height, 1.0)
    covered = 0.0
    for left, top, right, bottom in pictures:
        wide = min(right, read.width) - max(left, 0.0)
        high = min(bottom, read.height) - max(top, 0.0)
        covered += max(wide, 0.0) * max(high, 0.0) / whole
    read.pictured = min(covered, 1.0)


def _bounds(thing: Any) -> Box:
    numbers = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(thing, *numbers)
    left, bottom, right, top = (number.value for number in numbers)
    return left, bottom, right, top


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer
    return a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F


def _turned(matrix: _Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    if matrix is _SAME:
        return left, bottom, right, top
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def _add_path(thing: Any, read: Page, sheet: _Sheet, matrix: _Matrix) -> None:
    """The straight lines that a path draws: a thin path is one; of others the edges, where they are stroked or thin boxes."""
    left, bottom, right, top = _bounds(thing)
    if right - left <= _THIN or top - bottom <= _THIN:
        _add_line(read, sheet.into(read.frame, *_turned(matrix, left, bottom, right, top)))
        return
    count = pdfium.FPDFPath_CountSegments(thing)
    if count > _MOST_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(thing, ctypes.byref(fill), ctypes.byref(stroke))
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(own))
    whole = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    a, b, c, d, e, f = whole
    x, y = ctypes.c_float(), ctypes.c_float()
    parts: list[list[tuple[float, float]]] = []
    for n in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(thing, n)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([point])
        else:
            parts[-1].append(point)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            parts[-1].append((math.nan, math.nan))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(parts[-1]) > 2:
            parts[-1].append(parts[-1][0])
    for points in parts:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        if any(map(math.isnan, xs)):
            continue
        if max(xs) - min(xs) <= _THIN or max(ys) - min(ys) <= _THIN:
            _add_line(read, sheet.into(read.frame, min(xs), min(ys), max(xs), max(ys)))
        elif stroke.value:
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(x0 - x1) < 1 or abs(y0 - y1) < 1:
                    _add_line(read, sheet.into(read.frame, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _add_line(read: Page, area: Box) -> None:
    left, top, right, bottom = area
    if bottom - top <= right - left and right - left > _SHORT:
        read.across.append(Rule((top + bottom) / 2, left, right))
    elif right - left < bottom - top and bottom - top > _SHORT:
        read.down.append(Rule((left + right) / 2, top, bottom))
