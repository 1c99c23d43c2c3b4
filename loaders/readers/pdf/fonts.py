"""The font that stands in for Chinese fonts which a PDF names and does not hold: in it every character is a box.

pdfium takes such fonts from the machine. Where the machine has none, its characters have no height, and pdfium then takes a line
that is printed again further down for the same line printed twice, and drops it. With this font a file reads the same everywhere,
and no font of the machine is opened. Widths come from the file. `python -m tools.box_font` makes the font.
"""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

_BOX = Path(__file__).with_name("box.ttf")
_NAME = b"Box\0"
_CHARSETS = (
    pdfium.FXFONT_SHIFTJIS_CHARSET,
    pdfium.FXFONT_HANGEUL_CHARSET,
    pdfium.FXFONT_GB2312_CHARSET,
    pdfium.FXFONT_CHINESEBIG5_CHARSET,
)
_HANDLE = 1


def stand_in() -> Any:
    """Have pdfium take the boxes for East Asian fonts, and its own fonts for all others. Keep what this returns while pdfium works."""
    font = _BOX.read_bytes()
    types = dict(pdfium.FPDF_SYSFONTINFO._fields_)

    def map_font(_: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any) -> int | None:
        return _HANDLE if charset in _CHARSETS else None

    def data(_: Any, handle: Any, table: int, buffer: Any, size: int) -> int:
        return 0 if table else _give(font, buffer, size)

    def name(_: Any, handle: Any, buffer: Any, size: int) -> int:
        return _give(_NAME, buffer, size)

    fonts = pdfium.FPDF_SYSFONTINFO(
        version=2,
        Release=types["Release"](lambda _: None),
        MapFont=types["MapFont"](map_font),
        GetFontData=types["GetFontData"](data),
        GetFaceName=types["GetFaceName"](name),
        GetFontCharset=types["GetFontCharset"](lambda _, handle: pdfium.FXFONT_GB2312_CHARSET),
        DeleteFont=types["DeleteFont"](lambda _, handle: None),
    )
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(fonts))
    return fonts


def _give(what: bytes, buffer: Any, size: int) -> int:
    """Fill a buffer that is large enough; answers the size that is needed (pdfium asks for it first)."""
    if buffer and size >= len(what):
        ctypes.memmove(buffer, what, len(what))
    return len(what)
