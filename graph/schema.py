"""The graph schema, declared once.

Table definitions, load statements, the rows a document is checked against and docs/schema.md are made from these
declarations. Change `SCHEMA_VERSION` whenever a label, property, relationship or key changes: a store keeps the version it
was written with and is refused by any other.

Three sorts of nodes:
- the Document;
- *fact* nodes, which belong to one document and go with it;
- *entity* nodes, which documents share. An entity lives while some document MENTIONS it, and what the store shows of it
  (properties marked `derived`) is computed from all its MENTIONS, so the order in which documents are loaded does not matter.

Every relationship is a statement of one document and carries EVIDENCE.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.errors import SchemaError

SCHEMA_VERSION = 5

PropertyType = Literal["STRING", "INT", "DOUBLE", "BOOL", "DATE", "STRING[]"]
PYTHON_TYPES: dict[PropertyType, tuple[type, ...]] = {
    "STRING": (str,),
    "INT": (int,),
    "DOUBLE": (float, int),
    "BOOL": (bool,),
    "DATE": (date,),
    "STRING[]": (list,),
}  # what a row may hold, besides None


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node or a relationship. `derived`: the store computes it; what a row says is ignored.

    `indexed`: a store that has indexes keeps one on it, since a load or a question looks things up by it.
    """

    name: str
    type: PropertyType
    description: str
    derived: bool = False
    indexed: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A label. `key` names the parts that make up its id (`graph.ids.node_id(label, *key)`)."""

    label: str
    sort: Literal["document", "fact", "entity"]
    description: str
    key: tuple[str, ...]
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship type, the pairs of labels it may join, and what it carries besides EVIDENCE."""

    type: str
    description: str
    pairs: tuple[tuple[str, str], ...]
    properties: tuple[Property, ...] = ()


def _s(name: str, description: str, *, derived: bool = False, indexed: bool = False) -> Property:
    return Property(name, "STRING", description, derived, indexed)


ID = _s("id", "label and 16 hex digits of the SHA-256 of the key: the same on every machine")
EVIDENCE = (
    _s("document_id", "the document that states it"),
    Property("span_start", "INT", "where its evidence begins: code points of the document's raw text"),
    Property("span_end", "INT", "where its evidence ends (exclusive)"),
    _s("quote", "the cleaned text of that span"),
)
_NAME = _s("name", "the printed form that documents use most; ties: the first", derived=True)
_CANONICAL = _s("name", "canonical name, part of the key")
_FULL_NAME = _s("full_name", "jurisdiction and canonical name: unique among its label, the same in every store")
_JURISDICTION = _s("jurisdiction", "name of the jurisdiction that it belongs to")
_ALIASES = Property("aliases", "STRING[]", "every printed form, sorted", derived=True)
_OWN = (ID, _NAME, _FULL_NAME, _JURISDICTION, _ALIASES)
_POSITION = Property("position", "INT", "place in the printed list, from 1")

