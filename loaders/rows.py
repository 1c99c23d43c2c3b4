"""Step 6, rows: the facts of one document -> the rows that a store keeps.

Every row is a pure function of the document. Relationships and entities carry evidence: the span in the raw text and the
cleaned quote. An entity is mentioned wherever a fact prints its name; one that is only implied (the province of 省住建厅)
is mentioned at the name that implies it.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from graph.ids import fold_title, node_id
from graph.records import DocumentRows, Row
from graph.schema import EDGE, NODE
from loaders import anchors
from loaders.decisions import Decision
from loaders.facts import Aliased, Fact, Facts, Signal, Span, Task, UnitGroup
from loaders.names import bodies, departments, places
from loaders.names.places import NATION
from loaders.resolve import LEADING_GROUP, Home, Identity, Resolver, district_kind, home_of, squeeze
from loaders.source import Source
from loaders.text.clean import Clean, normalise

# 智能建造工作专班办公室设在市住房建设局; 领导小组下设办公室，办公室设在…
_HOSTED = re.compile(r"设在")
# 在“…领导小组”下设…专班
_UNDER = re.compile(r"”?下设")
_SENTENCE_END = re.compile(r"[。；\n]")
_NEAR = 60  # characters before 设在 in which the group of a bare 办公室 is looked for


@dataclass(frozen=True, slots=True)
class Made:
    """The rows of one document, and what could not be resolved or stored."""

    rows: DocumentRows
    signals: list[Signal]


def make(facts: Facts, source: Source, decisions: tuple[Decision, ...] = ()) -> Made:
    """The rows of a document, from what was found in its file; all spans count in the text of the source. `decisions` are a
    person's, about names."""
    resolver = Resolver(facts, decisions)
    header, signals = facts.document, []
    ident = resolver.document_id
    if not (header.number or header.title or header.enclosed_title):
        # what names it would name every such document of its issuer, and one would replace the other
        ident = node_id("Document", source.sha256)
        why = "neither number nor title: known by its content alone, so a corrected file will be another document"
        signals.append(Signal(kind="unnamed", span=(0, 0), why=why))
    builder = _Builder(facts, source.text, resolver, ident, signals=signals)
    builder.document(source)
    builder.sections()
    builder.organisations()
    builder.tasks()
    builder.goals()
    builder.chains()
    builder.things()
    builder.districts()
    builder.concerns()
    builder.citations()
    builder.discrepancies()
    builder.corrections()
    builder.hosts()
    builder.placed()
    builder.ambiguities()
    return builder.done(source.sha256)


class _Spans:
    """Finds the smallest of many spans around another, in the time that the nesting takes, not their number."""

    def __init__(self, spans: Iterable[tuple[Span, str]]) -> None:
        self._spans = sorted(spans)
        self._starts = [span[0] for span, _ in self._spans]
        self._reach: list[int] = []  # the furthest end of all spans up to here
        for (_, end), _ in self._spans:
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def around(self, span: Span) -> str | None:
        """The name of the smallest span that holds this one, or None."""
        best: tuple[int, str] | None = None
        at = bisect_right(self._starts, span[0]) - 1
        while at >= 0 and self._reach[at] >= span[1]:
            (start, end), name = self._spans[at]
            if end >= span[1]:
                best = min(best or (end - start, name), (end - start, name))
            at -= 1
        return best[1] if best else None


