"""A reading report: the text of a document with what was read from each place of it, so that a person can trust or mend it.

`make_report` marks every fact, signal and left-out passage in the raw text, cuts the text into pieces at their ends, and holds
what was read against plain counts of the text, made without the rules: all brackets that speak of units, all titles in 《》, all
dates, all quantities. What such a count finds and no fact covers is named with its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from loaders.corrections import entry
from loaders.facts import Correction, Fact, Facts, Goal, Signal, Span, Task
from loaders.source import Source
from loaders.text.clean import Clean, normalise

# 责任单位：…, （牵头单位：…）, 由市水务局牵头, 市水务局、市财政局按职责分工负责
_DUTY = re.compile(
    r"(?:责任|牵头|配合|主办|协办|承办|参与|参加)(?:单位|部门)\s*[：:]\s*[^\s，。]|[^，。；（）\s]{2,30}(?:牵头|分工负责|负责）)"
)
# 《某某条例》
_TITLE = re.compile(r"《[^《》\n]{2,80}》")
# 2024年底前, 2024年6月30日, 6月底前, 三季度前
_DATE = re.compile(r"(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?|年底|年末|第?[一二三四]季度)(?:之?前|以前|完成)")
# 50公里, 3座, 达到90%, 2万亿元: a number with a unit of count; no years, dates, document or article numbers
_QUANTITY = re.compile(
    r"(?<![\d.〔\[（第年月])\d+(?:\.\d+)?\s*[万亿千百]*(?:%|％|个|家|项|人|名|座|条|处|亩|公里|千米|平方米|立方米|吨|台|套|件|场|次|户|所|元|千瓦|公顷|倍|分钟|小时)"
)
_ROW = re.compile(r"^表(\d+)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the raw text and what was read there: `kind` as in the facts (tasks, goals, …; also document, signals,
    ignored, corrections), `label` a few words for the margin, `note` all that a reader wants to know of it, `entry` what to copy into the file of
    corrections to mend it."""

    start: int
    end: int
    kind: str
    label: str
    note: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks; `marks` are their indexes in the report, the widest first."""

    start: int
    end: int
    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A plain count of the text (`expected`) against what was read (`found`); `missed` are the places that no fact covers, as (span, text).
    `sure`: whether every miss is one; of quantities, many are rightly no goals."""

    name: str
    expected: int
    found: int
    missed: tuple[tuple[Span, str], ...]
    sure: bool = True


@dataclass(slots=True)
class Report:
    """All that a page about one reading shows. `covered` is the share of the characters that some fact rests on, 0 to 1."""

    name: str
    header: dict[str, str]
    counts: dict[str, int]
    checks: list[Check]
    marks: list[Mark]
    pieces: list[Piece]
    covered: float
    signals: list[Signal]
    corrections: list[Correction]


def make_report(source: Source, facts: Facts) -> Report:
    """The report of a reading; `facts` are those of `loaders.prepare.read_facts`."""
    raw, clean = source.text, normalise(source.text)
    marks = sorted(
        {*_fact_marks(facts), *_left_out(clean), *_told(facts)}, key=lambda m: (m.start, -m.end, m.kind, m.label)
    )
    pieces = _pieces(raw, marks)
    read = sum(_weight(p.text) for p in pieces if any(marks[n].kind not in _UNREAD for n in p.marks))
    head = facts.document
    return Report(
        name=source.name,
        header={name: value for name in _HEADER if (value := getattr(head, name))},
        counts={name: len(getattr(facts, name)) for name in _KINDS},
        checks=_checks(clean, facts, marks),
        marks=marks,
        pieces=pieces,
        covered=read / (_weight(raw) or 1),
        signals=facts.signals,
        corrections=facts.corrections,
    )


