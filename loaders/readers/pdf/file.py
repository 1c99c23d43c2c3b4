"""The bytes of a PDF -> its pages, with what is wrong with a file that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium

from loaders.facts import Signal
from loaders.readers.pdf.document import content_of
from loaders.readers.pdf.fonts import stand_in
from loaders.readers.pdf.glyphs import Page, TooMuch, read_page
from loaders.source import Content

MOST_PAGES = 3_000
MOST_CHARACTERS = 4_000_000  # in all; a long policy document has 100,000
_SCANNED = 0.5  # share of a page that pictures cover where it has no text of its own
_FEW = 40  # characters: a head, a page number, a stamp on a scan
_OCR = "make its text readable with OCR first (ocrmypdf -l chi_sim)"
_WRONG = {
    pdfium.FPDF_ERR_PASSWORD: "is locked with a password; save it without one first",
    pdfium.FPDF_ERR_SECURITY: "is encrypted in a way that is not read; save it without encryption first",
}

_fonts: Any = None  # those that pdfium asks for; None before it is started


class UnreadablePdf(Exception):
    """A PDF that cannot be read: what is wrong with it and what to do, without its name."""


def read_file(data: bytes) -> Content:
    """The text of a PDF with the places of its lines. Raises UnreadablePdf."""
    global _fonts
    if _fonts is None:
        pdfium.FPDF_InitLibrary()
        _fonts = stand_in()
    if b"%PDF-" not in data[:1024]:
        raise UnreadablePdf("is no PDF; give it the ending of what it is, or save it as PDF again")
    # pdfium reads from these bytes as long as the document is open
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        why = _WRONG.get(
            pdfium.FPDF_GetLastError(), "is damaged or cut off; download it again, or print it as a new PDF"
        )
        raise UnreadablePdf(why)
    try:
        pages, failed = _pages(document)
    finally:
        pdfium.FPDF_CloseDocument(document)
    scans = _judge(pages, failed)
    content = content_of(page for page in pages if page.number not in scans)
    signals = [*_file_signals(data, failed, scans), *content.signals]
    return replace(content, signals=tuple(signals))


def _pages(document: Any) -> tuple[list[Page], list[int]]:
    """All pages, and the numbers of those that cannot be opened."""
    count = pdfium.FPDF_GetPageCount(document)
    if count == 0:
        raise UnreadablePdf("has no page that can be read: it is damaged or cut off; download it again")
    if count > MOST_PAGES:
        raise UnreadablePdf(f"has {count:,} pages, more than the {MOST_PAGES:,} that are read; split it")
    pages: list[Page] = []
    failed: list[int] = []
    characters = 0
    for n in range(count):
        page = pdfium.FPDF_LoadPage(document, n)
        if not page:
            failed.append(n + 1)
            continue
        try:
            read = read_page(page, n + 1)
        except TooMuch as error:
            raise UnreadablePdf(f"page {n + 1} is no page of print: {error}; print it as a new PDF") from None
        finally:
            pdfium.FPDF_ClosePage(page)
        characters += _count(read)
        if characters > MOST_CHARACTERS:
            raise UnreadablePdf(f"prints more than {MOST_CHARACTERS:,} characters up to page {n + 1}; split it")
        pages.append(read)
    return pages, failed


def _count(page: Page) -> int:
    return sum(len(run.text) for run in page.runs) + sum(len(run.text) for run in page.turned)


def _judge(pages: Sequence[Page], failed: Sequence[int]) -> set[int]:
    """The numbers of the pages that are scans; raises UnreadablePdf where no page has text that can be read."""
    scans = {page.number for page in pages if page.pictured >= _SCANNED and _count(page) <= _FEW}
    printed = sum(_count(page) for page in pages if page.number not in scans)
    if not printed:
        if scans:
            raise UnreadablePdf(
                f"{_named(sorted(scans))} {'are' if len(scans) > 1 else 'is'} a scan without text; {_OCR}"
            )
        if failed:
            raise UnreadablePdf(f"{_named(failed)} cannot be opened: the file is damaged; download it again")
        raise UnreadablePdf(f"prints no text on its {len(pages)} page{'s' * (len(pages) > 1)}; {_OCR}")
    unmapped = sum(page.unmapped for page in pages)
    if unmapped > 0.3 * printed:
        raise UnreadablePdf(
            f"does not say which characters its fonts print ({unmapped:,} of {printed:,} are unknown); {_OCR}"
        )
    return scans


def _file_signals(data: bytes, failed: Sequence[int], scans: set[int]) -> list[Signal]:
    signals = []
    if scans:
        what = f"{_named(sorted(scans))} {'are' if len(scans) > 1 else 'is'} a scan without text and not read; {_OCR}"
        signals.append(Signal(kind="scan", span=(0, 0), why=what))
    if failed:
        what = (
            f"{_named(failed)} cannot be opened and {'are' if len(failed) > 1 else 'is'} not read; the file is damaged"
        )
        signals.append(Signal(kind="page", span=(0, 0), why=what))
    if b"%%EOF" not in data[-2048:]:
        what = "the file ends before its end mark (%%EOF); it was probably cut off, and pages may be missing"
        signals.append(Signal(kind="cut", span=(0, 0), why=what))
    return signals


def _named(pages: Sequence[int]) -> str:
    """page 3; pages 1 to 4 and 7."""
    spans: list[tuple[int, int]] = []
    for page in pages:
        if spans and page == spans[-1][1] + 1:
            spans[-1] = spans[-1][0], page
        else:
            spans.append((page, page))
    parts = [f"{a}" if a == b else f"{a} to {b}" for a, b in spans]
    if len(parts) > 8:
        parts = [*parts[:7], f"{len(parts) - 7} more stretches"]
    text = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"page{'s' * (len(pages) > 1)} {text}"
