"""Review: what stayed unresolved in a store, and a person's decisions about it.

A decision is checked, kept in the file of `loaders.decisions`, and the documents that it is about are read again at once from the
text that the store holds. Loading applies the file, so a decision survives every reload.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from graph.documents import document as find_document
from graph.errors import UnknownName
from graph.names import PLACES, lookup, nearest, resolve
from graph.records import Row
from graph.store import Store
from loaders.decisions import SAME, SEPARATE, Decision, check, read_decisions, write_decisions
from loaders.errors import DecisionsError, RefusedDecision
from loaders.load import Reading, load_source
from loaders.names import bodies, departments, places
from loaders.prepare import Options
from loaders.resolve import Identity, fold_number, is_bare, named, squeeze, without_level
from loaders.stored import stored_source


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name that a person may decide on. `kind` is open (it may mean several things; `candidates` are full names, none listed
    where it may be a body of any of many places) or double (two bodies of one place whose names say that they do the same).
    `quote` is a sentence that prints it, `documents` the titles of all that do, `document_ids` their ids."""

    name: str
    kind: str
    candidates: tuple[str, ...]
    city: str
    quote: str
    documents: tuple[str, ...]
    document_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision that was taken or undone, and the documents that were read again for it."""

    decision: Decision
    readings: tuple[Reading, ...]


def open_names(store: Store, decisions: Sequence[Decision] = (), *, city: str = "") -> list[OpenName]:
    """All names that wait for a person: those in most documents first. `city` is a jurisdiction as names in questions are.

    Raises UnknownName, AmbiguousName for the city.
    """
    wanted = resolve(store, city, PLACES, what="city").id if city else ""
    found: dict[tuple[str, str, tuple[str, ...]], list[Row]] = {}
    for row in lookup(store, "ambiguities"):
        if row["verdict"] is None and wanted in ("", row["jurisdiction_id"]):
            key = (row["printed"], row["jurisdiction"] or "", tuple(row["candidates"] or ()))
            found.setdefault(key, []).append(row)
    listed = [
        OpenName(
            printed,
            "open",
            candidates,
            where,
            rows[0]["quote"],
            tuple(dict.fromkeys(row["document"] or row["number"] or row["document_id"] for row in rows)),
            tuple(dict.fromkeys(row["document_id"] for row in rows)),
        )
        for (printed, where, candidates), rows in found.items()
    ]
    listed.sort(key=lambda name: (-len(name.document_ids), name.city, name.name, name.candidates))
    return listed + _doubles(store, decisions, wanted)


def _doubles(store: Store, decisions: Sequence[Decision], city: str) -> list[OpenName]:
    """Pairs of bodies of one place that do the same, but those that reviewed lists or a person hold apart."""
    decided = {decision.name for decision in decisions}
    listed = []
    for row in lookup(store, "doubles", city=city):
        one, other = row["full_name_a"], row["full_name_b"]
        a, b = named("Unit", one), named("Unit", other)
        if a is None or b is None or departments.apart(a.name, b.name) or {one, other} & decided:
            continue
        mentions = lookup(store, "mentions-of", full_name=one)
        first = mentions[0]
        titles = tuple(mention["document"] or mention["document_id"] for mention in mentions)
        ids = tuple(mention["document_id"] for mention in mentions)
        listed.append(OpenName(one, "double", (other,), row["jurisdiction"] or "", first["quote"], titles, ids))
    return listed


def decide(
    store: Store,
    path: Path,
    name: str,
    meaning: str = "",
    *,
    city: str = "",
    document: str = "",
    by: str = "",
    why: str = "",
) -> Taken:
    """Decide what a name means: `meaning`, or a thing of its own where that is ''. `path` is the file of decisions.

    Raises UnknownName, AmbiguousName, RefusedDecision (nothing is changed then); DecisionsError where the file cannot be written.
    """
    decisions = read_decisions(path)
    printed = squeeze(name)
    home = resolve(store, city, PLACES, what="city").id if city else ""
    only = find_document(store, document)["id"] if document else ""
    rows = [
        row
        for row in lookup(store, "ambiguities")
        if printed == row["printed"]
        and row["decided"] in (None, printed)
        and home in ("", row["jurisdiction_id"])
        and only in ("", row["document_id"])
    ]
    if rows:
        decision = _about_open(store, rows, printed, meaning, home)
        documents = {row["document_id"] for row in rows}
    else:
        decision = _about_body(store, name, meaning, home)
        documents = {row["document_id"] for row in lookup(store, "mentions-of", full_name=decision.name)}
    decision = replace(decision, by=by, why=why, on=date.today().isoformat())
    same_key = (decision.name, decision.city, decision.document)
    kept = [d for d in decisions if (d.name, d.city, d.document) != same_key]
    try:
        checked = check([*kept, decision], "this decision")
    except DecisionsError as error:
        raise RefusedDecision(f"{error}; undo one of them first (policygraph review decide NAME --undo)") from None
    documents |= _decided_before(store, decisions, same_key)
    return Taken(decision, _apply(store, path, decisions, checked, documents))


def undo(store: Store, path: Path, name: str, *, city: str = "", document: str = "") -> Taken:
    """Take a decision back. Raises UnknownName where there is none, RefusedDecision where several fit."""
    decisions = read_decisions(path)
    printed = squeeze(name)
    about = {printed, name, *(row["decided"] for row in lookup(store, "ambiguities") if row["printed"] == printed)}
    found = [
        d
        for d in decisions
        if d.name in about and city in ("", d.city) and document in ("", d.document, fold(d.document))
    ]
    if not found:
        raise UnknownName(
            f"no decision is about {name!r} (policygraph review decisions).", [d.name for d in decisions][:5]
        )
    if len(found) > 1:
        listed = "; ".join(where(d) for d in found)
        raise RefusedDecision(f"{len(found)} decisions are about {name}: {listed}. Give --city or --document.")
    rest = tuple(d for d in decisions if d != found[0])
    key = (found[0].name, found[0].city, found[0].document)
    return Taken(found[0], _apply(store, path, decisions, rest, _decided_before(store, decisions, key)))


def where(decision: Decision) -> str:
    """A decision in one line: 南山区政府 (documents of 湖北省) = 深圳市南山区人民政府."""
    scope = (
        f"《{decision.document}》" if decision.document else f"documents of {decision.city}" if decision.city else ""
    )
    is_what = f"= {decision.meaning}" if decision.verdict == SAME else "is a thing of its own"
    return f"{decision.name}{f' ({scope})' if scope else ''} {is_what}"


def fold(document: str) -> str:
    """How a decision names a document: a number in one form, else the title as it is."""
    return fold_number(document) if "号" in document else document


def _about_open(store: Store, rows: list[Row], printed: str, meaning: str, city: str) -> Decision:
    """A decision about a name that the rules leave open, limited to the documents that are meant."""
    candidates = sorted({c for row in rows for c in row["candidates"] or ()})
    documents = {row["document_id"]: row["number"] or row["document"] or "" for row in rows}
    homes = {row["jurisdiction"] or "" for row in rows}
    one_document = is_bare(printed) or homes & {"", printed}  # it means another thing in each document
    if one_document and len(documents) > 1:
        listed = "; ".join(sorted(documents.values()))
        raise RefusedDecision(f"{printed} is open in {len(documents)} documents ({listed}): give --document")
    if not city and len(homes) > 1:
        raise RefusedDecision(
            f"{printed} is open in documents of {'、'.join(sorted(homes))}: give --city or --document"
        )
    scope = {"document": fold(next(iter(documents.values())))} if one_document else {"city": _key(rows[0])}
    if not meaning:
        return Decision(printed, SEPARATE, **scope)
    kinds = {row["kind"] for row in rows}
    target = _target(store, meaning, "Unit" if "Unit" in kinds else min(kinds), candidates)
    full_name = _full_name(target)
    if candidates and full_name not in candidates:
        raise RefusedDecision(f"{full_name} is none of what {printed} may mean: {'、'.join(candidates)}")
    own, other = departments.functions(departments.full_name(without_level(printed), None)), _functions(target)
    if not candidates and own and not set(own) & set(other):
        raise RefusedDecision(
            f"{printed} is no name for {full_name}: they do not do the same ({own[0]}, {'、'.join(other) or '-'})"
        )
    return Decision(printed, SAME, full_name, **scope)


def _about_body(store: Store, name: str, meaning: str, city: str) -> Decision:
    """A decision about a body that the rules know: it is another of the same place, or a thing of its own."""
    unit = resolve(store, name, ("Unit",), city=city, what="name")
    full_name = lookup(store, "node-full-name", id=unit.id)[0]["full_name"]
    if not meaning:
        return Decision(full_name, SEPARATE)
    target = _target(store, meaning, "Unit", (), city)
    base = named("Unit", full_name)
    if base is None or base.id != unit.id:
        raise RefusedDecision(f"{full_name} is known in its own document alone: its name does not say whose body it is")
    if base.id == target.id:
        raise RefusedDecision(f"{name} means {full_name} already")
    if base.home.key != target.home.key:
        raise RefusedDecision(
            f"{full_name} and {_full_name(target)} belong to two jurisdictions: they are never one body"
        )
    if reason := departments.apart(base.name, target.name):
        raise RefusedDecision(f"{full_name} and {_full_name(target)} are never one body: {reason}")
    return Decision(full_name, SAME, _full_name(target))


def _target(store: Store, meaning: str, label: str, candidates: Sequence[str], city: str = "") -> Identity:
    """What a decision leads to: by full name, or by a name that a question would take. Raises UnknownName, RefusedDecision."""
    labels = ("Unit",) if label == "Unit" else PLACES
    identity = named(label, meaning)
    if identity is not None and (
        _is_published(identity) or _full_name(identity) in candidates or _is_in(store, identity)
    ):
        return identity
    try:
        found = resolve(store, meaning, labels, city=city, what="candidate")
    except UnknownName:
        raise UnknownName(
            f"no body or place is called {meaning!r}.", [*candidates, *nearest(store, meaning, labels)][:5]
        ) from None
    full_name = lookup(store, "node-full-name", id=found.id)[0]["full_name"]
    identity = named(label, full_name)
    if identity is None or identity.id != found.id:
        raise RefusedDecision(f"{full_name} is known in its own document alone: its name does not say whose body it is")
    return identity


def _is_published(identity: Identity) -> bool:
    name = identity.name
    return identity.label != "Unit" or departments.is_listed(name) or bool(bodies.find(name, national=True))


def _is_in(store: Store, identity: Identity) -> bool:
    return bool(lookup(store, "node-full-name", id=identity.id))


def _functions(identity: Identity) -> tuple[str, ...]:
    return departments.functions(identity.name, identity.home.place)


def _full_name(identity: Identity) -> str:
    if identity.label != "Unit":
        return identity.home.key
    return identity.home.full(identity.name)


def _key(row: Row) -> str:
    """The name of a document's jurisdiction that no other has: 深圳市坪山区."""
    found = [p for p in places.find(row["jurisdiction"] or "") if places.qualified(p).endswith(row["jurisdiction"])]
    return places.qualified(found[0]) if len(found) == 1 else row["jurisdiction"] or ""


def _decided_before(store: Store, decisions: Iterable[Decision], key: tuple[str, str, str]) -> set[str]:
    """The documents in which a decision of this key holds now."""
    if all((d.name, d.city, d.document) != key for d in decisions):
        return set()
    return {row["document_id"] for row in lookup(store, "ambiguities") if row["decided"] == key[0]}


def _apply(
    store: Store, path: Path, before: tuple[Decision, ...], after: tuple[Decision, ...], documents: Iterable[str]
) -> tuple[Reading, ...]:
    """Keep the decisions, and read the documents that they are about again."""
    options = Options(decisions=after)
    with _kept(path, before, after):
        return tuple(load_source(store, stored_source(store, ident), options) for ident in sorted(documents))


@contextmanager
def _kept(path: Path, before: tuple[Decision, ...], after: tuple[Decision, ...]) -> Iterator[None]:
    """The file with the decisions after; as it was where reading the documents again fails."""
    write_decisions(path, after)
    try:
        yield
    except BaseException:
        write_decisions(path, before)
        raise