NODES: tuple[Node, ...] = (
    Node(
        "Document",
        "document",
        "A policy document. One that is only cited so far is a stub: loaded is false, and it has a title or number alone.",
        ("number", "or else issuer and title"),
        (
            ID,
            _s("title", "title of the notice; of a stub, the form cited most"),
            _s("enclosed_title", "title of the plan that the notice carries"),
            _s("title_key", "by what citations find the title, whatever its length", derived=True, indexed=True),
            _s("enclosed_title_key", "the same of the enclosed title", derived=True, indexed=True),
            _s(
                "other_title_key",
                "the same of the title with its issuer in front, or without the issuer where it is printed with it",
                derived=True,
                indexed=True,
            ),
            _s("number", "printed number (发文字号); of a stub, the form cited most"),
            _s("issuer", "issuing body as printed; joint issuers joined by 、"),
            Property("issued_on", "DATE", "date of the signature (成文日期)"),
            Property("published_on", "DATE", "date of publication on the site"),
            _s("source", "where the page says it comes from"),
            _s("site", "the site that carries the page, where it is another"),
            _s("jurisdiction", "name of the Jurisdiction or District whose plan it is"),
            _s("jurisdiction_id", "id of that Jurisdiction or District", indexed=True),
            Property("loaded", "BOOL", "false while the document is only cited"),
            _s("sha256", "SHA-256 of the file's bytes, in hex", indexed=True),
            _s("read_by", "what the file was read by: a word for the rules and a person's corrections"),
            _s("file_name", "name of the file that was read"),
            _s("file_kind", "txt, html, docx or pdf"),
            _s("raw_text", "the text of the file: what every span counts in"),
            _s(
                "anchors",
                "where in the file the text stands, packed; GET /v1/documents/ID/text unpacks it; null for txt",
            ),
            Property("signals", "INT", "how many places no rule could read"),
            _s("corrections", "a person's corrections of the reading, as TOML; null where there are none"),
            _s("rows_sha256", "SHA-256 of all that the document states: what a reload is compared with", derived=True),
        ),
    ),
    Node(
        "Section",
        "fact",
        "A heading of a document.",
        ("document id", "path", "n-th occurrence of that path, from 1"),
        (
            ID,
            _s("marker", "its own marker as printed: 一, （一）"),
            _s("path", "printed path: 三（四）"),
            _s("title", "title without its ordinal"),
            _s("parent", "marker of the heading above"),
            *EVIDENCE,
        ),
    ),
    Node(
        "Task",
        "fact",
        "An item that assigns a duty: of the body, or a row of an annex table.",
        ("document id", "origin", "path", "n-th occurrence of that path, from 1"),
        (
            ID,
            _s("origin", "body or table"),
            Property("ordinal", "INT", "value of its own printed marker"),
            _s("path", "printed path: 三（四）14, 表8"),
            _s("section", "title of its section"),
            _s("title", "title of the item, where the layout has one"),
            _s("text", "text without the title and the bracket of responsible units"),
            _s("deadline_raw", "deadline as printed"),
            Property("deadline", "DATE", "last day of the deadline; null for 长期坚持 and the like"),
            Property("filled", "STRING[]", "columns filled from a merged cell"),
            *EVIDENCE,
        ),
    ),
    Node(
        "Goal",
        "fact",
        "A quantified target.",
        ("document id", "scope", "metric", "comparator", "value", "unit", "owner"),
        (
            ID,
            _s("scope", "where it stands: 二（一）, 三（四）14, 表16"),
            _s("origin", "body or table"),
            _s("metric", "what is counted"),
            _s("comparator", "one of = >= <= > < += ~"),
            Property("value", "DOUBLE", "the number, as printed with its unit"),
            _s("unit", "unit as printed; keeps 万 and %"),
            Property("due", "DATE", "last day on which it may be met"),
            _s("due_basis", "where due comes from: text, table or plan_year"),
            Property("cumulative", "BOOL", "a running total (累计)"),
            _s("owner", "the unit that the target is set for, as printed"),
            _s("text", "the clause that sets it"),
            _s("repeats", "scope where the same target stands first; null for the first"),
            *EVIDENCE,
        ),
    ),
    Node(
        "Discrepancy",
        "fact",
        "A place where an annex table and the body disagree.",
        ("document id", "field", "body_path", "table_path", "n-th occurrence, from 1"),
        (
            ID,
            _s("field", "units, number or text"),
            Property("body_ordinal", "INT", "ordinal of the body item; null where the table alone says it"),
            Property("table_ordinal", "INT", "ordinal of the table row; null where the body alone says it"),
            _s("body_path", "path of the body item"),
            _s("table_path", "path of the table row"),
            Property("body_only", "STRING[]", "what only the body says"),
            Property("table_only", "STRING[]", "what only the table says"),
            _s("body_quote", "the sentence of the body"),
            _s("table_quote", "the sentence of the table"),
            *EVIDENCE,
        ),
    ),
    Node(
        "Correction",
        "fact",
        "What a person corrected in the reading of the document.",
        ("document id", "action", "fact", "n-th of these, from 1"),
        (
            ID,
            _s("action", "correct, add or drop"),
            _s("fact", "the kind of fact, as extraction names it: tasks, tasks.units, goals, document"),
            _s("before", "JSON of the values as the rules read them; null for a fact that was added"),
            _s("after", "JSON of the values as they stand now; null for a fact that was dropped"),
            _s("why", "the person's reason"),
            _s("by", "who corrected it"),
            *EVIDENCE,
        ),
    ),
    Node(
        "Ambiguity",
        "fact",
        "A printed name that may mean several things, or about which a person decided.",
        ("document id", "kind", "printed name"),
        (
            ID,
            _s("printed", "the name as printed, without spaces and quotation marks"),
            _s("kind", "what the name is looked for among: Unit, District or Jurisdiction"),
            Property("candidates", "STRING[]", "full names of what it may mean; empty: a body of one of many places"),
            _s("verdict", "what a person decided: same or separate; null while the name is open", indexed=True),
            _s("decided", "the name that the decision is about: this one, or the full name that the rules gave it"),
            _s("meaning", "full name of what the name leads to now"),
            _s("by", "who decided"),
            _s("why", "the person's reason"),
            *EVIDENCE,
        ),
    ),
    Node(
        "Jurisdiction",
        "entity",
        "The nation, a province or a city.",
        ("code, or else name",),
        (
            ID,
            _CANONICAL,
            _s("full_name", "name with the jurisdictions above it"),
            _s("level", "nation, province or city"),
            _s("code", "administrative code (GB/T 2260)"),
            _ALIASES,
        ),
    ),
    Node(
        "District",
        "entity",
        "A county-level area, new area or zone, whether it acts in a city's plan or issues documents itself.",
        ("code, or else jurisdiction and name",),
        (
            ID,
            _CANONICAL,
            _s("full_name", "name with the jurisdictions above it"),
            _s("jurisdiction", "name of the city or province that it lies in"),
            _s("code", "administrative code (GB/T 2260)"),
            _s("kind", "district, county, new_area or zone"),
            _ALIASES,
        ),
    ),
    Node(
        "Unit",
        "entity",
        "A body that answers for tasks, or a group of such bodies.",
        ("jurisdiction", "canonical name"),
        (
            *_OWN,
            _s("kind", "government, leading_group, enterprise, university, group or other", derived=True),
            Property("functions", "STRING[]", "what its name says that it does, as `loaders/data/functions.tsv` lists"),
            Property("known_as", "STRING[]", "published forms of its name, printed or not: names in questions"),
            Property("succeeded_by", "STRING[]", "full names of the bodies that a reform put in its place"),
            Property("reform_year", "INT", "year of that nation-wide reform; null while the body is there"),
        ),
    ),
    Node("IndustryChain", "entity", "An industry chain (产业链).", ("jurisdiction", "canonical name"), _OWN),
    Node(
        "Segment",
        "entity",
        "A stage of an industry chain (环节).",
        ("id of the chain", "canonical name"),
        (ID, _CANONICAL, _s("chain", "canonical name of the chain"), _JURISDICTION, _ALIASES),
    ),
    Node(
        "Subfield",
        "entity",
        "A field that an industry chain is to grow (细分领域).",
        ("id of the chain", "canonical name"),
        (ID, _CANONICAL, _s("chain", "canonical name of the chain"), _JURISDICTION, _ALIASES),
    ),
    Node(
        "Platform",
        "entity",
        "A system, laboratory or centre that is named or planned.",
        ("jurisdiction", "canonical name"),
        (*_OWN, _s("kind", "digital, industrial, innovation or other", derived=True)),
    ),
    Node("Park", "entity", "A place that a district relies on (园区).", ("jurisdiction", "canonical name"), _OWN),
    Node("Measure", "entity", "A policy instrument, by name.", ("jurisdiction", "canonical name"), _OWN),
)

