"""What a store computes from all its documents: names, kinds, stubs, and which document a citation means.

Each is a function of what the documents state, so the order in which they were loaded does not show.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from graph.ids import title_key
from graph.schema import EDGE, ENTITIES, NODE, SHOWN, edge_properties
from graph.store import DocumentRows, Row

if TYPE_CHECKING:
    from graph.stores.writing import Writing


def settle(run: Writing, gone: Mapping[str, set[str]], touched: Mapping[str, set[str]], stubs: Iterable[str]) -> None:
    """Delete what nothing mentions or cites any more, and compute what is shown of the rest from all that documents say.

    `gone` are the entities that a document mentioned and does not now, `touched` those whose forms or kinds may show
    otherwise, by label; `stubs` the same of cited documents.
    """
    run.delete_unmentioned({label: sorted(ids) for label, ids in gone.items() if ids})
    entities = {label: sorted(touched[label]) for label in ENTITIES if touched.get(label)}
    if entities:
        run.show(_shown(entities, run.printed_forms(entities)))
    _show_stubs(run, sorted(stubs))


def _shown(
    ids: Mapping[str, Iterable[str]], forms: Iterable[tuple[str, str, str | None, int, str]]
) -> dict[str, list[Row]]:
    """The derived properties of entities that are printed in these forms: entity, form, kind, how often, where first."""
    printed: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for entity, form, kind, times, first in forms:
        seen, earliest = printed[entity].get(form, (0, first))
        printed[entity][form] = (seen + times, min(earliest, first))
        if kind is not None:
            kinds[entity][kind] += times
    shown: dict[str, list[Row]] = {}
    for label, entities in ids.items():
        for entity in entities:
            if own := printed.get(entity):
                row: Row = {
                    "name": min(own, key=lambda form: (-own[form][0], own[form][1], form)),
                    "aliases": sorted(own),
                    "kind": min(kinds[entity], key=lambda kind: (-kinds[entity][kind], kind), default=None),
                }
                shown.setdefault(label, []).append({"id": entity} | {name: row[name] for name in SHOWN[label]})
    return shown


def shown_alone(documents: Sequence[DocumentRows]) -> dict[str, dict[str, Row]]:
    """What entities and stubs would show if there were these documents alone: label -> id -> properties."""
    mentions = [
        (edge["to"], edge["printed"], edge["kind"], 1, f"{edge['document_id']} {edge['span_start']:012}")
        for edge in _edges(documents, "MENTIONS")
    ]
    ids = {
        label: dict.fromkeys(row["id"] for rows in documents for row in rows.nodes.get(label, ())) for label in ENTITIES
    }
    alone = {label: {row["id"]: row for row in shown} for label, shown in _shown(ids, mentions).items()}
    cited: dict[str, list[Row]] = defaultdict(list)
    for edge in _edges(documents, "CITES"):
        cited[edge["to"]].append(edge)
    alone["Document"] = {
        stub: {name: _most(Counter(edge[name] or "" for edge in edges)) for name in ("title", "number")}
        for stub, edges in cited.items()
    }
    return alone


def unsettled(
    documents: Sequence[DocumentRows], alone: Mapping[str, Mapping[str, Row]], stands: Mapping[str, Row]
) -> tuple[dict[str, set[str]], set[str]]:
    """The entities (by label) and stubs that new documents may let show otherwise than they do (`stands`, by id).

    What comes first by (times printed, where it stands first) both in the documents before and in the new ones comes first in
    all of them. So the cost of a document does not grow with the number of those before it that mention the same.
    """
    entities: dict[str, set[str]] = defaultdict(set)
    for label in ENTITIES:
        for entity, own in alone.get(label, {}).items():
            there = stands[entity]
            same = {*own["aliases"]} <= {*(there["aliases"] or ())}
            if "name" in own:
                same = same and own["name"] == there["name"]
            if own.get("kind") is not None:
                same = same and own["kind"] == there["kind"]
            if not same:
                entities[label].add(entity)
    stubs = {
        stub
        for stub, own in alone["Document"].items()
        if not stands[stub]["loaded"] and any(own[name] not in (None, stands[stub][name]) for name in own)
    }
    return entities, stubs


def _edges(documents: Sequence[DocumentRows], edge_type: str) -> Iterator[Row]:
    for rows in documents:
        for table, edges in rows.edges.items():
            if table[0] == edge_type:
                yield from edges


def redirect(run: Writing, document_ids: Sequence[str], titles: Iterable[str]) -> set[str]:
    """Lead citations by title alone to the loaded document of that title; the ids of the documents that lost or got some.

    A citation that prints no number names a document by its title (`cited_id` is made of that), while the document itself is
    keyed by its number. So it goes to the document `cited_id` where that is loaded, else to the one loaded document with
    that title, else to the stub `cited_id`. `titles` are those that the documents have, had, and
    cite or cited without a number.
    """
    forms = sorted({form for title in titles for form in _title_forms(title)})
    if not forms:
        return set()
    query = (
        "MATCH (a:Document)-[c:CITES]->(x:Document) WHERE c.number IS NULL AND (c.title_key IN $keys OR c.cited_id IN $ids) "
        "RETURN a.id, x.id, c"
    )
    keys = [title_key(form) for form in forms]
    citations = run(query, keys=keys, ids=list(document_ids))
    if not citations:
        return set()
    query = (
        "MATCH (d:Document) WHERE d.loaded AND (d.title_key IN $keys OR d.enclosed_title_key IN $keys OR d.id IN $ids) "
        "RETURN d.id, d.title, d.enclosed_title"
    )
    ids = {citation["cited_id"] for _, _, citation in citations}
    named: dict[str, set[str]] = defaultdict(set)
    by_id: set[str] = set()
    for loaded, *own in run(query, keys=keys, ids=sorted(ids)):
        if loaded in ids:
            by_id.add(loaded)
        for form in {form for title in own for form in _title_forms(title or "")}.intersection(forms):
            named[form].add(loaded)
    touched: set[str] = set()
    for source, target, citation in citations:
        cited = citation["cited_id"]
        meant = named[citation["title"]] - {source}
        right = cited if cited in by_id or len(meant) != 1 else next(iter(meant))
        if right != target:
            touched |= {target, right}
            _lead(run, source, target, right, citation)
    return touched


def _lead(run: Writing, source: str, old: str, new: str, citation: Row) -> None:
    """Move a CITES relationship from one document to another, a stub where it is not there."""
    stub: Row = dict.fromkeys(prop.name for prop in NODE["Document"].properties) | {"id": new, "loaded": False}
    query = (
        "MATCH (:Document {id: $source})-[c:CITES]->(:Document {id: $old}) "
        "WHERE c.span_start = $at AND c.document_id = $source DELETE c"
    )
    run(query, source=source, old=old, at=citation["span_start"])
    row = {prop.name: citation.get(prop.name) for prop in edge_properties(EDGE["CITES"])}
    run.create({"Document": [stub]}, {("CITES", "Document", "Document"): [{"from": source, "to": new, **row}]})


def _title_forms(title: str) -> set[str]:
    """A title as it stands, and as it stands inside the marks of a citation, which change the marks within."""
    if not title:
        return set()
    return {title, title.translate({0x300A: "〈", 0x300B: "〉"}), title.translate({0x3008: "《", 0x3009: "》"})}


def _show_stubs(run: Writing, ids: list[str]) -> None:
    """Give stubs the title and number by which they are cited most; delete those that nothing cites any more."""
    cited: dict[str, tuple[Counter[str], Counter[str]]] = {}
    if not ids:
        return
    query = "UNWIND $ids AS i MATCH (n:Document {id: i}) WHERE NOT n.loaded RETURN n.id"
    for (stub,) in run(query, ids=ids):
        cited[stub] = (Counter(), Counter())
    if not cited:
        return
    query = (
        "UNWIND $ids AS i MATCH (n:Document {id: i}) WITH i, n MATCH (n)<-[c:CITES]-(:Document) "
        "RETURN n.id, c.title, c.number, count(*)"
    )
    for stub, title, number, times in run(query, ids=sorted(cited)):
        for counter, form in zip(cited[stub], (title, number), strict=True):
            counter[form or ""] += times
    orphans = [stub for stub, (titles, _) in cited.items() if not titles]
    if orphans:
        run("UNWIND $ids AS i MATCH (n:Document {id: i}) DETACH DELETE n", ids=orphans)
    rows: list[Row] = [
        {"id": stub, "title": _most(titles), "number": _most(numbers)}
        for stub, (titles, numbers) in cited.items()
        if titles
    ]
    if rows:
        run.set_nodes("Document", ("title", "number"), rows)


def _most(forms: Counter[str]) -> str | None:
    """The form that occurs most; ties: the first by code points. An absent form counts only where there is no other."""
    named = {form: times for form, times in forms.items() if form}
    return min(named, key=lambda form: (-named[form], form)) if named else None
