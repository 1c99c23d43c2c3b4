"""Places of China by name: provinces, cities, county-level areas and zones, from published lists (`data/README.md`).

A lookup gives every candidate and never picks one: 南山区 lies in 深圳市 and in 鹤岗市. A name that is in use hides the
same name of the past; a full name hides short forms (吉林市 is one place, 吉林 a province or a city).
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

# Names that say nothing without their city: 城区 is a district of three cities and a common noun.
_GENERIC = frozenset({"城区", "郊区", "矿区", "新区", "市区", "东区", "西区", "南区", "北区", "县城"})
_RANK = {"nation": 0, "province": 1, "city": 2, "county": 3, "zone": 4}


class Place(NamedTuple):
    """A place. `code` is its GB/T 2260 code; `level` nation, province, city, county or zone; `short` the usual short
    form or ''; `until` the last year in which the name was listed, None while it is in use."""

    code: str
    name: str
    short: str
    level: str
    until: int | None

    @property
    def published_code(self) -> str | None:
        """The place's own code, or None for a zone that only has that of the area around it."""
        return None if self.level == "zone" and self.code.endswith("00") else self.code


NATION = Place("000000", "国家", "", "nation", None)
_NATION_NAMES = frozenset({"国家", "全国", "中国", "中华人民共和国"})


class _Index(NamedTuple):
    by_name: dict[str, list[Place]]
    by_short: dict[str, list[Place]]
    by_code: dict[str, Place]
    longest: int


# 合肥高新技术产业开发区 is printed 合肥高新区, and names the city as well: no common word reads so
_ZONE_ENDS = (
    ("经济技术开发区", "经开区"),
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("高技术产业开发区", "高新区"),
)


def _zone_short(name: str) -> str:
    """The usual short form of a zone's name, '' where it has none."""
    return next(
        (name.removesuffix(end).removesuffix("市") + short for end, short in _ZONE_ENDS if name.endswith(end)), ""
    )


@lru_cache(maxsize=1)
def _index() -> _Index:
    text = files("loaders").joinpath("data", "places.tsv").read_text("utf-8")
    by_name: defaultdict[str, list[Place]] = defaultdict(list)
    by_short: defaultdict[str, list[Place]] = defaultdict(list)
    common: defaultdict[str, list[Place]] = defaultdict(list)
    by_code: dict[str, Place] = {}
    for line in text.split("\n")[1:]:
        if not line:
            continue
        code, name, short, level, until = line.split("\t")
        place = Place(code, name, short, level, int(until) if until else None)
        by_name[name].append(place)
        if not until:
            if level != "zone":
                by_code[code] = place
            if short and short != name:
                by_short[short].append(place)
            # 江城哈尼族彝族自治县 is printed 江城县 as well, 延边朝鲜族自治州 延边州 or 延边自治州
            if "自治" in name and short and not until:
                common[short + name[-1]].append(place)
                if not name.endswith("区"):
                    common[short + name[-3:]].append(place)
    for line in files("loaders").joinpath("data", "zones.tsv").read_text("utf-8").split("\n")[1:]:
        if line:
            code, name, short = line.split("\t")
            place = Place(code, name, "", "zone", None)
            by_name[name].append(place)
            for form in filter(None, short.split("、")):
                common[form].append(place)
    for place in [p for places in list(by_name.values()) for p in places if p.level == "zone"]:
        if usual := _zone_short(place.name):
            common[usual].append(place)
    for name, meant in common.items():
        by_name.setdefault(name, meant)
    for name, places in by_name.items():
        if any(p.until is None for p in places):
            by_name[name] = [p for p in places if p.until is None]
    return _Index(dict(by_name), dict(by_short), by_code, max(map(len, by_name)))


def listed() -> tuple[Place, ...]:
    """Every place in use but zones, in the order of the codes."""
    return tuple(sorted(_index().by_code.values()))