ENTITIES = tuple(node.label for node in NODES if node.sort == "entity")
FACTS = tuple(node.label for node in NODES if node.sort == "fact")

EDGES: tuple[Edge, ...] = (
    Edge(
        "MENTIONS",
        "The document prints a name of the entity; one relationship for each place and form.",
        tuple(("Document", label) for label in ENTITIES),
        (
            _s("printed", "the name as printed there"),
            _s("kind", "the kind that the document gives it (Unit, Platform); the entity shows the most frequent one"),
        ),
    ),
    Edge("ISSUED_BY", "The unit issued the document.", (("Document", "Unit"),)),
    Edge("APPLIES_TO", "Whose plan it is.", (("Document", "Jurisdiction"), ("Document", "District"))),
    Edge(
        "CITES",
        "The document cites another, loaded or not.",
        (("Document", "Document"),),
        (
            _s("title", "title as cited, without 《》"),
            _s(
                "title_key",
                "by what a document of that title finds it",
                derived=True,
                indexed=True,
            ),
            _s("number", "number as cited"),
            _s(
                "cited_id",
                "the id that the citation gives by itself, before a loaded document takes it over",
                derived=True,
                indexed=True,
            ),
        ),
    ),
    Edge("HAS_SECTION", "The document has the section.", (("Document", "Section"),)),
    Edge("HAS_TASK", "The document, and the section, hold the task.", (("Document", "Task"), ("Section", "Task"))),
    Edge("SETS", "The document sets the goal.", (("Document", "Goal"),)),
    Edge("HAS_DISCREPANCY", "The document contradicts itself.", (("Document", "Discrepancy"),)),
    Edge("HAS_CORRECTION", "A person corrected the reading of the document.", (("Document", "Correction"),)),
    Edge("HAS_AMBIGUITY", "The document prints the name.", (("Document", "Ambiguity"),)),
    Edge(
        "READ_AS",
        "What the name leads to: what a person decided, or a node of its own while it is open.",
        (("Ambiguity", "Unit"), ("Ambiguity", "District"), ("Ambiguity", "Jurisdiction")),
    ),
    Edge("IN_BODY", "The body item that disagrees with a row.", (("Discrepancy", "Task"),)),
    Edge("IN_TABLE", "The table row that disagrees with an item.", (("Discrepancy", "Task"),)),
    Edge("RESTATES", "The table row says again what the body item says.", (("Task", "Task"),)),
    Edge("HAS_GOAL", "The goal stands in the task.", (("Task", "Goal"),)),
    Edge(
        "RESPONSIBLE_FOR",
        "The unit answers for the task.",
        (("Unit", "Task"),),
        (
            _s("role", "lead, support or responsible"),
            _POSITION,
            Property("quota", "DOUBLE", "the number of the task that falls to the unit"),
            Property("times_printed", "INT", "how often the list prints the unit"),
        ),
    ),
    Edge(
        "MEMBER_OF",
        "The unit is a member of the group.",
        (("Unit", "Unit"),),
        (_POSITION, Property("partial", "BOOL", "the list gives examples (等), not all members")),
    ),
    Edge(
        "PART_OF",
        "An office is part of its leading group; a district lies in its city.",
        (("Unit", "Unit"), ("District", "Jurisdiction")),
    ),
    Edge("HOSTED_BY", "The group has its office in the unit.", (("Unit", "Unit"),)),
    Edge("BELONGS_TO", "Whose unit it is.", (("Unit", "Jurisdiction"), ("Unit", "District"))),
    Edge("PROMOTES", "The document builds the chain.", (("Document", "IndustryChain"),)),
    Edge("HAS_SEGMENT", "The chain has the segment.", (("IndustryChain", "Segment"),), (_POSITION,)),
    Edge("HAS_SUBFIELD", "The chain grows the subfield.", (("IndustryChain", "Subfield"),), (_POSITION,)),
    Edge(
        "SUPPORTS",
        "The district, city or province is to build the chain.",
        (("District", "IndustryChain"), ("Jurisdiction", "IndustryChain")),
    ),
    Edge("RELIES_ON", "It relies on the park.", (("District", "Park"), ("Jurisdiction", "Park"))),
    Edge("BUILDS", "It builds the platform.", (("District", "Platform"), ("Jurisdiction", "Platform"))),
    Edge(
        "CONCERNS",
        "What the task is about.",
        (("Task", "IndustryChain"), ("Task", "Platform"), ("Task", "District")),
    ),
    Edge("USES", "The task uses the instrument.", (("Task", "Measure"),)),
)

