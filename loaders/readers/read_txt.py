"""Plain text: bytes -> text, with line ends as they are in the file; a byte order mark is no part of it."""

from __future__ import annotations

from loaders.readers.encodings import decode
from loaders.source import Content


def read_txt(data: bytes, name: str) -> Content:
    """Decode plain text in UTF-8, UTF-16, GB18030 or Big5. Raises ReadError where the bytes do not say which."""
    text, encoding = decode(data, name)
    return Content(text=text, encoding=encoding)
