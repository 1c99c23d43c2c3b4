"""What a store computes from all its documents: names, kinds, stubs, and which document a citation means.

Each is a function of what the documents state, so the order in which they were loaded does not show.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.ids import fold_title, title_key
from graph.records import DocumentRows, Row
from graph.schema import EDGE, ENTITIES, NODE, SHOWN, edge_properties
from graph.stores.verbs import Writing


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


def redirect(
    run: Writing, documents: Sequence[DocumentRows], document_ids: Sequence[str], keys: Iterable[str]
) -> set[str]:
    """Lead citations to the loaded document of that title; the ids of the documents that lost or got some.

    A citation gives an id by itself (`cited_id`): of the number that it prints, else of issuer and title. It goes to the document of that
    id where it is loaded. Else to the one loaded document that has the title, in whatever marks, with the issuer in front or as
    the title of the plan that it carries; a title without the issuer, which others may print as well, counts in documents of
    one jurisdiction. What is cited by a number is no document of another number. Else it goes to the stub `cited_id`.

    `documents` were just stored; `document_ids` are theirs and those of documents that were taken away, `keys` those of the titles that
    all of these have or had. Other citations are read only where they print one of these, so that a document costs the same
    however often what it cites is cited.
    """
    citations = [*_own_citations(documents), *_citations_by_others(run, document_ids, keys)]
    if not citations:
        return set()
    ids = {citation["cited_id"] for *_, citation in citations}
    cited_keys = {key for *_, citation in citations if (key := citation.get("title_key"))}
    named: dict[str, list[tuple[str, str | None, str | None]]] = defaultdict(list)  # key -> id, number, only from where
    by_id: set[str] = set()
    for loaded, number, home, issuer, title, *own, other in run(
        _LOADED, keys=sorted(cited_keys) or [""], ids=sorted(ids)
    ):
        if loaded in ids:
            by_id.add(loaded)
        for key in {key for key in own if key}:
            named[key].append((loaded, number, None))
        if other:
            bare = fold_title(title or "").startswith(fold_title(issuer or ""))
            named[other].append((loaded, number, (home or "") if bare else None))
    touched: set[str] = set()
    for source, home, target, citation in citations:
        cited = citation["cited_id"]
        meant = {
            ident
            for ident, number, only in named[citation.get("title_key") or ""]
            if ident != source
            and (citation.get("number") is None or number is None)
            and (only is None or (only and only == home))
        }
        right = cited if cited in by_id or len(meant) != 1 else next(iter(meant))
        if right != target:
            touched |= {target, right}
            _lead(run, source, target, right, citation)
    return touched


# A citation: the id and jurisdiction of the document that cites, the id of where it leads, and what it says.
_Citation = tuple[str, str | None, str, Row]

# UNWIND with one comparison lets ladybug join by hash and Neo4j seek in its indexes; `IN $keys` compares every row with every key.
_CITING = " UNION ".join(
    f"UNWIND ${values} AS k WITH k MATCH (:Document)-[c:CITES]->(:Document) WHERE c.{name} = k RETURN c.document_id AS source"
    for values, name in (("keys", "title_key"), ("ids", "cited_id"))
)
_LOADED = " UNION ".join(
    f"UNWIND ${values} AS k WITH k MATCH (d:Document) WHERE d.{name} = k AND d.loaded "
    "RETURN d.id AS id, d.number AS number, d.jurisdiction_id AS home, d.issuer AS issuer, d.title AS title, "
    "d.title_key AS title_key, d.enclosed_title_key AS enclosed, d.other_title_key AS other"
    for values, name in (
        ("keys", "title_key"),
        ("keys", "enclosed_title_key"),
        ("keys", "other_title_key"),
        ("ids", "id"),
    )
)


def _own_citations(documents: Sequence[DocumentRows]) -> Iterator[_Citation]:
    """What documents cite that were just stored: each leads where its row says."""
    for rows in documents:
        home = next(row["jurisdiction_id"] for row in rows.nodes["Document"] if row["id"] == rows.document_id)
        for row in _edges([rows], "CITES"):
            citation = {name: value for name, value in row.items() if name not in ("from", "to")}
            yield (
                rows.document_id,
                home,
                row["to"],
                {**citation, "cited_id": row["to"], "title_key": title_key(row["title"])},
            )


def _citations_by_others(run: Writing, document_ids: Sequence[str], keys: Iterable[str]) -> Iterator[_Citation]:
    """Citations that print one of these titles, or give one of these ids, in other documents than these."""
    keys, ids = set(keys), set(document_ids)
    found = run(_CITING, keys=sorted(keys) or [""], ids=sorted(ids))
    citing = sorted({source for (source,) in found} - ids)
    if not citing:
        return
    query = (
        "UNWIND $ids AS i MATCH (a:Document {id: i}) WITH i, a MATCH (a)-[c:CITES]->(x:Document) "
        "RETURN a.id, a.jurisdiction_id, x.id, c"
    )
    for source, home, target, citation in run(query, ids=citing):
        if citation.get("title_key") in keys or citation["cited_id"] in ids:
            yield source, home, target, citation


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