# Properties that may hold megabytes: answers that show whole nodes leave them out.
LONG = ("raw_text", "anchors")

# What search looks through, and by what a thing is found when its name is given.
SEARCHED = ("name", "title", "number", "metric", "text", "quote", "aliases")
NAMES = ("name", "full_name", "aliases", "known_as", "title", "enclosed_title", "number")

NODE = {node.label: node for node in NODES}
# What a store computes from all documents of the nodes that they share; of a Document that is a stub.
SHOWN = {node.label: tuple(p.name for p in node.properties if p.derived) for node in NODES if node.sort == "entity"}
EDGE = {edge.type: edge for edge in EDGES}
# How a document holds its facts: {"Task": "HAS_TASK", …}.
FACT_EDGE = {
    label: edge.type for edge in EDGES for source, label in edge.pairs if source == "Document" and label in FACTS
}


def edge_properties(edge: Edge) -> tuple[Property, ...]:
    """Everything that a relationship of this type carries, evidence included."""
    return (*EVIDENCE, *edge.properties)


def check(nodes: tuple[Node, ...] = NODES, edges: tuple[Edge, ...] = EDGES) -> None:
    """Raise SchemaError with every contradiction at once: doubled names, two types for one name, unknown labels."""
    wrong: list[str] = []
    labels = [node.label for node in nodes]
    wrong += [f"label {label} is declared twice" for label in sorted({x for x in labels if labels.count(x) > 1})]
    lowered = [label.lower() for label in labels]
    if len(set(lowered)) < len(set(labels)):
        wrong.append("two labels differ by case alone, so their ids would collide")
    names = [edge.type for edge in edges]
    wrong += [f"relationship {name} is declared twice" for name in sorted({x for x in names if names.count(x) > 1})]
    types: dict[str, str] = {}
    everything = [(n.label, n.properties) for n in nodes] + [(e.type, edge_properties(e)) for e in edges]
    for owner, properties in everything:
        seen: set[str] = set()
        for prop in properties:
            if prop.name in seen:
                wrong.append(f"{owner}.{prop.name} is declared twice")
            seen.add(prop.name)
            if types.setdefault(prop.name, prop.type) != prop.type:
                wrong.append(f"{owner}.{prop.name} is {prop.type}, elsewhere {types[prop.name]}")
            if not prop.description:
                wrong.append(f"{owner}.{prop.name} has no description")
    for node in nodes:
        given = {prop.name for prop in node.properties}
        needed = {"id"} | ({prop.name for prop in EVIDENCE} if node.sort == "fact" else set())
        needed |= {"name"} if node.sort == "entity" else set()
        wrong += [f"{node.label} has no {name}" for name in sorted(needed - given)]
    for edge in edges:
        wrong += [f"{edge.type} joins the unknown label {x}" for pair in edge.pairs for x in pair if x not in labels]
        if len(set(edge.pairs)) < len(edge.pairs):
            wrong.append(f"{edge.type} lists a pair of labels twice")
    if wrong:
        raise SchemaError("the graph schema contradicts itself: " + "; ".join(wrong))


check()
