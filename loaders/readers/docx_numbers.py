"""The numbers that Word prints before paragraphs. The file holds them as a list and a level (ECMA-376 part 1, 17.9).

A paragraph, or its style, names a list (`w:num`), which is an instance of a definition (`w:abstractNum`) of nine levels. All lists of
one definition count on together, but for the levels that a list starts anew (`startOverride`). A level starts again when a level
above it has printed a number (Word's reading of `lvlRestart`: [MS-OI29500] 2.1.320).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from loaders.readers.docx_xml import Element, W, integer, is_on, value
from loaders.readers.list_numbers import list_number

_LEVELS = 9


@dataclass(slots=True)
class _Level:
    start: int
    form: str
    text: str
    behind: str  # between the number and the text
    restart: int | None  # the level (from 1) that starts it again; 0: none does
    legal: bool  # all numbers in it are printed in Arabic digits


@dataclass(slots=True)
class _List:
    definition: str
    levels: dict[int, _Level]
    overrides: dict[int, int]  # level -> the number that the list starts it with


@dataclass(slots=True)
class _Style:
    based_on: str | None
    list_id: str | None
    level: int | None


@dataclass(slots=True)
class Numbers:
    """Counts through a document; ask for the number of each paragraph once, in printed order."""

    _lists: dict[str, _List] = field(default_factory=dict)
    _styles: dict[str, _Style] = field(default_factory=dict)
    _default_style: str | None = None
    _of_style: dict[tuple[str, str], int] = field(default_factory=dict)  # (definition, style) -> level
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)  # definition -> level -> last number
    _started: set[tuple[str, int]] = field(default_factory=set)  # (list, level) whose override was used

    @classmethod
    def of(cls, numbering: Element | None, styles: Element | None) -> Numbers:
        """The numbers of a document from its numbering and its styles, either of which may be absent."""
        made = cls()
        for style in () if styles is None else styles.iter(f"{W}style"):
            if (style.get(f"{W}type") or "paragraph") not in ("paragraph", "numbering"):
                continue
            ident = style.get(f"{W}styleId") or ""
            level = value(style, "pPr/numPr/ilvl")
            made._styles[ident] = _Style(
                value(style, "basedOn"), value(style, "pPr/numPr/numId"), None if level is None else integer(level, 0)
            )
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                made._default_style = ident
        if numbering is not None:
            made._read_lists(numbering)
        return made

    def next(self, properties: Element | None) -> str:
        """The number of the next paragraph with what stands behind it, "" for none; `properties` is its w:pPr."""
        found = self._list_of(properties)
        if found is None:
            return ""
        list_id, depth = found
        listed = self._lists[list_id]
        level = listed.levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(listed.definition, {})
        if depth in listed.overrides and (list_id, depth) not in self._started:
            self._started.add((list_id, depth))
            counts[depth] = listed.overrides[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for below in range(depth + 1, _LEVELS):
            restart = listed.levels[below].restart if below in listed.levels else None
            if restart is None or depth < restart:
                counts.pop(below, None)
        if level.form == "bullet":
            return ""
        printed = re.sub(r"%([1-9])", lambda m: self._number(listed, int(m[1]) - 1, counts, level.legal), level.text)
        return printed + level.behind if printed.strip() else ""

    def _number(self, listed: _List, depth: int, counts: dict[int, int], legal: bool) -> str:
        level = listed.levels.get(depth)
        if level is None:
            return ""
        number = counts.get(depth, level.start)
        return list_number(number, "decimal" if legal else level.form) or ""

    def _list_of(self, properties: Element | None) -> tuple[str, int] | None:
        """(list, level) of a paragraph: its own, else that of its style or of one that the style is based on."""
        list_id = value(properties, "numPr/numId")
        depth = value(properties, "numPr/ilvl")
        style = value(properties, "pStyle") or self._default_style
        own_level = None if depth is None else integer(depth, 0)
        seen: set[str] = set()
        numbered = style
        while list_id is None and numbered in self._styles and numbered not in seen:
            seen.add(numbered)
            list_id = self._styles[numbered].list_id
            own_level = own_level if own_level is not None else self._styles[numbered].level
            if list_id is None:
                numbered = self._styles[numbered].based_on
        if list_id is None or list_id not in self._lists:  # numId 0 takes the number of the style away
            return None
        if own_level is None:
            own_level = self._of_style.get((self._lists[list_id].definition, numbered or ""), 0)
        return list_id, min(max(own_level, 0), _LEVELS - 1)

    def _read_lists(self, numbering: Element) -> None:
        definitions = {a.get(f"{W}abstractNumId"): a for a in numbering.iter(f"{W}abstractNum")}
        definition_of = {n.get(f"{W}numId"): value(n, "abstractNumId") for n in numbering.iter(f"{W}num")}

        def followed(ident: str | None) -> str | None:
            """The definition itself where one only names a style of lists (numStyleLink)."""
            definition = definitions.get(ident)
            style = self._styles.get(value(definition, "numStyleLink") or "")
            linked = definition_of.get(style.list_id) if style and style.list_id else None
            return linked if linked in definitions else ident

        for listed in numbering.iter(f"{W}num"):
            ident = followed(value(listed, "abstractNumId"))
            if ident is None or ident not in definitions:
                continue
            levels = {integer(x.get(f"{W}ilvl"), 0): x for x in definitions[ident].iterfind(f"{W}lvl")}
            for depth, level in levels.items():
                if style := value(level, "pStyle"):
                    self._of_style[ident, style] = depth
            overrides = {}
            for override in listed.iterfind(f"{W}lvlOverride"):
                depth = integer(override.get(f"{W}ilvl"), 0)
                if (level := override.find(f"{W}lvl")) is not None:
                    levels[depth] = level
                if (start := value(override, "startOverride")) is not None:
                    overrides[depth] = integer(start, 1)
            read = {depth: _level(level) for depth, level in levels.items()}
            self._lists[listed.get(f"{W}numId") or ""] = _List(ident, read, overrides)


def _level(level: Element) -> _Level:
    restart = value(level, "lvlRestart")
    # Word writes forms that only later versions know inside mc:AlternateContent; the fallback inside it is plain
    forms = [form.get(f"{W}val") for form in level.iter(f"{W}numFmt")]
    return _Level(
        start=integer(value(level, "start"), 0 if value(level, "start") is None else 1),
        form=forms[-1] if forms and forms[-1] else "decimal",
        text=value(level, "lvlText") or "",
        behind="" if value(level, "suff") == "nothing" else " ",
        restart=None if restart is None else integer(restart, 0),
        legal=is_on(level, "isLgl"),
    )
