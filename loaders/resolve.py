"""Step 5, resolve: printed names -> identities.

A name is resolved inside its document: 市城建局 is a body of the document's city, 省住建厅 one of the province around it, 住建部
one of the nation, 领导小组 the group that this document calls so. What has more than one candidate is not guessed: it keeps
a node of its own under its printed name, and a signal says so.

Identities are pure functions of one document, so that the order in which documents are loaded does not matter.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from graph.ids import fold_title, node_id
from loaders.decisions import SAME, Decision
from loaders.facts import Facts, Header, Signal, Span
from loaders.names import bodies, departments, places
from loaders.names.places import NATION, Place

ZONE = re.compile(r"(?:合作区|开发区|高新区|经开区|示范区|管理区|试验区|度假区|保税区|功能区|园区|新片区|新城)$")
LEADING_GROUP = re.compile(r"(?:领导小组|协调小组|推进小组|工作组|专班|联席会议|指挥部)")
_UNIVERSITY = re.compile(r"(?:大学|学院|学校|党校)(?:（.+）)?$")
_ENTERPRISE = re.compile(r"(?:公司|集团|银行|企业|厂)(?:（.+）)?$")
# 市、区建筑工务署; 各区人民政府; 领导小组成员单位; 市有关单位; 市属国有企业; 市直部门
_GROUP = re.compile(
    r"、|^各|^(?:省|市|区|县)?(?:有关|相关|直属|属)|(?:有关|相关|各|成员|直属|等)(?:部门|单位|机构|企业|院校)"
    r"|成员(?:单位)?$|部门$|(?:^|[^\w])单位$|等$"
)
_GOVERNMENT = re.compile(
    r"(?:[局委办厅部署院会处站所队]|委员会|政府|办公[厅室]|中心|分行|管委会|机关|法院|检察院|党组|总工会)$"
)
# 市政府, 龙岗区政府办公室, 各区政府 -> …人民政府…
_SHORT_GOVERNMENT = re.compile(r"(^|[省市区县州盟旗级乡镇])政府(?=$|办公厅$|办公室$|办$)")
# A name that means another body in each document: 领导小组, 工作专班办公室, 各成员单位.
_BARE = re.compile(
    r"(?:各|全体|本|该)*(?:工作)?(?:领导小组|协调小组|推进小组|工作组|专班|联席会议|指挥部)?(?:办公室)?"
    r"(?:(?:各|有关|相关)*成员(?:单位)?)?"
)
# What an own-level prefix may stand before, so that 市场监管局 and 区域合作办 keep their first character.
_NO_PREFIX = re.compile(r"市场|市容|市政(?![府务协法数])|市域|区域|区块|县域|省际|州际|旗舰|盟友")
# What a national regulator calls its branch in a place, without repeating its field: …总局浙江监管局
_BRANCHES = {
    "国家金融监督管理总局": "金融监督管理局",
    "中国证券监督管理委员会": "证券监督管理局",
    "中国银行保险监督管理委员会": "银行保险监督管理局",
}
_OUTPOST = re.compile(r"(?:总队|调查队|专员办|特派办|办事处|监管办)$")  # 国家统计局江苏调查总队
_BANK = re.compile(r"(?:中国人民银行|人民银行|人行)(?=.*(?:分行|支行|营业管理部)$)")
_ORGAN = re.compile(r"(?:办公厅|办公室|党组|\w{2,8}司)$")
_MARKS = str.maketrans("", "", '“”"‘’ \u3000\n\t')


@dataclass(frozen=True, slots=True)
class Home:
    """The jurisdiction that names are keyed in. `label` and `id` name its node ('' where it is not resolved), `name` is
    its own name, `key` the name that no other has (深圳市坪山区); `place` is its entry in the published list."""

    label: str
    id: str
    name: str
    key: str
    place: Place | None = None

    def full(self, canonical: str) -> str:
        """What `canonical` is called with its jurisdiction in front, once."""
        short = self.place.short if self.place else ""
        named = (self.name and self.name in canonical) or (short and canonical.startswith(short))
        if self.place == NATION or named:
            return canonical
        if short and short in canonical and bodies.leading(canonical):  # 国家统计局江苏调查总队
            return canonical
        return self.key + canonical


@dataclass(frozen=True, slots=True)
class Identity:
    """Who or what a printed name is: the node's label and id, its canonical name, and the home it is keyed in."""

    label: str
    id: str
    name: str
    home: Home
    kind: str | None = None


