"""What entities show is settled by the mentions of all documents, however these came in: one by one, in any order, together."""

from __future__ import annotations

import random
from collections import Counter, defaultdict

import pytest

from graph.ids import node_id
from graph.records import DocumentRows, Row
from graph.schema import NODE
from graph.store import open_store

FORMS = ["水务局", "市水务局", "水务管理局"]
KINDS = ["government", "group", None]


def invented(draw: random.Random, number: int) -> DocumentRows:
    """A document that mentions some of three units, in forms and kinds drawn at random, and cites some of three others."""
    ident = node_id("Document", f"settling {number}")
    own: Row = dict.fromkeys((p.name for p in NODE["Document"].properties), None)
    own |= {"id": ident, "title": f"方案{number}", "loaded": True, "sha256": "0", "raw_text": "", "signals": 0}
    rows = DocumentRows(ident, "0", {"Document": [own], "Unit": []}, {})
    at = iter(range(10_000))

    def evidence() -> Row:
        place = next(at)
        return {"document_id": ident, "span_start": place, "span_end": place + 1, "quote": "字"}

    mentions = rows.edges[("MENTIONS", "Document", "Unit")] = []
    for unit in draw.sample(range(3), draw.randint(1, 3)):
        entity = node_id("Unit", "settling", str(unit))
        blank = {p.name: None for p in NODE["Unit"].properties if not p.derived}
        rows.nodes["Unit"].append(blank | {"id": entity, "full_name": f"单位{unit}"})
        for _ in range(draw.randint(1, 4)):
            printed = {"printed": draw.choice(FORMS), "kind": draw.choice(KINDS)}
            mentions.append({"from": ident, "to": entity, **evidence(), **printed})
    cites = rows.edges[("CITES", "Document", "Document")] = []
    for cited in draw.sample(range(3), draw.randint(0, 2)):
        stub = node_id("Document", f"cited {cited}")
        rows.nodes["Document"].append(dict.fromkeys(own) | {"id": stub, "loaded": False})
        for _ in range(draw.randint(1, 2)):
            form = {"title": draw.choice(["意见", "若干意见"]), "number": draw.choice(["一号", "二号"])}
            cites.append({"from": ident, "to": stub, **evidence(), **form})
    return rows


def by_all(documents: list[DocumentRows]) -> tuple[dict[str, Row], dict[str, Row]]:
    """What units and stubs show, counted from every row at once."""
    forms: dict[str, list[tuple[str, str | None, str]]] = defaultdict(list)
    cited: dict[str, tuple[Counter[str], Counter[str]]] = defaultdict(lambda: (Counter(), Counter()))
    for rows in documents:
        for row in rows.edges[("MENTIONS", "Document", "Unit")]:
            forms[row["to"]].append((row["printed"], row["kind"], f"{rows.document_id} {row['span_start']:012}"))
        for row in rows.edges[("CITES", "Document", "Document")]:
            cited[row["to"]][0][row["title"]] += 1
            cited[row["to"]][1][row["number"]] += 1
    units = {}
    for entity, printed in forms.items():
        times = Counter(form for form, _, _ in printed)
        first = {form: min(at for other, _, at in printed if other == form) for form in times}
        kinds = Counter(kind for _, kind, _ in printed if kind)
        units[entity] = {
            "name": min(times, key=lambda form: (-times[form], first[form])),
            "aliases": sorted(times),
            "kind": min(kinds, key=lambda kind: (-kinds[kind], kind), default=None),
        }
    stubs = {
        stub: {
            name: min(counts, key=lambda form: (-counts[form], form))
            for name, counts in zip(("title", "number"), both, strict=True)
        }
        for stub, both in cited.items()
    }
    return units, stubs


@pytest.mark.parametrize("seed", range(8))
def test_what_is_shown_is_what_all_documents_say(tmp_path, seed):
    draw = random.Random(seed)
    documents = [invented(draw, number) for number in range(12)]
    store = open_store(f"ladybug:///{tmp_path / 'one.lbug'}")
    waiting = documents[:]
    while waiting:
        size = draw.randint(1, 4)
        store.replace_documents(waiting[:size])
        waiting = waiting[size:]

    units, stubs = by_all(documents)

    found = store.read("MATCH (u:Unit) RETURN u.id, u.name, u.aliases, u.kind").rows
    assert {ident: {"name": n, "aliases": a, "kind": k} for ident, n, a, k in found} == units
    found = store.read("MATCH (d:Document) WHERE NOT d.loaded RETURN d.id, d.title, d.number").rows
    assert {ident: {"title": title, "number": number} for ident, title, number in found} == stubs
    store.close()
