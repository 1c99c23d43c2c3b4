"""The xml parts of a docx file (a zip), read with care: sizes are bounded, no entity is expanded, nothing is fetched."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import Any

from lxml import etree

from loaders.errors import ReadError

# A parsed element; lxml has no types of its own.
Element = Any

MOST_XML = 64 * 1024 * 1024  # bytes that one part may unpack to
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Files in the strict form of the standard name the same things otherwise (ISO/IEC 29500-1, transitional in part 4).
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
)


# What zipfile raises for files that are damaged: it seeks where they say
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    NotImplementedError,
    RuntimeError,
)


class Package:
    """The parts of a docx file; `document` is the path of its main part."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise ReadError(f"{name}: is a broken docx (no readable zip); open it in Word and save it again") from None
        self._names = set(self._zip.namelist())
        main = self.related("", "officeDocument")
        self.document = main[0] if main else "word/document.xml"
        if self.document not in self._names:
            raise ReadError(f"{name}: is a zip without a Word document; give the docx itself")

    def related(self, part: str, kind: str) -> list[str]:
        """The paths of the parts that a part refers to, of one kind (numbering, styles, footnotes, header)."""
        folder, file = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self._names:
            return []
        found = []
        for relation in self.xml(path).iter(_RELATION):
            if (relation.get("Type") or "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = relation.get("Target") or ""
                found.append(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        return [target for target in found if target in self._names]

    def xml(self, path: str) -> Element:
        """The root element of a part. Raises ReadError where it is broken, encrypted, too large or declares entities."""
        try:
            if self._zip.getinfo(path).flag_bits & 1:
                raise ReadError(f"{self._name}: has a password; save it without one")
            with self._zip.open(path) as file:
                data = file.read(MOST_XML + 1)
        except _BROKEN:
            raise ReadError(f"{self._name}: is a broken docx ({path}); open it in Word and save it again") from None
        if len(data) > MOST_XML:
            raise ReadError(f"{self._name}: {path} unpacks to more than {MOST_XML:,} bytes; split the document")
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise ReadError(
                f"{self._name}: is a broken docx ({path}: {str(error).splitlines()[0]}); open it in Word and save it again"
            ) from None
        if root.getroottree().docinfo.doctype:
            raise ReadError(f"{self._name}: {path} declares entities, which no Word file does; save it again in Word")
        return root


def value(element: Element | None, path: str, attribute: str = "val") -> str | None:
    """The w:val (or another w: attribute) of a child: value(pPr, "numPr/numId")."""
    if element is None:
        return None
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute)


def integer(text: str | None, otherwise: int) -> int:
    """A number as written in an attribute; `otherwise` where there is none."""
    try:
        return int(text or "")
    except ValueError:
        return otherwise


def is_on(element: Element | None, name: str) -> bool:
    """Whether a switch (w:vanish, w:isLgl) is set: there, and not val="0"."""
    found = None if element is None else element.find(W + name)
    return found is not None and (found.get(W + "val") or "true") not in ("0", "false", "off", "none")