_HEADER = ("title", "enclosed_title", "number", "issuer", "issued_on", "published_on", "jurisdiction", "source", "site")
_KINDS = (
    "cites", "sections", "tasks", "goals", "chains", "district_roles", "place_roles", "districts", "platforms", "organisations",
    "unit_groups", "measures", "contacts", "discrepancies", "corrections", "signals", "ignored",
)  # fmt: skip
# By what a correction picks a fact of a kind; others by their name.
_PICKED = {
    "cites": ("title", "number"),
    "sections": ("path",),
    "goals": ("scope", "metric", "value"),
    "district_roles": ("district",),
    "place_roles": ("district",),
}
_UNREAD = {"signals", "ignored"}


def _weight(text: str) -> int:
    return sum(not c.isspace() for c in text)


def _fact_marks(facts: Facts) -> Iterator[Mark]:
    for name, (start, end) in facts.document.spans.items():
        value = str(getattr(facts.document, name, None) or "")
        yield Mark(start, end, "document", name.replace("_", " "), value, entry("document", {}))
    for kind in ("cites", "sections", "goals", "chains", "district_roles", "place_roles", "districts", "platforms",
                 "organisations", "unit_groups", "measures", "contacts"):  # fmt: skip
        for fact in getattr(facts, kind):
            picked = {name: getattr(fact, name) for name in _PICKED.get(kind, ("name",))}
            yield from _at(fact, kind, _label(fact), _note(fact), entry(kind, picked))
            for part, inner in (("segments", "segment"), ("subfields", "subfield"), ("members", "member")):
                for name in getattr(fact, part, ()):
                    mend = entry(f"{kind}.{part}", {"name": name.name}, {"name": fact.name})
                    yield from _at(name, kind, f"{inner} of {fact.name}", name.name, mend)
    for task in facts.tasks:
        picked = {"origin": task.origin, "path": task.path}
        mend = entry("tasks", picked)
        yield from _at(task, "tasks", task.path, _note(task), mend)
        for unit in task.units:
            yield from _at(
                unit,
                "units",
                unit.role,
                f"{unit.name}: {unit.role} of {task.path}",
                entry("tasks.units", {"name": unit.name}, picked),
            )
        if task.deadline:
            yield from _at(
                task.deadline,
                "deadlines",
                task.deadline.date or "no date",
                f"{task.deadline.raw}: deadline of {task.path}",
                mend,
            )


def _told(facts: Facts) -> Iterator[Mark]:
    for kind, found in (("signals", facts.signals), ("ignored", facts.ignored)):
        for signal in found:
            yield Mark(*signal.span, kind, signal.kind, signal.why)
    for done in facts.corrections:
        by = f" ({done.by})" if done.by else ""
        yield Mark(
            *done.span, "corrections", f"{done.action} {done.fact}", f"{done.why}{by}: {done.before} → {done.after}"
        )


def _at(fact: Fact, kind: str, label: str, note: str, mend: str) -> Iterator[Mark]:
    for start, end in fact.spans or [fact.span]:
        yield Mark(start, end, kind, label, note, mend)


def _label(fact: Any) -> str:
    if isinstance(fact, Goal):
        return f"{fact.metric} {fact.comparator} {fact.value}{fact.unit}"
    for name in ("name", "title", "district", "path"):
        if value := getattr(fact, name, None):
            return str(value)
    return ""


def _note(fact: Any) -> str:
    if isinstance(fact, Task):
        units = "、".join(f"{u.name} ({u.role})" for u in fact.units) or "no unit"
        due = fact.deadline and (fact.deadline.date or fact.deadline.raw)
        return f"{fact.origin} {fact.path} {fact.title or ''}: {units}{f'; due {due}' if due else ''}"
    if isinstance(fact, Goal):
        due = f"; due {fact.due} ({fact.due_basis})" if fact.due else ""
        return f"{_label(fact)}{due}{f'; owner {fact.owner}' if fact.owner else ''}"
    if hasattr(fact, "number"):
        return f"{fact.title}{f' {fact.number}' if fact.number else ''}"
    parts = [_label(fact)]
    parts += [
        f"{name}: {'、'.join(value)}"
        for name in ("aliases", "chains", "carriers", "platforms", "themes")
        if (value := getattr(fact, name, None))
    ]
    return "; ".join(parts)


