"""Step 1, read: the bytes of a file -> its text, and where in the file the text stands.

Offsets everywhere count code points of this text. The file's ending picks the reader, a module a kind: `read_txt.py` and its
neighbours; `source.py` says what they give.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

from loaders import corrections
from loaders.errors import ReadError, UnknownKind
from loaders.readers.read_docx import read_docx
from loaders.readers.read_html import read_html
from loaders.readers.read_pdf import read_pdf
from loaders.readers.read_txt import read_txt
from loaders.source import Content, Kind, Source

DEFAULT_MAX_BYTES = 32 * 1024 * 1024

# ending -> kind, and kind -> reader: (bytes, name of the file for messages) -> Content; it raises ReadError
ENDINGS: dict[str, Kind] = {
    ".txt": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
READERS: dict[Kind, Callable[[bytes, str], Content]] = {
    "txt": read_txt,
    "html": read_html,
    "docx": read_docx,
    "pdf": read_pdf,
}

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# First bytes of files that are often given a wrong ending (https://en.wikipedia.org/wiki/List_of_file_signatures), what they are,
# and the kind that reads them
_SIGNATURES: tuple[tuple[bytes, str, Kind | None], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image", None),
    (b"\xff\xd8\xff", "a JPEG image", None),
    (b"GIF8", "a GIF image", None),
    (b"BM", "a BMP image", None),
    (b"II*\x00", "a TIFF image", None),
    (b"%PDF-", "a PDF", "pdf"),
    (b"PK\x03\x04", "a zip file (docx, xlsx or an archive)", "docx"),
    (_OLE, "an old Office file (doc, wps, xls)", None),
    (b"\x1f\x8b", "a gzip file", None),
    (b"Rar!", "a rar archive", None),
)
_SAVE = {_OLE: "save it as docx in Word or WPS", b"": "save it as text (UTF-8) first"}
# What to make of a file of a kind that is not read
_SAVE_AS = {
    **dict.fromkeys([".doc", ".wps", ".rtf", ".odt", ".dot", ".docm"], "save it as docx in Word or WPS"),
    **dict.fromkeys([".ofd", ".xps", ".caj", ".ppt", ".pptx", ".xls", ".xlsx", ".et"], "save or print it as PDF"),
    **dict.fromkeys([".mht", ".mhtml", ".maff", ".url"], "save the page as html"),
    **dict.fromkeys([".rar", ".7z", ".tar", ".gz"], "pack it as zip, or unpack it"),
    **dict.fromkeys(
        [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif"], "a picture holds no text: give the document"
    ),
}
# The stream that holds a docx with a password ([MS-OFFCRYPTO] 2.3.4.4)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CALLED: dict[Kind, str] = {"txt": "text", "html": "html", "docx": "docx", "pdf": "PDF"}


def read(path: Path, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Source:
    """Read one file, and a person's corrections beside it.

    Raises ReadError, CorrectionsError with one line that says what is wrong with the file and what to do.
    """
    _kind(path.name, str(path))
    source = read_bytes(bytes_of(path, max_bytes), path.name, max_bytes=max_bytes)
    return replace(source, corrections=corrections.read_beside(path))


def bytes_of(path: Path, most: int) -> bytes:
    """The bytes of a file, at most `most` + 1 of them. Raises ReadError."""
    try:
        if path.is_dir():
            raise ReadError(f"{path}: is a folder; name a file")
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise ReadError(f"{path}: there is no such file; check the name") from None
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror or error}); check its permissions") from None


def too_large(most: int) -> str:
    """What is said of a file that is larger than `most` bytes."""
    return f"larger than the limit of {most:,} bytes; split it or raise POLICYGRAPH_MAX_BYTES"


def read_bytes(data: bytes, name: str, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Source:
    """Read a file that is in memory already (an upload); `name` picks the reader and stands in messages."""
    kind = _kind(name, name)
    if len(data) > max_bytes:
        raise ReadError(f"{name}: {too_large(max_bytes)}")
    if not data.strip():
        raise ReadError(f"{name}: the file is empty; nothing to load")
    for signature, what, readable in _SIGNATURES:
        if data.startswith(signature) and kind != readable:
            if signature == _OLE and _ENCRYPTED in data:
                raise ReadError(f"{name}: has a password; save it without one")
            advice = f"give it the ending .{readable}" if readable in READERS else _SAVE.get(signature, _SAVE[b""])
            raise ReadError(f"{name}: is {what}, not {_CALLED[kind]}; {advice}")
    content = READERS[kind](data, name)
    own = {field.name: getattr(content, field.name) for field in fields(Content)}
    return Source(**own, name=name, kind=kind, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def _kind(name: str, called: str) -> Kind:
    """The kind of file that the ending of a name says."""
    ending = Path(name).suffix.lower()
    if ending == ".zip":
        raise UnknownKind(
            f"{called}: a zip folder holds several files; load it with `policygraph load`, or give one of them"
        )
    if ending not in ENDINGS:
        advice = _SAVE_AS.get(ending) or f"give one of: {', '.join(sorted(ENDINGS))}"
        raise UnknownKind(f"{called}: the ending {ending or '(none)'} is not read; {advice}")
    return ENDINGS[ending]