NOWHERE = Home("", "", "", "")


@dataclass(frozen=True, slots=True)
class Opened:
    """A printed name that the rules leave open, or that a person decided on: what it may mean (`candidates`, full names; a
    name of many places has none listed), what it leads to, and the decision."""

    label: str
    printed: str
    span: Span
    candidates: tuple[str, ...]
    identity: Identity
    decision: Decision | None = None


def home_of(place: Place) -> Home:
    """The home of a place: a Jurisdiction for nation, province and city, a District for what lies below."""
    label = "District" if place.level in ("county", "zone") else "Jurisdiction"
    code = place.published_code
    key = places.qualified(place)
    if label == "District":
        above = places.parent(place)
        parts = (code,) if code else (above.name if above else "", place.name)
    else:
        parts = (code or place.name,)
    return Home(label, node_id(label, *parts), place.name, key, place)


def squeeze(name: str) -> str:
    """A name without quotation marks and spaces, full-width letters and digits folded: the form that names compare by."""
    return unicodedata.normalize("NFKC", name.translate(_MARKS)).replace("(", "（").replace(")", "）")


@lru_cache(maxsize=4096)
def fold_number(number: str) -> str:
    """A document number in one form: 深府办函 [2023] 30号 -> 深府办函〔2023〕30号."""
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", number))
    folded = re.sub(r"[\[(（【〔{<〈]((?:19|20)\d\d)[\])）】〕}>〉]", r"〔\1〕", folded)
    return re.sub(r"〕第?0*(\d+)号?$", r"〕\1号", folded)


def issuer_in_title(title: str) -> tuple[str, str]:
    """(issuer, rest) of a title that begins with who issued it: 国务院关于… -> (国务院, 关于…); else ('', title).

    Only what stands before the first 关于 (or 转发, 印发) and outside of quotation marks counts.
    """
    match = re.match(r"(?!关于|转发|印发)([^《〈“]{2,60}?)(关于|转发|印发)", title)
    return (match[1].strip(), title[match.end(1) :]) if match else ("", title)


def is_bare(name: str) -> bool:
    """Whether a name means another body in each document: 领导小组, 工作专班办公室."""
    return _BARE.fullmatch(squeeze(name)) is not None


def without_level(name: str) -> str:
    """A name without the level in front: 市财政局 -> 财政局."""
    prefix = "自治区" if name.startswith("自治区") else name[:1]
    return name[len(prefix) :] if prefix and prefix in "自治区省市区县州盟旗" and not _NO_PREFIX.match(name) else name


def _first_issuer(printed: str) -> str:
    """The issuer that stands for all: of 住房和城乡建设部等部门, of A、B, and of 中共某县委某县人民政府 printed without a space."""
    alone = re.sub(r"等\w{0,6}(?:部门|单位)?$", "", printed.strip())
    return re.split(r"[、\s]|(?<=[省市区县州旗盟]委)(?=\w{2,10}人民政府)", alone)[0]


