"""What a store computes from all its documents: names, kinds, stubs, and which document a citation means.

Each is a function of what the documents state, so the order in which they were loaded does not show.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graph.schema import EDGE, ENTITIES, NODE, edge_properties
from graph.store import Row

if TYPE_CHECKING:
    from graph.stores.writing import Writing


def settle(run: Writing, before: Mapping[str, set[str]], after: Mapping[str, set[str]], stubs: Iterable[str]) -> None:
    """Delete what nothing mentions or cites any more, and compute what is shown of the rest from all that documents say."""
    gone = {label: sorted(before.get(label, set()) - after.get(label, set())) for label in ENTITIES}
    run.delete_unmentioned({label: ids for label, ids in gone.items() if ids})
    touched = {label: sorted(before.get(label, set()) | after.get(label, set())) for label in ENTITIES}
    _show_forms(run, {label: ids for label, ids in touched.items() if ids})
    _show_stubs(run, sorted(stubs))


def _show_forms(run: Writing, ids: Mapping[str, list[str]]) -> None:
    """Set name, aliases and kind of entities from the forms that documents print."""
    forms: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for entity, printed, kind, times, first in run.printed_forms(ids):
        seen, earliest = forms[entity].get(printed, (0, first))
        forms[entity][printed] = (seen + times, min(earliest, first))
        if kind is not None:
            kinds[entity][kind] += times
    shown: dict[str, list[Row]] = {}
    for label, entities in ids.items():
        derived = [prop.name for prop in NODE[label].properties if prop.derived]
        for entity in entities:
            if printed_forms := forms.get(entity):
                row: Row = {
                    "name": min(
                        printed_forms, key=lambda form: (-printed_forms[form][0], printed_forms[form][1], form)
                    ),
                    "aliases": sorted(printed_forms),
                    "kind": min(kinds[entity], key=lambda kind: (-kinds[entity][kind], kind), default=None),
                }
                shown.setdefault(label, []).append({"id": entity} | {name: row[name] for name in derived})
    run.show(shown)


def redirect(run: Writing, document_id: str, titles: Iterable[str]) -> set[str]:
    """Lead citations by title alone to the loaded document of that title; the ids of the documents they led to before and now.

    A citation that prints no number names a document by its title (`cited_id` is made of that), while the document itself is
    keyed by its number. So it goes to the document `cited_id` where that is loaded, else to the one loaded document with
    that title, else to the stub `cited_id`. `titles` are those that the document has, had, cites and cited.
    """
    forms = sorted({form for title in titles for form in _title_forms(title)})
    if not forms:
        return set()
    query = (
        "MATCH (a:Document)-[c:CITES]->(x:Document) WHERE c.number IS NULL AND (c.title IN $titles OR c.cited_id = $id) "
        "RETURN a.id, x.id, c"
    )
    citations = run(query, titles=forms, id=document_id)
    query = (
        "MATCH (d:Document) WHERE d.loaded AND (d.title IN $titles OR d.enclosed_title IN $titles) "
        "RETURN d.id, d.title, d.enclosed_title"
    )
    named: dict[str, set[str]] = defaultdict(set)
    for loaded, *own in run(query, titles=forms):
        for title in own:
            for form in _title_forms(title or ""):
                named[form].add(loaded)
    by_id = {
        row[0]
        for row in run(
            "UNWIND $ids AS i MATCH (d:Document {id: i}) WHERE d.loaded RETURN d.id",
            ids=sorted({citation["cited_id"] for _, _, citation in citations}) or [""],
        )
    }
    touched: set[str] = set()
    for source, target, citation in citations:
        cited = citation["cited_id"]
        meant = named[citation["title"]] - {source}
        right = cited if cited in by_id or len(meant) != 1 else next(iter(meant))
        touched |= {target, right}
        if right != target:
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