def parents(place: Place) -> tuple[Place, ...]:
    """The places around one, nearest first, the nation last. A district of 北京市 has no city between."""
    if place.level == "nation":
        return ()
    by_code = _index().by_code
    around = []
    for code in (place.code, f"{place.code[:4]}00", f"{place.code[:2]}0000"):
        found = by_code.get(code)
        if found and found != place and found not in around and _RANK[found.level] < _RANK[place.level]:
            around.append(found)
    return (*around, NATION)


def parent(place: Place) -> Place | None:
    """The place next above one; None for the nation."""
    around = parents(place)
    return around[0] if around else None


def qualified(place: Place) -> str:
    """The name with what tells it from its namesakes: 深圳市坪山区, 上海市浦东新区; a city or province stands alone."""
    above = parent(place)
    if place.level not in ("county", "zone") or above is None or above.level == "nation":
        return place.name
    return place.name if place.name.startswith(above.name) else above.name + place.name


def find(name: str, within: Place | None = None) -> tuple[Place, ...]:
    """All places that a name may mean: full name (武汉市), short form (武汉), several in a row (广东省深圳市南山).

    `within` keeps those that lie inside it. The order is that of the codes; () means that no list has the name.
    """
    if name in _NATION_NAMES:
        return (NATION,) if within in (None, NATION) else ()
    if found := _direct(name, within):
        return found
    # 深圳市南山区: the longest place in front, then the rest inside it
    for cut in range(min(len(name) - 1, _index().longest), 1, -1):
        for outer in _direct(name[:cut], within):
            if found := find(name[cut:], outer):
                return found
    return ()


def _direct(name: str, within: Place | None) -> tuple[Place, ...]:
    if within in (None, NATION) and name in _GENERIC:
        return ()
    index = _index()
    for table in (index.by_name, index.by_short):
        found = table.get(name, ())
        if within is not None and within.level != "nation":
            found = [p for p in found if within in parents(p)]
        if found:
            return tuple(found)
    return ()


def province(name: str) -> Place | None:
    """The province of a full or short name (浙江省, 浙江), or None."""
    index = _index()
    found = [p for p in (*index.by_name.get(name, ()), *index.by_short.get(name, ())) if p.level == "province"]
    return found[0] if found else None


def is_place(name: str, *, short: bool = False) -> bool:
    """Whether a list has this full name; with `short` also short forms (武汉), some are common words (东方)."""
    if name in _GENERIC:
        return False
    index = _index()
    return name in index.by_name or (short and name in index.by_short)


@lru_cache(maxsize=1)
def lengths() -> dict[str, tuple[int, ...]]:
    """How long the full names are that end in two characters, longest first: a scan passes over 社区 and 全市 at once."""
    found: dict[str, set[int]] = defaultdict(set)
    for name in _index().by_name:
        found[name[-2:]].add(len(name))
    return {ending: tuple(sorted(some, reverse=True)) for ending, some in found.items()}


def leading(text: str, within: Place | None = None, *, short: bool = False) -> tuple[str, tuple[Place, ...]]:
    """The place that a text begins with, as printed, and its candidates: 深圳市坪山区政府 -> (深圳市坪山区, (坪山区,)).

    Places in a row count as one. With `short` the first may be a short form (浙江金融监管局 -> 浙江). ('', ()): none.
    """
    index = _index()
    for cut in range(min(len(text), index.longest), 1, -1):
        name = text[:cut]
        if name not in index.by_name and not (short and name in index.by_short):
            continue
        outers = _direct(name, within)
        if not outers:
            continue
        for outer in outers:
            rest, inner = leading(text[cut:], outer)
            if inner and all(p.level != "nation" for p in inner):
                return name + rest, inner
        return name, outers
    return "", ()


@lru_cache(maxsize=1)
def pattern() -> re.Pattern[str]:
    """A pattern of all full names in use, longest first, for finders that scan a text once."""
    names = (n for n, found in _index().by_name.items() if n not in _GENERIC and any(p.until is None for p in found))
    return re.compile("|".join(sorted(map(re.escape, names), key=lambda n: (-len(n), n))))
