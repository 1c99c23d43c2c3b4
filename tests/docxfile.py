"""Word files for tests, written part by part so that each holds just what a test is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def part(root: str, inside: str, *, before: str = "") -> bytes:
    """An xml part: part("w:numbering", "<w:abstractNum…")."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{before}<{root} {_NAMESPACES}>{inside}</{root}>'.encode()


def docx(body: str, *, files: Mapping[str, bytes] = {}, **parts: str) -> bytes:
    """A docx of a body and other parts by name: docx("<w:p/>", numbering="…", footnotes="…"); `files` are stored as they are."""
    kinds = {"numbering": "w:numbering", "styles": "w:styles", "footnotes": "w:footnotes", "endnotes": "w:endnotes", "header": "w:hdr", "footer": "w:ftr", "comments": "w:comments"}  # fmt: skip
    stored = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": part("w:document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": _relations({kind: f"{kind}.xml" for kind in parts}),
        **{f"word/{kind}.xml": part(kinds[kind], inside) for kind, inside in parts.items()},
        **files,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in stored.items():
            packed.writestr(name, data)
    return out.getvalue()


def _relations(targets: Mapping[str, str]) -> bytes:
    inside = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'.encode()


def p(*runs: str, style: str = "", number: tuple[int, int] | None = None) -> str:
    """A paragraph of runs (plain text or xml); `number` is (list, level)."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(x if x.startswith('<') else r(x) for x in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tbl(*rows: list[str]) -> str:
    """A table of rows of cells: text, or xml of paragraphs, or a whole <w:tc>."""
    return f"<w:tbl>{''.join('<w:tr>' + ''.join(map(tc, row)) + '</w:tr>' for row in rows)}</w:tbl>"


def tc(inside: str, properties: str = "") -> str:
    """A cell; a whole <w:tc> stays as it is."""
    if inside.startswith("<w:tc>"):
        return inside
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside if inside.startswith('<') else p(inside)}</w:tc>"


def levels(*forms: tuple[str, str], extra: Mapping[int, str] = {}) -> str:
    """The levels of a list definition: ("chineseCounting", "%1、"), …; `extra` is xml for a level."""
    return "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra.get(n, "")}<w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(forms)
    )


def numbering(definition: str, *nums: str) -> str:
    """A numbering part of one definition; list 1 is an instance of it, `nums` are what the lists 2, 3, … say besides."""
    lists = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{inside}</w:num>' for n, inside in enumerate(("", *nums), 1)
    )
    return f'<w:abstractNum w:abstractNumId="0">{definition}</w:abstractNum>{lists}'
