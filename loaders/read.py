"""Step 1, read: the bytes of a file -> its text, decoded, with line ends as they are in the file.

Offsets everywhere count code points of this text (a byte order mark is not part of it). A reader is chosen by the
file's suffix; html, docx and pdf come in beside `txt` as functions of their own in `READERS`.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import ReadError

DEFAULT_MAX_BYTES = 32 * 1024 * 1024

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# First bytes of files that are often renamed to .txt (https://en.wikipedia.org/wiki/List_of_file_signatures).
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"II*\x00", "a TIFF image"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip file (docx, xlsx or an archive)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (doc, xls)"),
    (b"\x1f\x8b", "a gzip file"),
    (b"Rar!", "a rar archive"),
)

_HAN = re.compile(r"[\u4e00-\u9fff]")
# GB 2312 level 1 holds the 3,755 characters of everyday text; wrongly decoded bytes fall outside of it.
_EVERYDAY = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]")


@dataclass(frozen=True, slots=True)
class Source:
    """One file as read: `text` decoded with `encoding`, `sha256` (hex) and `size` (bytes) of the file itself."""

    name: str
    text: str
    encoding: str
    sha256: str
    size: int


def read(path: Path, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Source:
    """Read one file.

    Raises ReadError with one line that says what is wrong with the file and what to do.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise ReadError(f"{path}: the ending {path.suffix or '(none)'} is not read; give one of: {known}")
    try:
        if path.is_dir():
            raise ReadError(f"{path}: is a folder; name a file")
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise ReadError(f"{path}: there is no such file; check the name") from None
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error}); check its permissions") from None
    return read_bytes(data, path.name, max_bytes=max_bytes)


def read_bytes(data: bytes, name: str, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Source:
    """Read a file that is in memory already (an upload); `name` picks the reader and stands in messages."""
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise ReadError(f"{name}: the ending {Path(name).suffix or '(none)'} is not read; give one of: {known}")
    if len(data) > max_bytes:
        raise ReadError(
            f"{name}: larger than the limit of {max_bytes:,} bytes; split it or raise POLICYGRAPH_MAX_BYTES"
        )
    if not data.strip():
        raise ReadError(f"{name}: the file is empty; nothing to load")
    text, encoding = reader(data, name)
    return Source(name, text, encoding, hashlib.sha256(data).hexdigest(), len(data))


def read_txt(data: bytes, name: str) -> tuple[str, str]:
    """Decode plain text in UTF-8, UTF-16 or GB18030; returns (text, encoding).

    Nothing is guessed: a decoder must accept every byte, and bytes without Chinese everyday characters are refused.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"{name}: is {kind}, not text; save it as text (UTF-8) first")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
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
                return text, encoding
    else:
        for encoding in ("utf-16-le", "utf-16-be"):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if _is_everyday_chinese(text):
                return text, encoding
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


READERS: dict[str, Callable[[bytes, str], tuple[str, str]]] = {".txt": read_txt}
