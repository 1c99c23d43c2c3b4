"""Local bodies by the names that published lists give them: full and short forms, functions, reforms (`data/README.md`).

A body is known inside its jurisdiction by its name without the place in front (发展和改革委员会). Short forms lead to the full
one (发改委, 发展改革委), so that all of them are one node. Which suffix a body has (委员会, 局, 厅) is part of its
name: a city that has a 发展和改革局 has no 发展和改革委员会. What a body does (its functions) is read from the words of its name,
and only where they make up the whole of it; a name with a word that no list has gets no function.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from loaders.names import places
from loaders.names.places import NATION, Place

# 委 and 办 are printed for 委员会 and 办公室, never for another body.
_WHOLE_ENDS = {"委": "委员会", "办": "办公室"}
_ENDS = ("委员会", "办公室", "办公厅", "总局", "总署", "总队", "支队", "局", "厅", "部", "委", "署", "办", "室")
# Words that join or close others and tell no field: 公共资源交易+监督管理+局, 港澳+事务+办公室
_JOINTS = (
    "和",
    "与",
    "、",
    "管理",
    "监督管理",
    "监督",
    "监管",
    "行政管理",
    "行政",
    "事务",
    "工作",
    "发展",
    "服务",
    "专卖",
    "委员会",
)
_PREFIX = re.compile(r"中华人民共和国|中华全国|中国|全国|国家|国务院|中共中央|中央|党?委|最高|府")


class Reform(NamedTuple):
    """The reform that ended a body: its successors (names as in its jurisdiction), the year, the key of its source."""

    successors: tuple[str, ...]
    year: int
    source: str


class Verdict(NamedTuple):
    """A reviewed line of identities.tsv: `name` and `other` are one body (same) or never one (apart) in `where`."""

    same: bool
    where: str
    name: str
    other: str
    reason: str
    source: str


def _rows(file: str) -> Iterator[list[str]]:
    text = files("loaders").joinpath("data", file).read_text("utf-8")
    return (line.split("\t") for line in text.split("\n")[1:] if line)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("、")))


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Every listed form -> the full name."""
    forms: dict[str, str] = {}
    for stem, short, ends in _rows("departments.tsv"):
        for end in _several(ends) or ("",):
            full = stem + _WHOLE_ENDS.get(end, end)
            for form in (stem, *_several(short)):
                forms[form + end] = full
    return forms


@lru_cache(maxsize=1)
def _by_full() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form, full in _forms().items():
        found.setdefault(full, []).append(form)
    return {full: tuple(sorted({full, *forms})) for full, forms in found.items()}


@lru_cache(maxsize=1)
def verdicts() -> tuple[Verdict, ...]:
    """The reviewed aliases and forbidden merges, in the order of the file."""
    return tuple(Verdict(row[0] == "same", *row[1:]) for row in _rows("identities.tsv"))


@lru_cache(maxsize=4096)
def full_name(name: str, place: Place | None) -> str:
    """The full name of a body of `place`, both without the place in front: 发改委 -> 发展和改革委员会. A name that no list has
    comes back as it is."""
    full = _forms().get(name, name)
    around = {place.name, *(p.name for p in places.parents(place))} if place else set()
    for verdict in verdicts():
        if verdict.same and verdict.other == full and (not verdict.where or verdict.where in around):
            return verdict.name
    return full


def forms(name: str, place: Place | None) -> tuple[str, ...]:
    """The listed forms of a full name, sorted, itself among them; () where no list has it."""
    own = set(_by_full().get(name, ()))
    around = {place.name, *(p.name for p in places.parents(place))} if place else set()
    for verdict in verdicts():
        if verdict.same and verdict.name == name and verdict.where in around:
            own |= {verdict.other, *_by_full().get(verdict.other, ())}
    return tuple(sorted(own))


def is_listed(name: str) -> bool:
    """Whether a list has this form, full or short."""
    return name in _forms()


def apart(one: str, other: str) -> str | None:
    """Why two full names never mean one body, or None where nothing forbids it: a reviewed line, or a reform that made one
    the successor of the other."""
    pair = frozenset((one, other))
    for verdict in verdicts():
        if not verdict.same and frozenset((verdict.name, verdict.other)) == pair:
            return verdict.reason
    for ended, after in ((one, other), (other, one)):
        for reforms in _reforms().values():
            if (reform := reforms.get(ended)) and after in reform.successors:
                return f"{ended} was succeeded by {after} in {reform.year}"
    return None


@lru_cache(maxsize=1)
def _reforms() -> dict[str, dict[str, Reform]]:
    """level (nation and local together, or province) -> name -> its reform."""
    local: dict[str, Reform] = {}
    province: dict[str, Reform] = {}
    for name, successors, of_province, year, source in _rows("successions.tsv"):
        local[name] = Reform(_several(successors), int(year), source)
        province[name] = Reform(_several(of_province or successors), int(year), source)
    return {"local": local, "province": province}


def reform(name: str, place: Place | None) -> Reform | None:
    """The reform that ended a body of this full name, or None. The year is that of the nation-wide reform; a place may have
    followed some months later."""
    level = "province" if place is not None and place.level == "province" else "local"
    return _reforms()[level].get(name)


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    """Every function with its Chinese title, in the order of the file."""
    return {function: title for function, title, _, _ in _rows("functions.tsv")}


class _Words(NamedTuple):
    names: dict[str, str]
    words: dict[str, str]
    longest: int


@lru_cache(maxsize=1)
def _words() -> _Words:
    names: dict[str, str] = {}
    words: dict[str, str] = {}
    for function, _, whole, parts in _rows("functions.tsv"):
        names |= dict.fromkeys(_several(whole), function)
        words |= dict.fromkeys(_several(parts), function)
    return _Words(names, words, max(map(len, words)))


@lru_cache(maxsize=4096)
def functions(name: str, place: Place | None = None) -> tuple[str, ...]:
    """What a body does, sorted, by its full name: 住房和城乡建设局 -> (construction, housing). () where the name does not say."""
    index = _words()
    stripped = _PREFIX.sub("", name, count=1) if _PREFIX.match(name) else name
    for form in (name, stripped):
        if (place in (None, NATION) or form == name or name.startswith(("委", "府"))) and form in index.names:
            return (index.names[form],)
    for form in (name, stripped):
        for end in _ENDS:
            if form.endswith(end) and (found := _fields(form.removesuffix(end))):
                return tuple(sorted(found))
    return ()


def _fields(stem: str) -> frozenset[str] | None:
    """The functions whose words make up a stem, longest first; None where a part of it is no listed word."""
    if not stem:
        return frozenset()
    index = _words()
    for cut in range(min(len(stem), index.longest), 0, -1):
        part = stem[:cut]
        own = frozenset({index.words[part]}) if part in index.words else frozenset() if part in _JOINTS else None
        if own is not None and (rest := _fields(stem[cut:])) is not None:
            return own | rest
    return None
