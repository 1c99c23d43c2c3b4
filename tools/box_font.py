"""Makes loaders/readers/pdf/box.ttf, in which every character is the same box: `python -m tools.box_font FILE`."""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

_EM = 1000
_TOP, _BOTTOM = 700, -100  # lower than any pitch of lines, so that the boxes of two lines never meet
_WIDE = 100  # narrower than any character: how wide one is, the file says


def box_font(file: Path) -> None:
    """Write the font. The same bytes at any time."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, _BOTTOM))
    for corner in ((0, _TOP), (_WIDE, _TOP), (_WIDE, _BOTTOM)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    names = [".notdef", "box"]
    font = FontBuilder(_EM, isTTF=True)
    font.updateHead(created=0, modified=0)
    font.font.recalcTimestamp = False
    font.setupGlyphOrder(names)
    font.setupCharacterMap({})
    font.setupGlyf(dict.fromkeys(names, box))
    font.setupHorizontalMetrics(dict.fromkeys(names, (_EM, 0)))
    font.setupHorizontalHeader(ascent=_TOP, descent=_BOTTOM)
    font.setupNameTable({"familyName": "Box", "styleName": "Regular", "psName": "Box"})
    font.setupOS2(sTypoAscender=_TOP, sTypoDescender=_BOTTOM)
    font.setupPost()
    every = CmapSubtable.newSubtable(13)  # many to one: one entry for all of Unicode
    every.platformID, every.platEncID, every.language = 3, 10, 0
    every.format, every.reserved, every.length, every.nGroups = 13, 0, 0, 1
    every.cmap = dict.fromkeys(range(0x20, 0x110000), "box")
    font.font["cmap"].tables = [every]
    font.save(file)


if __name__ == "__main__":
    box_font(Path(sys.argv[1]))
