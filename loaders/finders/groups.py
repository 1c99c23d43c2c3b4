"""Unit groups: several units under one name, with members only where the text lists them.

Printed forms:
  1. a collective: 各区人民政府, 各区、县（市）政府, 领导小组各成员单位, 某某领导小组相关成员单位, 各有关单位
  2. with a gloss: 各区政府（新区、合作区管委会，以下简称各区政府）
  3. members named before the group: 市发改委、市财政局及各区政府作为专班成员; 专班成员单位包括A、B
  4. examples of a class: 甲公司、乙集团等市属国有企业; 甲大学、乙大学等本地院校
  5. departments by function: 各区城管、交通、卫健等部门
  6. a list that gets a name: A镇、B镇和C镇（以下统称“三镇”）
A list that ends in 等, a class with examples and a gloss are `partial`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders.facts import Aliased, Name, Span, Task, UnitGroup
from loaders.finders.organisations import kind_of
from loaders.finders.unit.lists import split
from loaders.text.outline import Outline
from loaders.text.phrases import entries, hide_titles, raw_spans

_PLACES = "(?:省|自治区|直辖市|设区市|市|州|区县|县区|市县|区|县|旗|县级市|新区|功能区|镇街|乡镇|镇|乡|街道|地市|盟|园区|产业园区|开发区)"
_BRACKET = "(?:（[^（）、\\n]{1,8}(?:、[^（）、\\n]{1,8}){0,4}）)?"
# 各区人民政府; 各省、自治区、直辖市人民政府; 各区、县（市）政府; 各市、县（市、区）数据部门
_OF_PLACES = rf"各{_PLACES}{_BRACKET}(?:、{_PLACES}{_BRACKET}){{0,3}}(?:人民政府|政府|管委会|党委政府|办事处|[一-龥]{{2,8}}(?:局|委|厅|部门))"
# 各区城管、交通、卫健等部门
_BY_FUNCTION = rf"各{_PLACES}[一-龥]{{2,8}}(?:、[一-龥]{{2,8}}){{1,8}}等(?:有关|相关|主管)?(?:部门|单位)"
# 某某领导小组各成员单位, 专班成员单位: found by its end, then read backwards
_MEMBERS = re.compile(r"成员单位(?!办公)")
_OF_GROUP = re.compile(
    r"(?P<of>[一-龥（）]{0,40}(?:领导小组|专班|指挥部|联席会议|委员会))?(?P<which>各有关|各相关|各|相关|有关)?$"
)
_VAGUE = r"(?:国务院)?各部委、各直属机构|(?:[省市区县](?:直|级)?)?各(?:有关|相关)(?:单位|部门)|各直属机构|[省市区县]直?有关单位|[省市区县]直各单位|[区市省县]属各企业|各街道办事处"
_COLLECTIVE = re.compile(rf"(?=[各国省市区县])(?:{_BY_FUNCTION}|{_OF_PLACES}|(?P<vague>{_VAGUE}))")
_GLOSS = re.compile(
    r"（(?P<gloss>[^（）\n]{2,40}?)[，；]?(?:以下|下)(?:统称|简称|统一简称)：?[“\"]?(?P<short>[^”\"（），]{2,16})[”\"]?）|（(?P<also>[含包]?括?[^（）\n]{0,20}(?:管委会|管理委员会))）"
)
_SHORT = re.compile(r"（(?:以下|下)(?:统称|简称|统一简称)：?[“\"](?P<short>[^”\"（）]{2,12})[”\"]）")
# …作为专班成员; …为领导小组成员单位
_AS_MEMBERS = re.compile(
    r"(?:作为|担任|为)(?P<name>(?:[一-龥]{0,20}?(?:专班|领导小组|指挥部|联席会议|工作组|委员会)(?:的)?成员(?:单位)?|成员单位))"
)
# 专班成员单位包括A、B; 成员单位：A、B; 成员单位由A、B组成
_MEMBERS_ARE = re.compile(r"成员(?:单位)?(?:主要)?(?P<key>包括|由|为|有|：)(?P<list>[^。；\n]{6,400})")
# 甲公司、乙集团等市属国有企业
_CLASS = re.compile(r"等(?P<name>[一-龥]{2,10}?(?:企业|院校|高校|院所|银行|公司|集团|机构|医院))(?![一-龥]?[的化])")
# 省级有关单位, 各区政府
_IN_LISTS = re.compile("^各|有关|相关|成员单位")
_NOT_A_CLASS = re.compile(r"相关|有关|各类|部门|单位|等|与|和|的")


@dataclass(slots=True)
class _Group:
    name: str
    places: list[Span] = field(default_factory=list)
    members: list[tuple[str, int, int]] = field(default_factory=list)
    partial: bool = False
    forms: list[str] = field(default_factory=list)


def is_collective(name: str) -> bool:
    """Whether a name in a list means several units: 各区政府, 领导小组相关成员单位, 市有关单位, 市、区财政部门."""
    return bool(re.search(r"^各|有关|相关|成员单位|、|等|(?:部门|单位)$", name))


def find(outline: Outline, *, tasks: Iterable[Task] = (), organisations: Sequence[Aliased] = ()) -> list[UnitGroup]:
    """The unit groups of the text in the order of their first print.

    `organisations` tell which leading group 领导小组各成员单位 belongs to, and which examples of a class are names;
    `tasks` add the collectives of responsibility lists.
    """
    text = hide_titles(outline.text)
    groups: dict[str, _Group] = {}

    def at(name: str, start: int, end: int) -> _Group:
        group = groups.setdefault(name, _Group(name))
        group.places.append((start, end))
        return group

    vague_from = _address_end(outline)
    for m in _COLLECTIVE.finditer(text):
        if m["vague"] and m.end() > vague_from:
            # in running text 各有关部门 only says "whoever it concerns"
            continue
        group = at(m[0], *m.span())
        if gloss := _GLOSS.match(text, m.end()):
            _add_gloss(group, text, gloss)
    for m in _MEMBERS.finditer(text):
        start = _begin(text, m.start())
        if start < m.start():
            at(text[start : m.end()], start, m.end())
    for m in _SHORT.finditer(text):
        _add_named_list(groups, text, m)
    for m in _AS_MEMBERS.finditer(text):
        low = max(text.rfind(c, max(0, m.start() - 600), m.start()) for c in "。；，：\n") + 1
        members = _names(text, low, m.start())
        if len(members) > 1:
            group = at(m["name"], *m.span("name"))
            group.members = group.members or members
            group.partial = group.partial or text[m.start() - 1] == "等"
    for m in _MEMBERS_ARE.finditer(text):
        _add_members(groups, text, m)
    named = {form for o in organisations for form in (o.name, *o.aliases)}
    for m in _CLASS.finditer(text):
        _add_class(groups, text, m, named)
    merged = _merged(groups.values(), organisations)
    records = [
        UnitGroup(
            name=g.name,
            members=[Name(name=n, **outline.at(s, e)) for n, s, e in g.members],
            partial=g.partial,
            aliases=g.forms,
            spans=raw_spans(outline, g.places),
            **outline.at(*g.places[0]),
        )
        for g in merged
    ]
    _add_units(records, tasks)
    return records


def _address_end(outline: Outline) -> int:
    """Where the lines that a notice is addressed to end: in front of the first item."""
    return min(outline.first, 3000)


# What can stand before a group's name: 配合…领导小组各成员单位
_BEFORE = re.compile(
    r"配合|会同|以及|(?<!自)由|(?<![面方导])向|及|在|(?<!应)对(?![外口台])|请|将|经(?![济信贸营开])|报|(?<!参)与|和(?=[一-龥]{0,6}(?:领导小组|专班))|检查|督促|组织|协调|作为|其|的"
)


def _begin(text: str, end: int) -> int:
    """Where the name that ends in 成员单位 begins; `end` itself where nothing says whose members they are."""
    if text[end - 1 : end] not in "各关组班部议会":
        return end
    low = max(0, end - 60)
    m = _OF_GROUP.search(text[low:end])
    if m is None or not (m["of"] or m["which"]):
        return end
    if not m["of"]:
        return low + m.start("which")
    cut = [x.end() for x in _BEFORE.finditer(m["of"])]
    return low + m.start("of") + (cut[-1] if cut else 0)


def _add_gloss(group: _Group, text: str, gloss: re.Match[str]) -> None:
    """各区政府（新区、合作区管委会，以下简称各区政府）: what the bracket adds is a member, the short name an alias."""
    part = "gloss" if gloss["gloss"] else "also"
    start, end = gloss.span(part)
    lead = re.match(r"含|包括|包含", text[start:end])
    start += lead.end() if lead else 0
    group.members = group.members or [(text[start:end], start, end)]
    group.partial = True
    if gloss["short"] and gloss["short"] != group.name and gloss["short"] not in group.forms:
        group.forms.append(gloss["short"])


def _add_named_list(groups: dict[str, _Group], text: str, m: re.Match[str]) -> None:
    """A镇、B镇和C镇（以下统称“三镇”）: where several names stand before, the short name is theirs together."""
    low = max(text.rfind(c, max(0, m.start() - 120), m.start()) for c in "。；，：\n") + 1
    parts, partial = entries(text, low, m.start())
    members = [n for s, e in parts for n in _split_last(text, s, e)]
    kind = members[0][0][-1] if members else ""
    if len(members) > 1 and kind in "区县市镇乡局委厅办" and all(n[-1] == kind and len(n) <= 16 for n, _, _ in members):
        group = groups.setdefault(m["short"], _Group(m["short"]))
        group.places.append(m.span("short"))
        group.members, group.partial = members, partial


def _split_last(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    cut = re.search(r"(?<=[区县市镇乡局委厅办])[和与]", text[start:end])
    spans = [(start, end)] if cut is None else [(start, start + cut.start()), (start + cut.end(), end)]
    return [(text[s:e], s, e) for s, e in spans]


def _names(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The units of a list, up to its end; 由 and the like in front are no part of it."""
    return [(n, s, e) for n, s, e in split(text[start:end], start) if 2 < len(n) <= 40 and "，" not in n]


