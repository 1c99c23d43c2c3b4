"""Plain text: bytes -> text, with line ends as they are in the file. Offsets count code points; a byte order mark is no part of it."""

from __future__ import annotations

import codecs
import re

from loaders.errors import ReadError
from loaders.source import Content

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

_HAN = re.compile(r"[\u4e00-\u9fff]")
# GB 2312 level 1 holds the 3,755 characters of everyday text; wrongly decoded bytes fall outside of it.
_EVERYDAY = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]")


def read_txt(data: bytes, name: str) -> Content:
    """Decode plain text in UTF-8, UTF-16 or GB18030; say which.

    Nothing is guessed: a decoder must accept every byte, and bytes without Chinese everyday characters are refused.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return Content(text=data.decode(encoding), encoding=encoding)
            except UnicodeDecodeError as error:
                raise ReadError(
                    f"{name}: says it is {encoding} but byte {error.start} is not; save it again as UTF-8"
                ) from None
    if b"\x00" not in data:
        for encoding in ("utf-8", "gb18030"):
            try:
                text = _decode(data, encoding)
            except UnicodeDecodeError:
                continue
            if encoding == "utf-8" or _is_everyday_chinese(text):
                return Content(text=text, encoding=encoding)
    else:
        for encoding in ("utf-16-le", "utf-16-be"):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if _is_everyday_chinese(text):
                return Content(text=text, encoding=encoding)
        raise ReadError(f"{name}: holds binary data, not text; save it as text (UTF-8) first")
    raise ReadError(f"{name}: the encoding is not known (tried UTF-8, UTF-16, GB18030); save it as UTF-8")


def _decode(data: bytes, encoding: str) -> str:
    """Decode every byte; a file that was cut inside its last character is read up to there (the cut becomes a signal)."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end < len(data) or error.reason not in ("unexpected end of data", "incomplete multibyte sequence"):
            raise
        return data[: error.start].decode(encoding)


def _is_everyday_chinese(text: str) -> bool:
    """Whether most Chinese characters of the text are everyday ones, as they are not in wrongly decoded bytes."""
    han = _HAN.findall(text[:20_000])
    if not han:
        return False
    everyday = _EVERYDAY.findall("".join(han).encode("gb2312", "ignore"))
    return len(everyday) > 0.7 * len(han)
