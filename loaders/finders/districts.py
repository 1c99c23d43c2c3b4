"""Districts: which county-level areas and zones a document names, and what its sentences give each of them to do.

A role has the district as subject of a clause. Printed forms:
  1. 推动甲区依托“某某谷”建设以某某为核心的产业集群。
  2. 支持甲区建设某某和某某产业集群，乙合作区建设某某产业集群。        (the verb of the second is elided)
  3. 支持甲区依托某某合作区、乙区依托某某科学城拓宽某某的应用场景。    (the first shares what the second does)
  4. 支持甲区、乙区发展某某产业。                                      (both do it)
  5. within the description of a chain: 空间布局：甲区、乙区; 主要承载地为甲区  (each supports that chain)
  6. 支持甲区以某某平台为核心，探索…   甲区政府在…项目实施   乙合作区探索…
In a provincial document the cities, in a national one the provinces, are given things to do in the same forms.
Names are those of the published lists, inside the document's own province or city where it has one; a name that several places
of the country share is left out where nothing says which (朝阳区 in a national document). Zones that no list has are known by
their shape, and only as subjects, as bodies (郑东新区管委会) or with the document's own place in front (武汉经开区). What a sentence says in 《》 or behind 在 (在甲区建设…) gives no role.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from loaders.facts import Aliased, Chain, DistrictRole, Header, Name, Span, Task
from loaders.finders.chains import base
from loaders.names import places
from loaders.names.places import Place
from loaders.text.outline import Outline
from loaders.text.phrases import cleaned_at, entries, hide_titles, raw_spans, sentence

_ACT = "依托|建设|打造|发展|探索|聚焦|围绕|布局|拓宽|拓展|培育|开展|设立|创建|推进|推动|深化|承接|做强|做优|做大|构建|加强|规划|引进|集聚|发挥|支持|突出|立足|利用|实施|完善|制定|形成|提升|优化|搭建|争创|加快|重点|率先|建成|联合|整合|试点|引育|壮大|谋划|举办|吸引|申报|开放|强化|落实|组织|先行先试|错位发展|协同发展|做好|主攻|联动|对接|打响|融入|参与|辐射|带动"
# What follows a subject: 甲区政府要率先在…项目实施; 以…为核心
_ACTS = re.compile(
    rf"(?:区委、?区政府|人民政府|政府|管委会)?(?:要|应当|应|可|负责|继续|率先|重点|加快|积极|大力|着力|充分|全面|主动|深入|进一步|分别|牵头|打头阵|等(?:地区?|区县?|县[市区]?|市县?)?(?=(?:等|重点|积极|大力|着力|率先|加快)*(?:{_ACT})))*"
    rf"(?:{_ACT}|以(?=[^，。；]{{2,40}}为)|在(?=[^，。；]{{1,30}}(?:实施|开展|建设|试点|推广)))"
)
_BEFORE = re.compile(r"(?:支持|推动|鼓励|引导|指导|推进|(?<!自)由|以及|及|和|与|[，、；：。\n]|[省市])$")
# 空间布局：以甲区、乙区为核心; 主要承载地为甲区; 重点布局在甲区
_HOME = re.compile(
    r"(?:(?:空间|区域|产业|重点)布局|布局(?:区域|园区)|承载(?:区域|园区|区县|地|区|县)|重点(?:区域|县区|区县|园区)|责任区县?)(?:[：为在于是以]|包括|依托|主要){1,3}"
)
_NEXT = re.compile(r"、|和|与|及|以及")
_MAIN = re.compile(
    r"建设|打造|发展|探索|聚焦|布局|拓宽|拓展|培育|开展|设立|创建|推进|推动|深化|承接|做强|做优|做大|构建|加强|规划|集聚|实施|完善|形成|提升|优化|搭建|争创|突出|强化"
)
# Zones: what names one, and words that name none
_ZONE = re.compile(
    r"特别合作区|合作区|新片区|新区|高新技术产业开发区|经济技术开发区|经济开发区|开发区|高新区|经开区|保税区|自贸片区"
)
_NO_ZONE = re.compile(
    r"^(?:各|全|国家级?|省级|市级|综合|重点|相关|有关|高新技术产业|经济技术?|产业|跨境|国际|区域|现代|示范|先行|特色|城市|本|该|其|其他|、|和|与|等)*$|综合$|[，。；、的]|[区园]等|依托|探索|拓宽|布局|建立|完善|促进|会同|加快|加强|推动|打造|创建|申报|设立|培育|带动|提升|优化|建设|成为|作为|享受|符合|境内|^(?:在|对|向|将|依托|各|通过|与|和|围绕)"
)
_CARRIER = re.compile(
    r"(?:园|园区|谷|城|区|港|基地|小镇|走廊|岛|片区|湾|大厦|产业带|广场|中心|社区|园地|示范带|创新带)[”\"]?$"
)
_PLATFORM = re.compile(r"(?:平台|系统|数据库|实验室|底座)[”\"]?$")
_RELY = re.compile(
    rf"(?:依托|立足|利用|发挥)(?P<what>“[^”]{{2,40}}”(?:[、和与]“[^”]{{2,40}}”)*|[^，。；]{{2,60}}?)(?=(?:的)?(?:作用|优势|资源|基础)|(?:、)?(?:{_ACT}|拓宽)|[，。；]|$)"
)
_CORE = re.compile(r"以(?P<what>[^，。；]{2,40}?)为(?:核心|载体|依托|引领|龙头|支撑|主导|重点|主体|基础)")
# Where what a district does ends although no district is known behind it: …，经开区、高新区发展…
_OTHERS = re.compile(rf"，(?=[^，。；]{{0,24}}?[区县市城园](?:{_ACT}))")
_CHAIN_AFTER = re.compile(
    r"[”\"]?(?:等)?(?:产业链|产业集群|产业|集群|为核心|、|和|与|及|等|，|。|；|集聚|生态|赛道|领域|$)"
)
_THEME_END = re.compile(
    r"等|在[^，。；]*(?:领域|方面)|产业集群|产业链|与[^，。；]{2,12}融合|的应用场景|应用场景|建设$|实施$|发展$"
)


# 建设特色产业集群 says nothing of the subject matter
_NO_THEME = re.compile(
    r"(?:特色|优势|主导|重点|新兴|传统|支柱|现代|先进|配套|相关|国家级|省级|世界级|[十百千万]亿级?|一批|若干|的)+"
)


@dataclass(slots=True)
class _Subject:
    """A district as the subject of a clause: where its name stands, and where what it does begins and ends."""

    name: str
    start: int
    end: int
    does: Span = (0, 0)
    joint: bool = False  # 甲区、乙区发展…: does what the next one does


class _Words:
    """Printed forms and what they stand for, found in a text by length, so that many forms cost no more than a few."""

    def __init__(self, forms: dict[str, str]) -> None:
        self.forms = forms
        self.lengths = sorted({len(f) for f in forms}, reverse=True)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """(what it stands for, start, end) of every form in the text, the longest at each place, none inside another."""
        at = 0
        while self.lengths and at < len(text):
            size = next((n for n in self.lengths if text[at : at + n] in self.forms and at + n <= len(text)), 0)
            if size:
                yield self.forms[text[at : at + size]], at, at + size
            at += size or 1


@dataclass(slots=True)
class _Role:
    chains: list[str] = field(default_factory=list)
    carriers: list[str] = field(default_factory=list)
    platforms: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sights:
    """Where a text names districts, read once for both finders: (name, start, end) of county-level areas and listed zones, and
    of what has the shape of a zone; `home` is the document's own place, `larger` the names of the cities of a province, or
    of the provinces of the nation."""

    text: str
    home: Place | None
    named: list[tuple[str, int, int]]
    zones: list[tuple[str, int, int]]
    larger: frozenset[str]


def look(outline: Outline, header: Header | None = None) -> Sights:
    """Scan the text for names; what stands in 《》 is hidden."""
    text = hide_titles(outline.text)
    found = places.find(header.jurisdiction) if header and header.jurisdiction else ()
    home = found[0] if len(found) == 1 else None
    larger = frozenset(_larger(home)) if home else frozenset()
    return Sights(text, home, [*_named(text, home)], [*_zones(text)], larger)


def find(outline: Outline, sights: Sights, *, roles: Sequence[DistrictRole] = ()) -> list[Name]:
    """Every district that the document names as acting or favoured, zones that act included, with all its places."""
    found: dict[str, list[Span]] = {}
    last = 0
    for name, start, end in sorted((*sights.named, *_own_zones(sights)), key=lambda n: (n[1], n[2])):
        if start >= last:  # 天府新区 in 四川天府新区 is named once
            found.setdefault(name, []).append((start, end))
            last = end
    names = [Name(name=n, spans=raw_spans(outline, p), **outline.at(*p[0])) for n, p in found.items()]
    for role in roles:
        if role.district not in found:
            found[role.district] = []
            names.append(Name(name=role.district, span=role.span, quote=role.quote))
    return names


def find_roles(
    outline: Outline,
    sights: Sights,
    *,
    tasks: Iterable[Task] = (),
    chains: Sequence[Chain] = (),
    platforms: Sequence[Aliased] = (),
) -> list[DistrictRole]:
    """What each sentence gives a district to do. Chains are those of the document, in their heading form (…产业链)."""
    text = sights.text
    by_sentence: dict[Span, list[_Subject]] = {}
    for subject in _subjects(sights):
        by_sentence.setdefault(sentence(text, subject.start), []).append(subject)
    in_order = sorted(tasks, key=lambda t: (t.span[0], -t.span[1]))
    starts = [t.span[0] for t in in_order]
    known = _Words({form: form for p in platforms for form in (p.name, *p.aliases)})
    named = _Words({base(c.name): c.name for c in chains})
    given = [
        (span, district, role)
        for span, subjects in by_sentence.items()
        for subject, role in _read(text, subjects, span[1], named, known)
        for district in (subject.name,)
        if role.chains or role.carriers or role.platforms or role.themes
    ]
    said = {(district, chain) for _, district, role in given for chain in role.chains}
    given += [
        (span, district, _Role([chain]))
        for span, district, chain in _homes_of_chains(outline, sights, chains)
        if (district, chain) not in said
    ]
    records: list[DistrictRole] = []
    for (start, end), district, role in given:
        evidence = outline.at(start, end)
        task = _task_at(in_order, starts, evidence["span"][0])
        records.append(
            DistrictRole(
                district=district,
                chains=role.chains,
                carriers=role.carriers,
                platforms=role.platforms,
                themes=role.themes,
                item=task.ordinal if task else None,
                path=task.path if task else None,
                text=evidence["quote"],
                **evidence,
            )
        )
    return records


def _homes_of_chains(outline: Outline, sights: Sights, chains: Sequence[Chain]) -> Iterator[tuple[Span, str, str]]:
    """(sentence, district, chain) of form 5: where the description of a chain, up to the next one, says it is at home."""
    placed = sorted((cleaned_at(outline, raw), c.name) for c in chains for raw, _ in c.spans or [c.span])
    ends = {item.start: item.end for item in outline.walk()}
    by_start = {start: (name, end) for name, start, end in (*sights.zones, *sights.named)}
    for k, (at, chain) in enumerate(placed):
        line = sights.text.rfind("\n", 0, at) + 1
        if line not in ends or at - line > 30:
            continue  # a list names it, no description
        until = min(ends[line], placed[k + 1][0] if k + 1 < len(placed) else ends[line])
        for m in _HOME.finditer(sights.text, at, until):
            here = m.end()
            while here in by_start:
                name, end = by_start[here]
                yield sentence(sights.text, m.start()), name, chain
                joint = _NEXT.match(sights.text, end)
                here = joint.end() if joint else -1


def _task_at(tasks: Sequence[Task], starts: Sequence[int], at: int) -> Task | None:
    """The innermost task around a raw position; tasks nest a few levels deep at most."""
    last = bisect_right(starts, at)
    return next((t for t in reversed(tasks[max(0, last - 8) : last]) if at < t.span[1]), None)


def _belongs(name: str, home: Place | None) -> bool:
    """Whether a name means one county-level area for this document."""
    found = [p for p in places.find(name) if p.level in ("county", "zone")]
    if home is not None and home.level != "nation":
        around = places.parents(home) if home.level in ("county", "zone") else (home,)
        area = around[0] if around and around[0].level != "nation" else home
        # 天府新区 lies in several cities, so it has the code of its province
        return any(
            p == home or area in places.parents(p) or (p.code.endswith("0000") and p.code[:2] == area.code[:2])
            for p in found
        )
    return len(found) == 1 and len(name) > 2


# Names that are common nouns as well (沿海的新城区): only where something beside them says that a place is meant.
_COMMON = frozenset(
    {"老城区", "新城区", "新市区", "港口区", "市中区", "城中区", "城东区", "城西区", "城北区", "海港区"}
)
_BODY_BEHIND = ("人民政府", "政府", "区委", "管委会", "、", "（")
_BOUNDARY = frozenset("和与及在由对向到于从至以将、，。；：（《“ \n省市州县区旗盟是为")


def _whole(text: str, start: int, name: str) -> bool:
    """Whether a name stands for itself, not inside other words: 沿|海城市, 振|兴城市, 高安市|场, 市|和县, 西|南山区."""
    end = start + len(name)
    before, behind = text[start - 1 : start], text[end : end + 1]
    if (behind and behind in "域块场民容值级") or (behind == "政" and not text.startswith(("政府", "政协"), end)):
        return False
    inside = bool(before) and before not in _BOUNDARY
    if inside and (len(name) == 2 or name.endswith("城市")):
        return False
    if name[0] in "和与" and len(name) == 2 and before in "省市区县乡镇级各":
        return False
    if name[0] in "东南西北" and before and before in "东南西北江淮湖河海云岭":
        return False
    if name in _COMMON:
        return text.startswith(_BODY_BEHIND[:4], end) or before in "省市" or (before == "、" and behind in _BODY_BEHIND)
    return True


# How the names of bodies end, before a verb.
_NAME_ENDS = frozenset("局委厅办部署院")


def _named(text: str, home: Place | None) -> Iterator[tuple[str, int, int]]:
    """(name, start, end) of every county-level area and listed zone that the text names in full."""
    known: dict[str, bool] = {}
    nation = home is None or home.level == "nation"
    lengths = places.lengths()
    last = 0
    for m in re.finditer("[区县旗市]", text):
        end = m.end()
        for length in lengths.get(text[end - 2 : end], ()):
            start = end - length
            if start < last:
                continue
            name = text[start:end]
            if name not in known:
                known[name] = places.is_place(name) and _belongs(name, home)
            # 县商务局会同县财政局: 会同县 is a county, but right behind a body 会同 is a verb
            verb = name.startswith("会同") and text[start - 1 : start] in _NAME_ENDS
            meant = known[name] or (nation and places.is_place(name) and _placed(text, start, name))
            if meant and not verb and _whole(text, start, name):
                yield name, start, end
                last = end
                break


def _placed(text: str, start: int, name: str) -> bool:
    """Whether the place right before a name that several share says which is meant: 北京市|朝阳区."""
    for size in range(2, 9):
        around = places.find(text[max(0, start - size) : start])
        inner = [p for outer in around for p in places.find(name, within=outer) if outer.level in ("city", "province")]
        if inner and all(p.level in ("county", "zone") for p in inner):
            return True
    return False


def _subjects(sights: Sights) -> list[_Subject]:
    """Every district or zone that begins a clause and acts, in printed order."""
    text, home = sights.text, sights.home
    candidates = [
        *sights.named,
        *sights.zones,
        *((name, m.start(), m.end()) for name in sights.larger for m in re.finditer(name, text)),
        *(_short(text, home) if home is not None and home.level in ("nation", "city", "province") else ()),
    ]
    candidates.sort(key=lambda c: (c[1], -c[2]))
    starts = {start for _, start, _ in candidates}
    subjects: list[_Subject] = []
    last = 0
    for name, start, end in candidates:
        if start < last or not _BEFORE.search(text[max(0, start - 3) : start] or "\n"):
            continue
        joint = False
        if not _ACTS.match(text, end):
            following = _NEXT.match(text, end)
            if following is None or following.end() not in starts:
                continue
            joint = True
        if _object(text, start):
            continue
        subjects.append(_Subject(name, start, end, joint=joint))
        last = end
    # 甲区、乙区 in a list of units: the last of them has to act
    acting: list[_Subject] = []
    for subject in reversed(subjects):
        if not subject.joint or (acting and acting[-1].start - subject.end <= 2):
            acting.append(subject)
    return acting[::-1]


def _object(text: str, start: int) -> bool:
    """Whether the name is what a verb in front relies on: 依托甲合作区、乙合作区建设…"""
    before = text[max(0, start - 40) : start]
    clause = before[max(before.rfind(c) for c in "，。；：\n") + 1 :]
    if not clause.endswith(("、", "和", "与", "及")):
        return False
    lead = re.search(
        r"(?:依托|在|对|向|围绕|联动|对接)[^区县市]*[区县市城园谷](?:[、和与及][^区县市]*[区县市城园谷])*[、和与及]$",
        clause,
    )
    return bool(lead) and not re.search(r"[区县市](?:依托)", clause)


def _zones(text: str) -> Iterator[tuple[str, int, int]]:
    """Zones by shape, as far left as the clause or the verb 支持 lets their name reach."""
    for m in _ZONE.finditer(text):
        end = m.end()
        low = max(0, end - 24)
        cut = max(text.rfind(c, low, m.start()) for c in "，。；：、\n“”（）") + 1
        lead = [
            x.end()
            for x in re.finditer(
                r"支持|推动|鼓励|引导|指导|推进|依托|聚焦|立足|以(?!及)|(?<!自)由(?!贸)",
                text[max(low, cut) : m.start()],
            )
        ]
        start = max(low, cut) + (lead[-1] if lead else 0)
        if start == low > 0 and cut <= low:
            continue
        own = text[start : m.start()]
        if len(own) < 2 or _NO_ZONE.search(own):
            continue
        if any(places.is_place(text[s:end]) for s in range(start, m.start())):
            continue  # 天府新区 in 四川天府新区 is a listed name
        placed = bool(places.leading(own, short=True)[0]) or (m[0] in ("高新区", "经开区") and len(own) < 4)
        if m[0].endswith(("开发区", "高新区", "经开区", "保税区")) and not placed:
            continue
        yield text[start:end], start, end


def _own_zones(sights: Sights) -> Iterator[tuple[str, int, int]]:
    """Zones by shape that need no deed to be meant: with the document's own place in front (武汉经开区), or as a body
    (郑东新区管委会)."""
    text, home = sights.text, sights.home
    if home is None or home.level == "nation":
        return
    for name, start, end in sights.zones:
        _, found = places.leading(name, short=True)
        own = any(p == home or home in places.parents(p) for p in found)
        if own or (text.startswith(("管委会", "管理委员会"), end) and text[start - 1 : start] in "、，：；（和由\n"):
            yield name, start, end


def _short(text: str, home: Place) -> Iterator[tuple[str, int, int]]:
    """支持甲发展…; ，甲、乙、丙建设…: short forms of districts of the document's own city, by their full names; only behind
    such a verb, or where two or more in a row open a clause."""
    forms = _short_forms(home)
    sizes = sorted({len(f) for f in forms}, reverse=True)
    for m in _before_short(home).finditer(text):
        at = m.end()
        row: list[tuple[str, int, int]] = []
        while size := next((n for n in sizes if text[at : at + n] in forms), 0):
            end = at + size
            row.append((forms[text[at:end]], at, end))
            joint = _NEXT.match(text, end)
            if joint is None:
                break
            at = joint.end()
        if len(row) > 1 or len(m[0]) > 1:
            yield from row


# What is larger than a district and smaller than the document's own place.
_LARGER = {"nation": "province", "province": "city"}


@lru_cache(maxsize=64)
def _larger(home: Place) -> dict[str, str]:
    """The provinces of the nation or the cities of a province: full name -> short form."""
    level = _LARGER.get(home.level)
    return {p.name: p.short for p in places.listed() if p.level == level and home in places.parents(p)}


@lru_cache(maxsize=64)
def _before_short(home: Place) -> re.Pattern[str]:
    """What a short form stands behind: a verb of support, or the mark before a clause that it opens."""
    forms = "|".join(sorted(_short_forms(home), key=len, reverse=True)) or "$^"
    return re.compile(rf"(?:支持|推动|鼓励|引导|[，。；：\n])(?={forms})")


@lru_cache(maxsize=64)
def _short_forms(home: Place) -> dict[str, str]:
    """The short forms of the places inside a place (of a nation the provinces alone) that no two of them share, with their full
    names."""
    found: dict[str, list[str]] = {}
    for name, short in _larger(home).items():
        found.setdefault(short, []).append(name)
    for place in places.listed() if home.level != "nation" else ():
        if place.level == "county" and place.short and home in places.parents(place):
            found.setdefault(place.short, []).append(place.name)
    found.pop("", None)
    return {short: names[0] for short, names in found.items() if len(names) == 1}


def _read(
    text: str, subjects: list[_Subject], end: int, chains: _Words, platforms: _Words
) -> list[tuple[_Subject, _Role]]:
    """The roles of one sentence, from the last subject to the first: a subject may share what the next one does."""
    done: list[tuple[_Subject, _Role]] = []
    after: _Role | None = None
    until = end
    for subject in reversed(subjects):
        subject.does = (subject.end, until)
        until = subject.start
        does = _OTHERS.split(text[slice(*subject.does)])[0]
        if subject.joint and after is not None:
            role = _Role(list(after.chains), list(after.carriers), list(after.platforms), list(after.themes))
        else:
            role = _parts(does, chains, platforms)
            if after is not None and does.startswith("依托") and not _MAIN.search(_RELY.sub("", does)):
                # 甲区依托A、乙区依托B拓宽…: the main verb stands once, at the end
                role.chains, role.themes = list(after.chains), list(after.themes)
        done.append((subject, role))
        after = role
    merged: dict[str, tuple[_Subject, _Role]] = {}
    for subject, role in reversed(done):
        if subject.name not in merged:
            merged[subject.name] = (subject, role)
            continue
        first = merged[subject.name][1]
        for part in ("chains", "carriers", "platforms", "themes"):
            have = getattr(first, part)
            have += [x for x in getattr(role, part) if x not in have]
    return list(merged.values())


def _parts(does: str, chains: _Words, platforms: _Words) -> _Role:
    """Chains, carriers, platforms and themes of what a district does."""
    role = _Role()
    for name, _, end in chains.find(does):
        if name not in role.chains and _CHAIN_AFTER.match(does, end):
            role.chains.append(name)
    for name, _, _ in platforms.find(does):
        if name not in role.platforms:
            role.platforms.append(name)
    for m in (*_RELY.finditer(does), *_CORE.finditer(does)):
        for s, e in _objects(does, *m.span("what")):
            what = does[s:e].strip('“”"')
            if _PLATFORM.search(what):
                if not any(what in other or other in what for other in role.platforms):
                    role.platforms.append(what)
            elif (
                (_CARRIER.search(what) or does[s] == "“")
                and len(what) > 2
                and what not in role.carriers
                and not any(base(c) == what for c in role.chains)
            ):
                role.carriers.append(what)
    if not role.chains:
        role.themes = _themes(does)
    return role


def _objects(text: str, start: int, end: int) -> list[Span]:
    """The things that a verb relies on: A、B和C, where 和 parts whole names of parks."""
    found: list[Span] = []
    for s, e in entries(text, start, end)[0]:
        cut = re.search(r"(?<=[园谷城区港”台])[和与及]", text[s:e])
        found += [(s, e)] if cut is None else [(s, s + cut.start()), (s + cut.end(), e)]
    return found


def _themes(does: str) -> list[str]:
    """The subject matter, where no chain is named: 拓宽A在…领域的应用场景 -> A; 探索A、B等业态 -> A, B."""
    plain = re.sub(r"^(?:区委、?区政府|人民政府|政府|管委会)", "", does)
    if m := re.match(r"在(?P<what>[^，。；]{2,40}?)(?:中)?(?:实施|开展|建设|试点|推广)", plain):
        return [m["what"]]
    plain = _CORE.sub("", _RELY.sub("", plain)).lstrip("，、")
    verb = _MAIN.search(plain)
    if verb is None:
        return []
    body = re.split(r"[，。；]", plain[verb.end() :])[0]
    stop = _THEME_END.search(body)
    body = body[: stop.start()] if stop and stop.start() > 1 else body
    body = re.sub(r"^.{2,14}?在(?=.{2,12}的)", "", body) if "在" in body else body
    parts = [body[s:e] for s, e in entries(body, 0, len(body))[0] if 2 <= e - s <= 30 and body[s] not in "和与及的并"]
    return [part for part in parts if not _NO_THEME.fullmatch(part)]