@dataclass(slots=True)
class Resolver:
    """Resolves the names of one document. `home` is its jurisdiction; `signals` lists what stayed unresolved, `opened` the
    same with candidates, and what `decisions` of a person settled."""

    facts: Facts
    decisions: tuple[Decision, ...] = ()
    home: Home = NOWHERE
    signals: list[Signal] = field(default_factory=list)
    opened: list[Opened] = field(default_factory=list)
    _main: dict[str, set[str]] = field(default_factory=dict)
    _kinds: dict[str, str] = field(default_factory=dict)
    _groups: set[str] = field(default_factory=set)
    _full_groups: set[str] = field(default_factory=set)
    _things: dict[str, set[str]] = field(default_factory=dict)
    _told: set[tuple[str, str]] = field(default_factory=set)
    _decided: dict[str, Decision] = field(default_factory=dict)
    _known: dict[str, Identity] = field(default_factory=dict)
    _known_districts: dict[str, Identity] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.home = self._document_home()
        self._decided = self._decisions_here()
        for org in self.facts.organisations:
            for form in (org.name, *org.aliases):
                self._main.setdefault(squeeze(form), set()).add(squeeze(org.name))
                self._kinds.setdefault(squeeze(form), org.kind)
                stem = squeeze(form).removesuffix("办公室")
                if LEADING_GROUP.search(stem[-4:]) and not _BARE.fullmatch(stem):
                    self._full_groups.add(squeeze(org.name).removesuffix("办公室"))
        for group in self.facts.unit_groups:
            for form in (group.name, *group.aliases):
                self._groups.add(squeeze(form))
                if squeeze(form) not in self._main:
                    self._main[squeeze(form)] = {squeeze(group.name)}
        for platform in self.facts.platforms:
            for form in (platform.name, *platform.aliases):
                self._things.setdefault(squeeze(form), set()).add(squeeze(platform.name))

    # -- the document ---------------------------------------------------------------------------------------------

    def _document_home(self) -> Home:
        header = self.facts.document
        name = squeeze(header.jurisdiction or "")
        found = places.find(name) if name else ()
        if len(found) > 1:
            # 鼓楼区: the city around it may stand in the title, the issuer or the site
            printed = squeeze(
                "".join(filter(None, (header.issuer, header.title, header.enclosed_title, header.source)))
            )
            told = [p for p in found if any(q.name in printed for q in places.parents(p) if q.level != "nation")]
            found = tuple(told) if len(told) == 1 else found
        if len(found) == 1:
            return home_of(found[0])
        if not name:
            return NOWHERE
        span = header.spans.get("jurisdiction") or header.spans.get("issuer") or (0, 0)
        label = "District" if ZONE.search(name) or name.endswith(("区", "县", "旗")) else "Jurisdiction"
        ident = node_id(label, "", name) if label == "District" else node_id(label, name)
        home = Home(label, ident, name, name)
        if not found:
            return home
        candidates = tuple(places.qualified(p) for p in found)
        for decision in self.decisions:
            about = decision.document and self._is_about(decision)  # each such document may be of another place
            if about and decision.name == name and decision.meaning in candidates:
                home = home_of(found[candidates.index(decision.meaning)])
                identity = Identity(home.label, home.id, home.name, home)
                self._open(Opened(home.label, name, span, candidates, identity, decision))
                return home
        self._open(Opened(label, name, span, candidates, Identity(label, ident, name, home)))
        return home

    def _is_about(self, decision: Decision) -> bool:
        """Whether a decision that names a document names this one."""
        header = self.facts.document
        if not decision.document:
            return True
        titles = {fold_title(title) for title in (header.title, header.enclosed_title) if title}
        return (
            fold_number(decision.document) == fold_number(header.number or "")
            or fold_title(decision.document) in titles
        )

    def _decisions_here(self) -> dict[str, Decision]:
        """The decisions that hold in this document, by name; of two the one about fewer documents."""
        here: dict[str, Decision] = {}
        for decision in sorted(self.decisions, key=lambda d: (not d.document, not d.city)):
            if decision.city in ("", self.home.key, self.home.name) and self._is_about(decision):
                here.setdefault(decision.name, decision)
        return here

    @property
    def document_id(self) -> str:
        """The id of the document itself: by number, else by its first issuer and its title. No decision changes it."""
        if self.decisions:
            return Resolver(self.facts).document_id
        header = self.facts.document
        title = header.title or header.enclosed_title or ""
        return self._document(title, header.number, _first_issuer(header.issuer or ""))

    def cited(self, title: str, number: str | None) -> str:
        """The id of a document cited under this title."""
        return self._document(title, number, "")

    def _document(self, title: str, number: str | None, issuer: str) -> str:
        if number:
            return node_id("Document", fold_number(number))
        printed, rest = issuer_in_title(title)
        issued_by = ""
        if issuer or printed:
            first = issuer or _first_issuer(printed)
            issued_by = self._issuer(first)
        return node_id("Document", issued_by, fold_title(rest if printed else title))

    def _issuer(self, printed: str) -> str:
        name = squeeze(printed)
        if _BARE.fullmatch(name):  # any other name must come out the same in documents that give it no short form
            name = self._own_name(name) or name
        home, canonical, _ = self._owner(name, grouped=False)
        return home.full(canonical)

    # -- units ----------------------------------------------------------------------------------------------------

    def unit(self, printed: str, span: Span) -> Identity:
        """The unit that a printed name means here."""
        if (known := self._known.get(printed)) is None:
            name = squeeze(printed)
            identity, candidates = self._unit(name)
            known = self._known[printed] = self._settled(name, span, identity, candidates)
        return known

    def _unit(self, name: str) -> tuple[Identity, list[str] | None]:
        """What the rules say, and the full names of what the name may mean where they leave it open."""
        main = self._own_name(name)
        candidates: list[str] | None = None
        if main is None:
            groups = sorted(self._main.get(name, set()) | self._full_groups)
            candidates = sorted({home.full(form) for group in groups for home, form, _ in [self._owner(group, False)]})
        kind = self.unit_kind(name)
        home, canonical, several = self._owner(main or name, kind == "group")
        candidates = several if candidates is None else candidates
        if _BARE.fullmatch(canonical) or main is None:
            canonical = f"{canonical}（{self._title()}）"
        return Identity("Unit", node_id("Unit", home.key, canonical), canonical, home, kind), candidates

    def _settled(self, name: str, span: Span, base: Identity, candidates: list[str] | None) -> Identity:
        """What a name leads to after a person's decisions; what stays open is told."""
        decision = self._decided.get(name) if candidates is not None else None
        decision = decision or self._decided.get(base.home.full(base.name))
        identity = base
        if decision is not None and decision.verdict == SAME:
            meaning = decision.meaning
            while (then := self._decided.get(meaning)) and then.verdict == SAME:
                meaning = then.meaning
            found = named(base.label, meaning)
            if found is None:
                decision = None
                why = f"the decision about {name} means nothing: {meaning} is no full name"
                self.signals.append(Signal(kind="unresolved", span=span, why=why))
            else:
                identity = found
        if decision is not None or candidates is not None:
            self._open(Opened(base.label, name, span, tuple(candidates or ()), identity, decision))
        return identity

    def unit_kind(self, printed: str) -> str:
        """government, leading_group, enterprise, university, group or other: as the document says, else by its form."""
        name = squeeze(printed)
        if name in self._groups:
            return "group"
        if name in self._kinds and not ("、" in name and self._kinds[name] == "government"):
            return self._kinds[name]
        if body := bodies.find(name, national=self.home.place == NATION):
            return body.kind
        for kind, pattern in (
            ("group", _GROUP),
            ("leading_group", LEADING_GROUP),
            ("university", _UNIVERSITY),
            ("enterprise", _ENTERPRISE),
            ("government", _GOVERNMENT),
        ):
            if pattern.search(name):
                return kind
        return "government" if places.is_place(name) or ZONE.search(name) else "other"

    def _own_name(self, name: str) -> str | None:
        """The document's main name for a printed one, None where it has two. A group's short name may open a longer one
        (领导小组办公室, 专班成员)."""
        mains = self._main.get(name, set())
        if len(mains) > 1:
            return None
        for main in mains:
            if main != name:
                return self._own_name(main) if len(self._main.get(main, ())) == 1 and main in self._main else main
        if _BARE.fullmatch(name) and (noun := LEADING_GROUP.search(name)):
            # 领导小组 without a definition: the one group of that sort that the document names in full
            named = {self._canonical(g, None): g for g in sorted(self._full_groups) if g.endswith(noun[0])}
            if len(named) > 1:
                return None
            for full in named.values():
                return full + name[noun.end() :]
        opens = [a for a in self._main if len(a) < len(name) and name.startswith(a) and LEADING_GROUP.search(a)]
        for alias in sorted(opens, key=len, reverse=True):
            group = self._main[alias]
            if len(group) > 1:
                return None if LEADING_GROUP.match(name) else name
            return next(iter(group)) + name[len(alias) :]
        return name

    def _owner(self, name: str, grouped: bool) -> tuple[Home, str, list[str] | None]:
        """(home, canonical name, the full names that it may mean) of a unit's main name. One that is not open has None for
        these; [] says that it may be a body of any of many places."""
        here = self.home.place
        name = name.removeprefix("中共") if name != "中共中央" else name
        name = _BANK.sub("中国人民银行", name)
        # CASE 1: a national body, or an organ of one: 住建部, 国家发展改革委办公厅
        if not grouped and (body := bodies.find(name, national=here == NATION)):
            return home_of(NATION), body.name, None
        led = bodies.leading(name, national=here == NATION)
        if led and not grouped and (branch := self._branch(name[len(led[0]) :], led[1])):
            return *branch, None
        if led and (_ORGAN.fullmatch(name[len(led[0]) :]) or (grouped and led[1].name == "国务院")):
            organ = name[len(led[0]) :]
            return home_of(NATION), name if grouped else led[1].name + organ, None
        if not grouped and name.startswith("国家") and not departments.is_listed(name):
            return home_of(NATION), name, None  # 国家图书馆; but 省国家安全厅 is a body of the province
        # CASE 2: a prefix that says the level: 市城建局, 省住建厅, 县委
        if (rest := without_level(name)) != name:
            prefix = name.removesuffix(rest)
            owner = self._level(prefix)
            if owner is not None:
                return owner, self._canonical(rest, owner.place), None
            if not grouped and prefix not in ("区", "县") and here not in (None, NATION):
                return NOWHERE, name, []
            return self.home, self._canonical(name, here), None
        # CASE 3: the name of a place: 武汉市城建局, 龙岗区政府, 浙江金融监管局, 哈尔滨工业大学（深圳）
        if not grouped and (at := re.search(r"（([^（）]+)）$", name)) and len(found := places.find(at[1])) == 1:
            return home_of(found[0]), name, None
        printed, found = self._leading_place(name)
        if len(found) > 1:
            rest = name[len(printed) :]
            return NOWHERE, name, [places.qualified(p) + self._canonical(rest, p) for p in found]
        if found:
            owner, rest = home_of(found[0]), name[len(printed) :]
            if not rest or rest == "管委会":  # a zone or district that acts by its own name
                above = places.parent(found[0])
                return (home_of(above) if above else owner), found[0].name + rest, None
            if printed == found[0].short and not grouped and not _GOVERNMENT.search(name):
                rest = name  # 浙江大学 is no 大学 of 浙江省
            return owner, self._canonical(rest, owner.place), None
        # CASE 4: anything else is the document's own
        return self.home, self._canonical(name, here), None

    def _branch(self, rest: str, body: bodies.Body) -> tuple[Home, str] | None:
        """A body of a place that is led from the nation, whose long name begins with that of its head: the part behind 总局 in
        国家税务总局武汉市税务局 and 国家金融监督管理总局浙江监管局; a branch of the central bank keeps its name (人行浙江省分行)."""
        printed, found = self._leading_place(rest)
        if len(found) != 1:
            return None
        name = rest[len(printed) :]
        if name and (body.name == "中国人民银行" or _OUTPOST.search(name)):
            return home_of(found[0]), body.name + rest
        name = _BRANCHES.get(body.name, name) if name == "监管局" else name
        return (home_of(found[0]), self._canonical(name, found[0])) if departments.is_listed(name) else None

    def _leading_place(self, name: str) -> tuple[str, tuple[Place, ...]]:
        here = self.home.place
        if here is not None:
            printed, found = places.leading(name, here)
            if found and len(printed) > len(here.short):  # 长沙县 in 长沙市 is no 县 of its own
                return printed, found
            if here.short and name.startswith((here.name, here.short)):
                own = here.name if name.startswith(here.name) else here.short
                rest, inner = places.leading(name[len(own) :], here)
                return (own + rest, inner) if inner else (own, (here,))
            for scope in (here, *places.parents(here)):
                printed, found = places.leading(name, scope)
                if found:
                    return printed, found
        printed, found = places.leading(name)
        if found:
            return printed, found
        # Short forms are common words as well (东方, 长安): only those of one province or city count.
        printed, found = places.leading(name, short=True)
        wide = [p for p in found if p.level in ("province", "city") and p.until is None]
        provinces = [p for p in wide if p.level == "province"]
        if len(provinces) == 1:
            return printed, tuple(provinces)
        return (printed, tuple(wide)) if len(wide) == 1 and len(found) == 1 else ("", ())

    def _level(self, prefix: str) -> Home | None:
        """The place that 省, 市, 区, 县 means in this document: the document's own, or one around it."""
        here = self.home.place
        if here is None:
            return self.home if self.home.name.endswith(prefix) else None
        for place in (here, *places.parents(here)):
            if (
                place.level != "nation"
                and place.name.endswith(prefix)
                and not (prefix == "区" and place.level == "province")
            ):
                return home_of(place)
        return None

    @staticmethod
    def _canonical(name: str, place: Place | None) -> str:
        full = _SHORT_GOVERNMENT.sub(r"\1人民政府", name)
        full = full if departments.is_listed(full) else full.replace("工作领导小组", "领导小组")
        return departments.full_name(full, place)

    def _title(self) -> str:
        header = self.facts.document
        return header.enclosed_title or header.title or self.document_id

    # -- places and things ----------------------------------------------------------------------------------------

    def district(self, printed: str, span: Span) -> Identity:
        """The district, county, new area or zone; a city that a wider document names comes back as a Jurisdiction."""
        name = squeeze(printed)
        if (known := self._known_districts.get(name)) is None:
            identity, candidates = self._district(name)
            known = self._known_districts[name] = self._settled(name, span, identity, candidates)
        return known

    def _district(self, name: str) -> tuple[Identity, list[str] | None]:
        here = self.home.place
        found = places.find(name, here) if here else places.find(name)
        if not found and here and here.name != name:
            found = places.find(name)
            if found and all(p.level in ("county", "zone") for p in found) and ZONE.search(name):
                found = ()  # a zone elsewhere that happens to share the name
        elif not found and here:
            found = (here,)
        if len(found) == 1:
            home = home_of(found[0])
            kind = district_kind(found[0].name, found[0].level)
            return Identity(home.label, home.id, found[0].name, home, kind), None
        if found:
            identity = Identity("District", node_id("District", "", name), name, NOWHERE, district_kind(name))
            return identity, [places.qualified(p) for p in found]
        # No list has it: a zone of this jurisdiction, known by what the document says alone.
        name = name.removeprefix(here.name) if here and name != here.name else name
        ident = node_id("District", self.home.key, name)
        return Identity("District", ident, name, self.home, district_kind(name)), None

    def chain(self, printed: str) -> Identity:
        """An industry chain of the document's jurisdiction."""
        return self._own("IndustryChain", squeeze(printed))

    def platform(self, printed: str, kind: str | None = None) -> Identity:
        """A platform under the document's main name for it."""
        name = squeeze(printed)
        mains = self._things.get(name, {name})
        return self._own("Platform", next(iter(mains)) if len(mains) == 1 else name, kind)

    def thing(self, label: str, printed: str) -> Identity:
        """A Park or Measure."""
        return self._own(label, squeeze(printed))

    def _own(self, label: str, name: str, kind: str | None = None) -> Identity:
        home = self.home
        if label in ("Platform", "Park"):
            printed, found = places.leading(name)
            if len(found) == 1 and name != printed:
                home, name = home_of(found[0]), name[len(printed) :]
        return Identity(label, node_id(label, home.key, name), name, home, kind)

    def _open(self, opened: Opened) -> None:
        """Keep what a person may decide, or has decided, once a name; a name that stays open is a signal."""
        key = (opened.label, opened.printed)
        if key in self._told:
            return
        self._told.add(key)
        self.opened.append(opened)
        if opened.decision is None:
            may = ", ".join(opened.candidates) or "a body of one of several places"
            why = f"{opened.printed} may mean {may}"
            if why not in {signal.why for signal in self.signals}:  # a place that acts is a district and a unit
                self.signals.append(Signal(kind="unresolved", span=opened.span, why=why))