def _add_members(groups: dict[str, _Group], text: str, m: re.Match[str]) -> None:
    start, end = m.span("list")
    if done := re.search(r"组成|构成|等$|，", text[start:end]):
        end = start + done.start()
    members = _names(text, start, end)
    names = [n for n, _, _ in members]
    if len(members) < 2 or not all(kind_of(n) != "other" or is_collective(n) for n in names):
        return
    low, name_end = max(0, m.start() - 40), m.start("key")
    own = re.search(r"[一-龥]*$", text[low : m.start()])
    name_start = low + own.start() if own else m.start()
    cut = [x.end() for x in _BEFORE.finditer(text, name_start, m.start())]
    name_start = cut[-1] if cut else name_start
    name = text[name_start:name_end].removesuffix("主要")
    group = groups.setdefault(name, _Group(name))
    group.places.append((name_start, name_start + len(name)))
    group.members = group.members or members
    group.partial = text[end : end + 1] == "等"


def _add_class(groups: dict[str, _Group], text: str, m: re.Match[str], named: set[str]) -> None:
    """甲公司、乙集团等市属国有企业: examples, where each of them is the name of an organisation."""
    if _NOT_A_CLASS.search(m["name"]):
        return
    low = max(text.rfind(c, max(0, m.start() - 200), m.start()) for c in "。；，：\n") + 1
    parts, _ = entries(text, low, m.start())
    members: list[tuple[str, int, int]] = []
    for start, end in reversed(parts):
        name = next((text[s:end] for s in range(start, end - 1) if text[s:end] in named), None)
        if name is None:
            break
        members.insert(0, (name, end - len(name), end))
    if len(members) > 1 or (members and len(parts) == 1):
        group = groups.setdefault(m["name"], _Group(m["name"]))
        group.places.append(m.span("name"))
        group.members = group.members or members
        group.partial = True