@dataclass(slots=True)
class _Builder:
    facts: Facts
    raw: str
    resolver: Resolver
    id: str
    nodes: dict[str, dict[str, Row]] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], dict[tuple[str, str, int], Row]] = field(default_factory=dict)
    signals: list[Signal] = field(default_factory=list)
    task_ids: list[str] = field(default_factory=list)
    sections_by_path: dict[str, list[tuple[int, str]]] = field(default_factory=dict)  # path -> (start, id), sorted
    sections_by_title: dict[str, list[str]] = field(default_factory=dict)
    concerned: list[tuple[Span, Identity]] = field(default_factory=list)
    printed_units: dict[str, Identity] = field(default_factory=dict)
    _clean: Clean | None = None
    _task_spans: _Spans | None = None
    first: dict[tuple[str, str], tuple[Identity, Row]] = field(default_factory=dict)
    done_once: set[tuple[str, str]] = field(default_factory=set)
    district_names: set[str] = field(default_factory=set)

    # -- evidence -------------------------------------------------------------------------------------------------

    @property
    def clean(self) -> Clean:
        if self._clean is None:
            self._clean = normalise(self.raw)
        return self._clean

    def evidence(self, span: Span, quote: str) -> Row:
        return {"document_id": self.id, "span_start": span[0], "span_end": span[1], "quote": quote}

    def header_evidence(self, *fields: str) -> Row:
        """Evidence from the first of these header fields that has a span; else the first words of the document."""
        spans = self.facts.document.spans
        for name in (*fields, "title", "enclosed_title", "number"):
            if span := spans.get(name):
                return self.evidence(span, self.clean.quote(span))
        start = len(self.raw) - len(self.raw.lstrip())
        line = self.raw[start:].split("\n", 1)[0].rstrip()
        span = (start, start + len(line))
        return self.evidence(span, self.clean.quote(span))

    def _places(self, fact: Fact) -> list[Span]:
        return fact.spans or [fact.span]

    def _printed(self, fact: Fact, forms: Iterable[str]) -> Iterator[tuple[Span, str, str]]:
        """(span, quote, printed form) of every place where a name stands. The printed form is the longest known one
        that the place shows; a prefix inherited along a list is not printed there, so the first form stands in."""
        known = sorted({squeeze(f): f for f in forms}.items(), key=lambda x: -len(x[0]))
        first = next(iter(forms))
        for span in self._places(fact):
            quote = fact.quote if span == fact.span else self.clean.quote(span)
            here = squeeze(quote)
            exact = [form for key, form in known if key == here]
            inside = [form for key, form in known if key in here]
            yield span, quote, (exact or inside or [first])[0]

    # -- nodes and edges ------------------------------------------------------------------------------------------

    def node(self, label: str, row: Row) -> None:
        self.nodes.setdefault(label, {}).setdefault(row["id"], row)

    def edge(
        self, kind: str, source: tuple[str, str], target: tuple[str, str], evidence: Row, /, **own: object
    ) -> None:
        """Add a relationship between (label, id) and (label, id). Of two with one key the first stays."""
        table = self.edges.setdefault((kind, source[0], target[0]), {})
        row = {"from": source[1], "to": target[1], **evidence, **own}
        table.setdefault((source[1], target[1], row["span_start"]), row)

    def mention(self, identity: Identity, printed: str, evidence: Row, kind: str | None = None) -> None:
        """Make the entity's node where it is new, and say where and how the document prints it."""
        self.node(identity.label, _entity_row(identity))
        table = self.edges.setdefault(("MENTIONS", "Document", identity.label), {})
        row = {"from": self.id, "to": identity.id, **evidence, "printed": printed, "kind": kind}
        key = (self.id, identity.id, row["span_start"])
        # two facts at one place: the longer form, whichever came first
        table[key] = min(table.get(key, row), row, key=lambda r: (-len(r["printed"]), r["printed"], r["kind"] or ""))
        if identity.label in ("Unit", "District"):
            self._first(("place", identity.id), identity, evidence)

    def jurisdiction(self, home: Home, evidence: Row) -> tuple[str, str]:
        """The node of a home, mentioned by its own name at the place that names or implies it."""
        identity = Identity(home.label, home.id, home.name, home)
        self.mention(identity, home.name, evidence)
        return home.label, home.id

    def _first(self, what: tuple[str, str], identity: Identity, evidence: Row) -> None:
        """Remember the first place in the text where something is said that is kept once."""
        known = self.first.get(what)
        if known is None or _where(evidence) < _where(known[1]):
            self.first[what] = (identity, evidence)

    def placed(self) -> None:
        """Whose each unit is, in what each district lies, and the leading group of each office."""
        while new := [(what, *found) for what, found in self.first.items() if what not in self.done_once]:
            for (kind, ident), identity, evidence in new:
                self.done_once.add((kind, ident))
                if kind == "office":
                    self.edge("PART_OF", ("Unit", ident), ("Unit", identity.id), evidence)
                elif identity.label == "Unit":
                    self._belongs(identity, evidence)
                elif (above := _above(identity)) and above.label == "Jurisdiction":
                    self.edge("PART_OF", ("District", ident), self.jurisdiction(above, evidence), evidence)

    def _belongs(self, unit: Identity, evidence: Row) -> None:
        # 前海…合作区 as a body that acts: it belongs to the district of that name
        if district := self._as_district(unit):
            self.mention(district, district.name, evidence)
            self.edge("BELONGS_TO", ("Unit", unit.id), (district.label, district.id), evidence)
        elif unit.home.id:
            self.edge("BELONGS_TO", ("Unit", unit.id), self.jurisdiction(unit.home, evidence), evidence)

    def _as_district(self, unit: Identity) -> Identity | None:
        name = unit.name.removesuffix("管委会")
        if name in self.district_names or (places.is_place(name) and unit.home.name != name):
            found = self.resolver.district(name, (0, 0))
            return found if found.label == "District" else None
        return None

    # -- the document ---------------------------------------------------------------------------------------------

    def document(self, source: Source) -> None:
        header, home = self.facts.document, self.resolver.home
        self.district_names = {squeeze(x.name) for x in self.facts.districts}
        self.district_names |= {squeeze(x.district) for x in self.facts.district_roles}
        self.node(
            "Document",
            {
                "id": self.id,
                "title": header.title or header.enclosed_title,
                "enclosed_title": header.enclosed_title,
                "number": header.number,
                "issuer": header.issuer,
                "issued_on": self.date(header.issued_on, "issued_on"),
                "published_on": self.date(header.published_on, "published_on"),
                "source": header.source,
                "site": header.site,
                "jurisdiction": home.name or None,
                "jurisdiction_id": home.id or None,
                "loaded": True,
                "sha256": source.sha256,
                "file_name": source.name,
                "file_kind": source.kind,
                "raw_text": self.raw,
                "anchors": anchors.dump(source.anchors),
                "corrections": source.corrections,
                "read_by": None,  # said by who prepares the rows
                "signals": 0,
            },
        )
        if home.id:
            evidence = self.header_evidence("jurisdiction", "issuer")
            self.edge("APPLIES_TO", ("Document", self.id), self.jurisdiction(home, evidence), evidence)
        if header.issuer:
            evidence = self.header_evidence("issuer")
            span = (evidence["span_start"], evidence["span_end"])
            for name in filter(None, re.split(r"[、\s]+", header.issuer)):
                unit = self.unit(name, span, evidence)
                self.edge("ISSUED_BY", ("Document", self.id), ("Unit", unit.id), evidence)

    def date(self, iso: str | None, what: str) -> date | None:
        if iso is None:
            return None
        try:
            return date.fromisoformat(iso)
        except ValueError:
            span = self.facts.document.spans.get(what, (0, 0))
            self.signals.append(Signal(kind="bad_date", span=span, why=f"{what}: {iso} is no date"))
            return None

    def sections(self) -> None:
        seen: Counter[str] = Counter()
        for section in self.facts.sections:
            seen[section.path] += 1
            ident = node_id("Section", self.id, section.path, seen[section.path])
            evidence = self.evidence(section.span, section.quote)
            insort(self.sections_by_path.setdefault(section.path, []), (section.span[0], ident))
            self.sections_by_title.setdefault(fold_title(section.title), []).append(ident)
            self.node(
                "Section",
                {
                    "id": ident,
                    "marker": section.ordinal,
                    "path": section.path,
                    "title": section.title,
                    "parent": section.parent,
                    **evidence,
                },
            )
            self.edge("HAS_SECTION", ("Document", self.id), ("Section", ident), evidence)

    # -- units ----------------------------------------------------------------------------------------------------

    def unit(self, printed: str, span: Span, evidence: Row) -> Identity:
        """Resolve and mention a unit that is printed at a span; its office is part of its leading group."""
        unit = self.resolver.unit(printed, span)
        self.mention(unit, printed, evidence, unit.kind)
        self.printed_units.setdefault(squeeze(printed), unit)
        stem = squeeze(printed).removesuffix("办公室")
        if stem != squeeze(printed) and LEADING_GROUP.search(stem[-5:]):
            outer = self.resolver.unit(stem, span)
            self.mention(outer, stem, evidence, "leading_group")
            self._first(("office", unit.id), outer, evidence)
        return unit

    def organisations(self) -> None:
        for org in self.facts.organisations:
            self._named(org, org.aliases)
        for group in self.facts.unit_groups:
            self._named(group, group.aliases)
        for group in self.facts.unit_groups:
            target = self.resolver.unit(group.name, group.span)
            for position, member in enumerate(group.members, 1):
                for span, quote, _ in self._printed(member, (member.name,)):
                    self.unit(member.name, span, self.evidence(span, quote))
                unit = self.resolver.unit(member.name, member.span)
                if unit.id != target.id:
                    self.edge(
                        "MEMBER_OF",
                        ("Unit", unit.id),
                        ("Unit", target.id),
                        self.evidence(member.span, member.quote),
                        position=position,
                        partial=group.partial,
                    )

    def _named(self, org: Aliased | UnitGroup, aliases: list[str]) -> None:
        for span, quote, printed in self._printed(org, (org.name, *aliases)):
            self.unit(printed, span, self.evidence(span, quote))

    # -- tasks and goals ------------------------------------------------------------------------------------------

    def tasks(self) -> None:
        seen: Counter[tuple[str, str]] = Counter()
        for task in self.facts.tasks:
            seen[task.origin, task.path] += 1
            ident = node_id("Task", self.id, task.origin, task.path, seen[task.origin, task.path])
            self.task_ids.append(ident)
            evidence = self.evidence(task.span, task.quote)
            self.node(
                "Task",
                {
                    "id": ident,
                    "origin": task.origin,
                    "ordinal": task.ordinal,
                    "path": task.path,
                    "section": task.section,
                    "title": task.title,
                    "text": task.text,
                    "deadline_raw": task.deadline.raw if task.deadline else None,
                    "deadline": self.date(task.deadline.date, "deadline") if task.deadline else None,
                    "filled": list(task.filled),
                    **evidence,
                },
            )
            self.edge("HAS_TASK", ("Document", self.id), ("Task", ident), evidence)
            if section := self._section_of(task):
                self.edge("HAS_TASK", ("Section", section), ("Task", ident), evidence)
            self._responsible(task, ident)
        by_path: dict[tuple[str, str], str] = {}
        for task, ident in zip(self.facts.tasks, self.task_ids, strict=True):
            by_path.setdefault((task.origin, task.path), ident)
        for row, item in self.facts.restates:
            table, body = by_path.get(("table", row)), by_path.get(("body", item))
            if table and body:
                node = self.nodes["Task"][table]
                evidence = self.evidence((node["span_start"], node["span_end"]), node["quote"])
                self.edge("RESTATES", ("Task", table), ("Task", body), evidence)
            else:
                self.signals.append(Signal(kind="dangling", span=(0, 0), why=f"{row} restates {item}: no such task"))

    def _section_of(self, task: Task) -> str | None:
        """The deepest section around a body task; for a row the one section of that title."""
        if task.origin == "body":
            for length in range(len(task.path) - 1, 0, -1):
                known = self.sections_by_path.get(task.path[:length], [])
                if at := bisect_right(known, (task.span[0], "~")):
                    return known[at - 1][1]
            return None
        titled = self.sections_by_title.get(fold_title(task.section or ""), [])
        return titled[0] if len(titled) == 1 else None

    def _responsible(self, task: Task, ident: str) -> None:
        listed: dict[str, Row] = {}
        sources: dict[str, Row] = {}
        for position, printed in enumerate(task.units, 1):
            for span in self._places(printed):
                quote = printed.quote if span == printed.span else self.clean.quote(span)
                unit = self.unit(printed.name, span, self.evidence(span, quote))
            # a quota may be keyed by another printed form of the unit
            quota = task.quota.get(printed.name)
            times = len(self._places(printed))
            if unit.id in listed:
                listed[unit.id]["times_printed"] += times
                continue
            sources[unit.id] = self.evidence(printed.span, printed.quote)
            listed[unit.id] = {
                "role": printed.role,
                "position": position,
                "quota": None if quota is None else float(quota),
                "times_printed": times,
            }
        for unit_id, own in listed.items():
            self.edge("RESPONSIBLE_FOR", ("Unit", unit_id), ("Task", ident), sources[unit_id], **own)

    def goals(self) -> None:
        for goal in self.facts.goals:
            value = float(goal.value)
            ident = node_id(
                "Goal", self.id, goal.scope, goal.metric, goal.comparator, f"{value:.12g}", goal.unit, goal.owner
            )
            evidence = self.evidence(goal.span, goal.quote)
            self.node(
                "Goal",
                {
                    "id": ident,
                    "scope": goal.scope,
                    "origin": goal.origin,
                    "metric": goal.metric,
                    "comparator": goal.comparator,
                    "value": value,
                    "unit": goal.unit,
                    "due": self.date(goal.due, "due"),
                    "due_basis": goal.due_basis,
                    "cumulative": goal.cumulative,
                    "owner": goal.owner,
                    "text": goal.text,
                    "repeats": goal.repeats,
                    **evidence,
                },
            )
            self.edge("SETS", ("Document", self.id), ("Goal", ident), evidence)
            for task in self._tasks_at(goal.span):
                self.edge("HAS_GOAL", ("Task", task), ("Goal", ident), evidence)

    def _tasks_at(self, span: Span) -> list[str]:
        """The tasks in whose text a span stands; the smallest where one lies in another."""
        if self._task_spans is None:
            self._task_spans = _Spans(
                (place, ident)
                for task, ident in zip(self.facts.tasks, self.task_ids, strict=True)
                for place in self._places(task)
            )
        found = self._task_spans.around(span)
        return [found] if found else []

    # -- chains, districts, platforms, measures -------------------------------------------------------------------

    def chains(self) -> None:
        for chain in self.facts.chains:
            identity = self.resolver.chain(chain.name)
            for span, quote, printed in self._printed(chain, (chain.name,)):
                self.mention(identity, printed, self.evidence(span, quote))
                self.concerned.append((span, identity))
            evidence = self.evidence(chain.span, chain.quote)
            self.edge("PROMOTES", ("Document", self.id), (identity.label, identity.id), evidence)
            for label, edge, parts in (
                ("Segment", "HAS_SEGMENT", chain.segments),
                ("Subfield", "HAS_SUBFIELD", chain.subfields),
            ):
                for position, part in enumerate(parts, 1):
                    name = squeeze(part.name)
                    ident = node_id(label, identity.id, name)
                    evidence = self.evidence(part.span, part.quote)
                    self.node(
                        label,
                        {
                            "id": ident,
                            "name": name,
                            "chain": identity.name,
                            "jurisdiction": identity.home.name or None,
                        },
                    )
                    self.edge("MENTIONS", ("Document", self.id), (label, ident), evidence, printed=part.name, kind=None)
                    self.edge(edge, (identity.label, identity.id), (label, ident), evidence, position=position)

    def things(self) -> None:
        for platform in self.facts.platforms:
            for span, quote, printed in self._printed(platform, (platform.name, *platform.aliases)):
                identity = self.resolver.platform(platform.name, platform.kind)
                self.mention(identity, printed, self.evidence(span, quote), platform.kind)
                self.concerned.append((span, identity))
        for measure in self.facts.measures:
            identity = self.resolver.thing("Measure", measure.name)
            for span, quote, printed in self._printed(measure, (measure.name,)):
                self.mention(identity, printed, self.evidence(span, quote))
                self.concerned.append((span, identity))

    def districts(self) -> None:
        for name in self.facts.districts:
            for span, quote, printed in self._printed(name, (name.name,)):
                identity = self.resolver.district(name.name, span)
                self.mention(identity, printed, self.evidence(span, quote))
                self.concerned.append((span, identity))
        kinds = {squeeze(form): p.kind for p in self.facts.platforms for form in (p.name, *p.aliases)}
        for role in (*self.facts.district_roles, *self.facts.place_roles):
            identity = self.resolver.district(role.district, role.span)
            evidence = self.evidence(role.span, role.quote)
            self.mention(identity, role.district, evidence)
            self.concerned.append((role.span, identity))
            made: list[tuple[str, Identity, str]] = []
            made += [("SUPPORTS", self.resolver.chain(x), x) for x in role.chains]
            made += [("RELIES_ON", self.resolver.thing("Park", x), x) for x in role.carriers]
            made += [("BUILDS", self.resolver.platform(x), x) for x in role.platforms]
            for edge, target, printed in made:
                kind = kinds.get(squeeze(printed), "other") if target.label == "Platform" else None
                self.mention(target, printed, evidence, kind)
                self.concerned.append((role.span, target))
                self.edge(edge, (identity.label, identity.id), (target.label, target.id), evidence)

    def concerns(self) -> None:
        allowed = {target: edge for edge in ("CONCERNS", "USES") for _, target in EDGE[edge].pairs}
        for span, identity in self.concerned:
            if identity.label not in allowed:
                continue
            for task in self._tasks_at(span):
                evidence = self.evidence(span, self.clean.quote(span))
                self.edge(allowed[identity.label], ("Task", task), (identity.label, identity.id), evidence)

    # -- citations, discrepancies, hosts --------------------------------------------------------------------------

    def citations(self) -> None:
        for cite in self.facts.cites:
            ident = self.resolver.cited(cite.title, cite.number)
            if ident == self.id:
                continue  # a notice that names itself
            stub: Row = {prop.name: None for prop in NODE["Document"].properties if not prop.derived}
            self.node("Document", {**stub, "id": ident, "loaded": False})
            for span in self._places(cite):
                quote = cite.quote if span == cite.span else self.clean.quote(span)
                self.edge(
                    "CITES",
                    ("Document", self.id),
                    ("Document", ident),
                    self.evidence(span, quote),
                    title=cite.title,
                    number=cite.number,
                )

    def discrepancies(self) -> None:
        seen: Counter[tuple[str | None, ...]] = Counter()
        tasks: dict[tuple[str, str | int | None], str] = {}
        for task, task_id in zip(self.facts.tasks, self.task_ids, strict=True):
            tasks.setdefault((task.origin, task.path), task_id)
            tasks.setdefault((task.origin, task.ordinal), task_id)
        for found in self.facts.discrepancies:
            key = (found.field, found.body_path, found.table_path)
            seen[key] += 1
            ident = node_id("Discrepancy", self.id, *key, seen[key])
            evidence = self.evidence(found.span, found.quote)
            self.node(
                "Discrepancy",
                {
                    "id": ident,
                    "field": found.field,
                    "body_ordinal": found.body,
                    "table_ordinal": found.table,
                    "body_path": found.body_path,
                    "table_path": found.table_path,
                    "body_only": list(found.body_only),
                    "table_only": list(found.table_only),
                    "body_quote": found.body_quote,
                    "table_quote": found.table_quote,
                    **evidence,
                },
            )
            self.edge("HAS_DISCREPANCY", ("Document", self.id), ("Discrepancy", ident), evidence)
            for edge, origin, path, ordinal in (
                ("IN_BODY", "body", found.body_path, found.body),
                ("IN_TABLE", "table", found.table_path, found.table),
            ):
                if owner := tasks.get((origin, path if path else ordinal)):
                    self.edge(edge, ("Discrepancy", ident), ("Task", owner), evidence)

    def corrections(self) -> None:
        seen: Counter[tuple[str, str]] = Counter()
        for found in self.facts.corrections:
            key = (found.action, found.fact)
            seen[key] += 1
            ident = node_id("Correction", self.id, *key, seen[key])
            evidence = self.evidence(found.span, found.quote)
            values = {
                name: None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
                for name, value in (("before", found.before), ("after", found.after))
            }
            self.node(
                "Correction",
                {
                    "id": ident,
                    "action": found.action,
                    "fact": found.fact,
                    **values,
                    "why": found.why,
                    "by": found.by,
                    **evidence,
                },
            )
            self.edge("HAS_CORRECTION", ("Document", self.id), ("Correction", ident), evidence)

    def ambiguities(self) -> None:
        """Names that stayed open, and those that a person decided on; the entity is mentioned where its name stands."""
        for opened in self.resolver.opened:
            decision, identity = opened.decision, opened.identity
            ident = node_id("Ambiguity", self.id, opened.label, opened.printed)
            sentence = self._sentence(opened.span)
            evidence = self.evidence(sentence, self.clean.quote(sentence))
            self.node(
                "Ambiguity",
                {
                    "id": ident,
                    "printed": opened.printed,
                    "kind": opened.label,
                    "candidates": list(opened.candidates),
                    "verdict": decision.verdict if decision else None,
                    "decided": decision.name if decision else None,
                    "meaning": _full_name(identity),
                    "by": decision.by if decision else None,
                    "why": decision.why if decision else None,
                    **evidence,
                },
            )
            self.edge("HAS_AMBIGUITY", ("Document", self.id), ("Ambiguity", ident), evidence)
            if identity.id in self.nodes.get(identity.label, {}):
                self.edge("READ_AS", ("Ambiguity", ident), (identity.label, identity.id), evidence)

    def _sentence(self, span: Span) -> Span:
        """The sentence around a span, by which a person can tell what a name means."""
        text = self.clean.text
        start, end = self.clean.cleaned_at(span[0]), self.clean.cleaned_at(span[1])
        before = max(text.rfind(mark, 0, start) for mark in "。；\n")
        behind = _SENTENCE_END.search(text, end)
        return self.clean.raw_span(before + 1, behind.start() if behind else len(text))

    def hosts(self) -> None:
        """办公室设在X, and …领导小组下设…专班: read here, between units that the facts name."""
        text = self.clean.text
        for match in _HOSTED.finditer(text):
            host = self._unit_at(text, match.end(), starts=True)
            office = self._unit_at(text, match.start(), starts=False)
            if office is None and text[: match.start()].endswith("办公室"):
                office = self._nearest_group(text, match.start())
            if host and office and host[1].id != office[1].id:
                self._state("HOSTED_BY", office, host, match.span(), text)
        for match in _UNDER.finditer(text):
            outer = self._unit_at(text, match.start(), starts=False)
            inner = self._unit_at(text, match.end(), starts=True)
            if outer and inner and outer[1].id != inner[1].id and inner[1].kind == "leading_group":
                self._state("PART_OF", inner, outer, match.span(), text)

    def _state(
        self, edge: str, source: tuple[Span, Identity], target: tuple[Span, Identity], at: Span, text: str
    ) -> None:
        start = min(source[0][0], target[0][0], at[0])
        end = max(source[0][1], target[0][1], at[1])
        evidence = self.evidence(self.clean.raw_span(start, end), re.sub(r"\s+", "", text[start:end]))
        self.edge(edge, ("Unit", source[1].id), ("Unit", target[1].id), evidence)

    def _unit_at(self, text: str, at: int, *, starts: bool) -> tuple[Span, Identity] | None:
        """The longest known unit name that begins (or ends) at a cleaned position, and where it stands."""
        stop: Callable[[str], bool] = (
            (lambda n: text.startswith(n, at)) if starts else (lambda n: text.endswith(n, 0, at))
        )
        names = [n for n in self.printed_units if stop(n)]
        if not names:
            return None
        name = max(names, key=len)
        return ((at, at + len(name)) if starts else (at - len(name), at)), self.printed_units[name]

    def _nearest_group(self, text: str, at: int) -> tuple[Span, Identity] | None:
        """The office of the leading group that stands last before a bare 办公室."""
        window = text[max(0, at - _NEAR) : at]
        found = [
            (window.rfind(n), len(n), n)
            for n, u in self.printed_units.items()
            if u.kind == "leading_group" and n in window
        ]
        if not found:
            return None
        where, length, name = max(found)
        start = max(0, at - _NEAR) + where
        if name.endswith("办公室"):
            return (start, start + length), self.printed_units[name]
        span = self.clean.raw_span(start, at)
        evidence = self.evidence(span, re.sub(r"\s+", "", text[start:at]))
        return (start, at), self.unit(f"{name}办公室", span, evidence)

    def done(self, sha256: str) -> Made:
        signals = [*self.resolver.signals, *self.signals]
        self.nodes["Document"][self.id]["signals"] = len(self.facts.signals) + len(signals)
        nodes = {label: list(rows.values()) for label, rows in self.nodes.items()}
        edges = {table: list(rows.values()) for table, rows in self.edges.items()}
        return Made(DocumentRows(self.id, sha256, nodes, edges), signals)


