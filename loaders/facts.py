"""The records that extraction makes, in the shape that `policygraph extract --json` prints.

Every record carries `span`, the [start, end) offsets of its evidence in the raw text (code points of the decoded file),
and `quote`, the cleaned text of that span. `spans` lists every place where one fact stands; its first is `span`.
Finding (one module a kind of fact) fills these records and never resolves a name; `resolve.py` does that.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from dataclasses import field as made
from typing import Any

Span = tuple[int, int]


@dataclass(slots=True, kw_only=True)
class Fact:
    """What every fact carries: where it stands and what is printed there."""

    span: Span
    quote: str
    spans: list[Span] | None = None


@dataclass(slots=True, kw_only=True)
class Name(Fact):
    """A name as it is printed: a unit in a list, a segment of a chain."""

    name: str


@dataclass(slots=True, kw_only=True)
class Header:
    """The document's own head (red-head lines, number, title, signature). Dates are ISO strings; absent is None."""

    title: str | None = None
    enclosed_title: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued_on: str | None = None
    published_on: str | None = None
    source: str | None = None
    site: str | None = None
    jurisdiction: str | None = None
    spans: dict[str, Span] = made(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Citation(Fact):
    """A document cited in 《》; `title` without the marks, `number` as 国发〔2018〕41号 or None."""

    title: str
    number: str | None = None


@dataclass(slots=True, kw_only=True)
class Section(Fact):
    """A heading. `ordinal` as printed (一, （一）), `parent` the ordinal of the heading above, `path` as 三（四）."""

    ordinal: str
    title: str
    parent: str | None
    path: str


@dataclass(slots=True, kw_only=True)
class UnitRole(Fact):
    """A unit that answers for a task. `role` is lead (牵头), support (配合) or responsible (责任, 负责)."""

    name: str
    role: str


@dataclass(slots=True, kw_only=True)
class Deadline(Fact):
    """A date that the item must meet: `raw` as printed, `date` ISO or None (长期坚持)."""

    raw: str
    date: str | None


@dataclass(slots=True, kw_only=True)
class Task(Fact):
    """An item that assigns a duty; `origin` is body or table, `path` as 三（四）14 or 表8."""

    origin: str
    ordinal: int
    path: str
    section: str | None
    title: str | None
    text: str
    units: list[UnitRole] = made(default_factory=list)
    deadline: Deadline | None = None
    quota: dict[str, int | float] = made(default_factory=dict)
    filled: list[str] = made(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Goal(Fact):
    """A quantified target. `comparator` is one of = >= <= > < += ~; `due` ISO; `due_basis` text, table, plan_year or None."""

    scope: str
    origin: str
    metric: str
    comparator: str
    value: int | float
    unit: str
    due: str | None = None
    due_basis: str | None = None
    cumulative: bool = False
    owner: str | None = None
    text: str = ""
    repeats: str | None = None


@dataclass(slots=True, kw_only=True)
class Chain(Fact):
    """An industry chain (产业链) that the text describes, with its segments (环节) and subfields (细分领域) in order."""

    name: str
    segments: list[Name] = made(default_factory=list)
    subfields: list[Name] = made(default_factory=list)


@dataclass(slots=True, kw_only=True)
class DistrictRole(Fact):
    """What a sentence gives a district (in `place_roles` a city or province) to do: chains to support, carriers (园区) to rely on, platforms, themes."""

    district: str
    chains: list[str] = made(default_factory=list)
    carriers: list[str] = made(default_factory=list)
    platforms: list[str] = made(default_factory=list)
    themes: list[str] = made(default_factory=list)
    item: int | None = None
    path: str | None = None
    text: str = ""


@dataclass(slots=True, kw_only=True)
class Aliased(Fact):
    """A named thing with a kind and the other forms under which the document prints it."""

    name: str
    kind: str = "other"
    aliases: list[str] = made(default_factory=list)


@dataclass(slots=True, kw_only=True)
class UnitGroup(Fact):
    """A collective (各区人民政府, 领导小组成员单位); members only where the text lists them; partial where the list ends in 等."""

    name: str
    members: list[Name] = made(default_factory=list)
    partial: bool = False
    aliases: list[str] = made(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Contact(Fact):
    """A telephone number or mailbox: in the JSON only, never in the graph."""

    name: str
    phone: str | None = None
    email: str | None = None


@dataclass(slots=True, kw_only=True)
class PrintedDuplicate(Fact):
    """A unit printed twice in one list."""

    origin: str
    ordinal: int
    path: str
    name: str


@dataclass(slots=True, kw_only=True)
class Discrepancy(Fact):
    """Where the annex table and the body disagree. `field` is units, number or text; a side that has no task is None."""

    body: int | None
    table: int | None
    body_path: str | None
    table_path: str | None
    field: str
    body_only: list[str] = made(default_factory=list)
    table_only: list[str] = made(default_factory=list)
    body_quote: str | None = None
    table_quote: str | None = None


@dataclass(slots=True, kw_only=True)
class Correction(Fact):
    """What a person corrected. `action` is correct, add or drop; `fact` the kind (tasks, tasks.units, document), `before` and
    `after` its values as JSON prints them (None: there was or is no such fact)."""

    action: str
    fact: str
    before: Any
    after: Any
    why: str
    by: str | None = None


@dataclass(slots=True, kw_only=True)
class Signal:
    """Something in the text that no rule reads: `kind`, where, and why. `text` is what the file prints there, where the reader of
    the file left it out of the text (the span is then the empty one where it would stand)."""

    kind: str
    span: Span
    why: str
    text: str | None = None


@dataclass(slots=True, kw_only=True)
class Facts:
    """Everything read from one document. `restates` pairs (path of a table row, path of its body item); `ignored` lists
    what was seen and left out on purpose."""

    document: Header
    cites: list[Citation] = made(default_factory=list)
    sections: list[Section] = made(default_factory=list)
    tasks: list[Task] = made(default_factory=list)
    goals: list[Goal] = made(default_factory=list)
    chains: list[Chain] = made(default_factory=list)
    district_roles: list[DistrictRole] = made(default_factory=list)
    place_roles: list[DistrictRole] = made(default_factory=list)
    districts: list[Name] = made(default_factory=list)
    platforms: list[Aliased] = made(default_factory=list)
    organisations: list[Aliased] = made(default_factory=list)
    unit_groups: list[UnitGroup] = made(default_factory=list)
    measures: list[Name] = made(default_factory=list)
    contacts: list[Contact] = made(default_factory=list)
    printed_duplicates: list[PrintedDuplicate] = made(default_factory=list)
    discrepancies: list[Discrepancy] = made(default_factory=list)
    restates: list[tuple[str, str]] = made(default_factory=list)
    corrections: list[Correction] = made(default_factory=list)
    signals: list[Signal] = made(default_factory=list)
    ignored: list[Signal] = made(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """The facts as plain JSON values."""
        plain: dict[str, Any] = _plain(self)
        return plain


# Of a fact in one place, of a signal whose place is in the text: not printed where they are None
_OPTIONAL = frozenset({"spans", "text"})


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {
            f.name: _plain(getattr(value, f.name))
            for f in fields(value)
            if not (f.name in _OPTIONAL and getattr(value, f.name) is None)
        }
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    return value