def _merged(groups: Iterable[_Group], organisations: Sequence[Aliased]) -> list[_Group]:
    """One entry for the wordings of one group: 各区政府 and 各区人民政府; 领导小组各成员单位 under each name of its group."""
    leading: dict[str, set[str]] = {}
    mains = [o for o in organisations if o.kind == "leading_group" and not o.name.endswith("办公室")]
    for o in mains:
        for form in (o.name, *o.aliases):
            leading.setdefault(form, set()).add(o.name)
    only = mains[0].name if len(mains) == 1 else ""
    by_key: dict[str, list[_Group]] = {}
    for g in groups:
        by_key.setdefault(_key(g.name, leading, only), []).append(g)
    done = []
    for same in by_key.values():
        # the wording that is printed most stands for the group
        first = max(same, key=lambda g: len(g.places))
        told = next((g for g in same if g.members), first)
        forms = dict.fromkeys(form for g in same for form in (g.name, *g.forms) if form != first.name)
        spans = [*first.places, *(p for g in same if g is not first for p in g.places)]
        done.append(_Group(first.name, spans, told.members, told.partial, list(forms)))
    return sorted(done, key=lambda g: min(g.places))


def _key(name: str, leading: dict[str, set[str]], only: str) -> str:
    m = re.fullmatch(r"(?P<of>.*?)(?P<which>各有关|各相关|各|相关|有关)?成员单位", name)
    if m is None:
        return name.replace("人民政府", "政府")
    hosts = leading.get(m["of"], set())
    host = next(iter(hosts)) if len(hosts) == 1 else m["of"] or only
    return f"{host}|{(m['which'] or '各').replace('有关', '相关')}"


def _add_units(records: list[UnitGroup], tasks: Iterable[Task]) -> None:
    """Collectives of the tasks' lists that the scan did not meet: 省级有关单位."""
    known = {form for r in records for form in (r.name, *r.aliases)}
    for task in tasks:
        for unit in task.units:
            name = unit.name
            if name in known or len(name) > 30 or not _IN_LISTS.search(name):
                continue
            known.add(name)
            records.append(UnitGroup(name=name, span=unit.span, quote=unit.quote, spans=unit.spans))