@lru_cache(maxsize=1024)
def named(label: str, full_name: str) -> Identity | None:
    """The unit or place that a full name means, whatever document prints it: 武汉市城乡建设局, 深圳市南山区. None where it does not
    begin with one place of the lists, and is no national body."""
    if label != "Unit":
        found = places.find(full_name)
        if len(found) != 1:
            return None
        home = home_of(found[0])
        return Identity(home.label, home.id, home.name, home, district_kind(found[0].name, found[0].level))
    anywhere = Resolver(Facts(document=Header()))
    name = squeeze(full_name)
    if len(found := places.find(name)) == 1 and found[0].level in ("county", "zone"):
        above = places.parent(found[0])  # a district that acts by its own name
        home, canonical = home_of(above or found[0]), found[0].name
    else:
        home, canonical, several = anywhere._owner(name, anywhere.unit_kind(name) == "group")
        if several is not None or home == NOWHERE or not canonical:
            return None
    return Identity("Unit", node_id("Unit", home.key, canonical), canonical, home, anywhere.unit_kind(name))


def district_kind(name: str, level: str = "") -> str:
    """district (区), county (县, 旗, county-level 市), new_area (新区) or zone (合作区, 开发区, ...)."""
    if name.endswith("新区"):
        return "new_area"
    if level == "zone" or (level != "county" and ZONE.search(name)):
        return "zone"
    return "district" if name.endswith("区") else "county" if name.endswith(("县", "旗", "市", "州", "盟")) else "zone"