def _where(evidence: Row) -> tuple[int, int]:
    return evidence["span_start"], evidence["span_end"]


def _entity_row(identity: Identity) -> Row:
    """The properties of an entity that follow from its key; the store derives the others from its mentions."""
    home, label = identity.home, identity.label
    if label in ("Jurisdiction", "District"):
        place = home.place if home.id == identity.id else None
        above = [p.name for p in reversed(places.parents(place)) if p.level != "nation"] if place else []
        row: Row = {
            "id": identity.id,
            "name": identity.name,
            "full_name": "".join([*above, identity.name]) if place else home.full(identity.name),
            "code": place.published_code if place else None,
        }
        if label == "Jurisdiction":
            return row | {"level": place.level if place else "city"}
        outer = _above(identity)
        kind = district_kind(identity.name, place.level if place else "")
        return row | {"jurisdiction": outer.name if outer else None, "kind": kind}
    row = {
        "id": identity.id,
        "full_name": home.full(identity.name),
        "jurisdiction": home.name or None,
    }
    return row | _published(identity) if label == "Unit" else row


def _published(unit: Identity) -> Row:
    """What published lists say of a unit by its name: functions, other forms of the name, the reform that ended it."""
    home, place = unit.home, unit.home.place
    reform = departments.reform(unit.name, place)
    if place == NATION:
        forms = bodies.forms(unit.name)
    else:
        listed = departments.forms(unit.name, place)
        level = next((x for x in ("自治区", "省", "市", "区", "县") if home.name.endswith(x)), "")
        forms = tuple(dict.fromkeys(form for x in listed for form in (home.full(x), level + x)))
    return {
        "functions": list(departments.functions(unit.name, place)),
        "known_as": sorted(forms),
        "succeeded_by": [home.full(name) for name in reform.successors] if reform else [],
        "reform_year": reform.year if reform else None,
    }


def _full_name(identity: Identity) -> str:
    """What a person calls an entity apart from all others: 武汉市城乡建设局, 深圳市南山区."""
    home = identity.home
    if identity.label != "Unit" and home.id == identity.id:
        return home.key
    return home.full(identity.name)


def _above(district: Identity) -> Home | None:
    """The home around a district: that of its listed place, or the one whose document names an unlisted zone."""
    home = district.home
    if home.id != district.id:
        return home if home.id else None
    above = places.parent(home.place) if home.place else None
    return home_of(above) if above else None