def _left_out(clean: Clean) -> Iterator[Mark]:
    """What cleaning took out of the text and is no space: pinyin, page numbers, control marks."""
    at = 0
    ends = [*clean.starts[1:], len(clean.text)]
    for raw, start, end in sorted(zip(clean.raws, clean.starts, ends, strict=True)):
        yield from _cut(clean.raw, at, raw)
        at = raw + end - start
    yield from _cut(clean.raw, at, len(clean.raw))


def _cut(raw: str, start: int, end: int) -> Iterator[Mark]:
    text = raw[start:end]
    if text.strip():
        start += len(text) - len(text.lstrip())
        yield Mark(
            start,
            start + len(text.strip()),
            "ignored",
            "cleaned",
            "taken out before reading: pinyin, a page number or a control mark",
        )


def _pieces(raw: str, marks: list[Mark]) -> list[Piece]:
    """The text cut at every end of a mark, each piece with the marks over it."""
    cuts = sorted({0, len(raw), *(m.start for m in marks), *(m.end for m in marks)})
    pieces: list[Piece] = []
    over: list[int] = []
    coming = 0
    for start, end in pairwise(cuts):
        over = [n for n in over if marks[n].end > start]
        while coming < len(marks) and marks[coming].start <= start:
            if marks[coming].end > start:
                over.append(coming)
            coming += 1
        widest_first = sorted(over, key=lambda n: (marks[n].start - marks[n].end, n))
        pieces.append(Piece(start, end, raw[start:end], tuple(widest_first)))
    return pieces


def _checks(clean: Clean, facts: Facts, marks: list[Mark]) -> list[Check]:
    gaps = [s for s in facts.signals if s.kind == "numbering"]
    items = len(facts.sections) + sum(t.origin == "body" for t in facts.tasks)
    checks = [Check("numbers run on", items, items - len(gaps), tuple((s.span, s.why) for s in gaps))]
    rows = sorted(int(m[1]) for t in facts.tasks if t.origin == "table" and (m := _ROW.match(t.path)))
    if rows:
        there = set(rows)
        lost = [n for n in range(1, rows[-1] + 1) if n not in there]
        end = max(t.span[1] for t in facts.tasks if t.origin == "table")
        checks.append(Check("table rows run on", rows[-1], len(there), tuple(((end, end), f"row {n}") for n in lost)))
    bare = [t for t in facts.tasks if not t.units]
    missed = tuple((t.span, f"{t.path} {t.title or t.text[:20]}") for t in bare)
    checks.append(Check("tasks with a unit", len(facts.tasks), len(facts.tasks) - len(bare), missed, sure=False))
    for name, pattern, kinds, sure in (
        ("lists of units read", _DUTY, {"units", "organisations", "unit_groups"}, True),
        ("titles in 《》 read", _TITLE, {"cites", "document"}, False),
        ("dates to meet read", _DATE, {"deadlines", "goals"}, False),
        ("quantities read as goals", _QUANTITY, {"goals"}, False),
    ):
        checks.append(_count(name, pattern, clean, [m for m in marks if m.kind in kinds], sure))
    return checks


def _count(name: str, pattern: re.Pattern[str], clean: Clean, marks: Iterable[Mark], sure: bool) -> Check:
    """All matches of a pattern in the text, and which of them no mark touches."""
    spans = [(clean.raw_span(*m.span()), m[0].strip()) for m in pattern.finditer(clean.text)]
    covered = sorted((m.start, m.end) for m in marks)
    reach = list(accumulate((end for _, end in covered), max))  # the furthest end of all marks up to each
    missed = []
    for (start, end), text in spans:
        before = bisect_left(covered, (end, end)) - 1  # the last mark that starts before the match ends
        if before < 0 or reach[before] <= start:
            missed.append(((start, end), text))
    return Check(name, len(spans), len(spans) - len(missed), tuple(missed), sure)
