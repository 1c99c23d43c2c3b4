"""Ask a store a question of the catalogue, or a reading query of the user's own."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph.catalogue import Parameter, Question, Value, load_catalogue
from graph.errors import MissingParameter, UnknownParameter, UnknownQuestion, WrongParameter
from graph.names import Named, lookup, resolve
from graph.records import Row, Rows
from graph.remembering import Moment, Source
from graph.store import Store

MOST_ROWS = 100_000  # of a question that takes no limit

_INT = re.compile(r"[+-]?\d{1,18}")
_TRUE = ("true", "yes", "1", "on")
_FALSE = ("false", "no", "0", "off")


@dataclass(slots=True)
class Answer:
    """What a question answers. `params` as given, with the defaults of those left out; an absent optional name is None."""

    question: str
    params: dict[str, Any]
    columns: list[str]
    rows: list[Row]
    truncated: bool = False
    notes: list[str] = field(default_factory=list)


def ask(store: Source, name: str, params: Mapping[str, object], *, timeout: float | None = None) -> Answer:
    """Answer the question `name`. Values may be strings, they are typed as the question declares.

    Raises UnknownQuestion, UnknownParameter, MissingParameter, WrongParameter, UnknownName, AmbiguousName, TimeLimit.
    """
    question = find_question(name)
    values = check_parameters(question, params)
    bound, names = _look_up(store, question, values)
    limit = values.get("limit", MOST_ROWS)
    limit = limit if isinstance(limit, int) else MOST_ROWS
    # one row more than asked for tells whether the limit cuts
    asked: dict[str, object] = dict(bound)
    if "limit" in bound:
        asked["limit"] = limit + 1
    if "documents" in question.filled:
        asked["documents"] = _documents_of(store, str(bound.get("city", "")))
    query = question.text(store.dialect)
    if isinstance(store, Moment):
        answer = store.answer(query, asked, timeout=timeout, row_limit=limit)
    else:
        answer = store.read(query, asked, timeout=timeout, row_limit=limit)
    rows = _shaped(question, answer.dicts())
    shown = {key: value if value != "" else None for key, value in values.items()}
    notes = _notes(store, question, values, bound, names, rows)
    return Answer(name, shown, answer.columns, rows, answer.truncated, notes)


def ask_cypher(
    store: Store,
    query: str,
    params: Mapping[str, object] | None = None,
    *,
    timeout: float | None = 30.0,
    row_limit: int | None = 1000,
) -> Answer:
    """Run a reading query of the user's own: one statement that only reads, within limits of time and rows.

    Raises RefusedQuery (also for a query that is no Cypher), TimeLimit, MissingParameter, UnknownParameter.
    """
    rows = _run_admitted(store, query, dict(params or {}), timeout=timeout, row_limit=row_limit)
    return Answer("cypher", dict(params or {}), rows.columns, rows.dicts(), rows.truncated, [])


def _run_admitted(
    store: Store, query: str, params: Mapping[str, object], *, timeout: float | None, row_limit: int | None
) -> Rows:
    """Run a stranger's query through all the gates of `graph.admission`."""
    from graph.admission import words  # and the lists below: only where a stranger asks

    found = words.tokens(query)
    used = {token.text[1:].strip("`") for token in found if token.kind == "parameter"}
    if missing := sorted(used - set(params)):  # ladybug would take them for null
        raise MissingParameter(f"the query needs {missing[0]}=…")
    if unknown := sorted(set(params) - used):
        raise UnknownParameter(f"the query has no parameter ${unknown[0]}.", sorted(used))
    if store.dialect == "neo4j":
        from graph.admission import neo4j

        spelled, guard = neo4j.admit(query, params)
        rows = store.read_untrusted(spelled, params, timeout=timeout, row_limit=row_limit)
        return Rows([guard.restore(column) for column in rows.columns], rows.rows, rows.truncated)
    from graph.admission import ladybug

    spelled = words.respell(words.check_words(found, ladybug.WORDS))
    return store.read_untrusted(spelled, params, timeout=timeout, row_limit=row_limit)


def find_question(name: str) -> Question:
    """The question of this name. Raises UnknownQuestion with the nearest names."""
    catalogue = load_catalogue()
    if name not in catalogue:
        near = difflib.get_close_matches(name, catalogue, n=3, cutoff=0.4)
        raise UnknownQuestion(f"no question is called {name!r} (policygraph ask lists them).", near)
    return catalogue[name]


def check_parameters(question: Question, given: Mapping[str, object]) -> dict[str, Value]:
    """The parameters as the question declares them, defaults filled in. Names are not looked up yet.

    An empty string or None counts as absent.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            raise UnknownParameter(f"{question.name} takes no parameter {name!r}; {takes}.", near)
    values: dict[str, Value] = {}
    for name, parameter in known.items():
        value = given.get(name)
        if value is None or value == "":
            if parameter.default is None:
                raise MissingParameter(f"{question.name} needs {name}=…: {parameter.meaning}")
            values[name] = parameter.default
        else:
            values[name] = _typed(question, parameter, value)
    if "from" in known and known["from"].type == "date" and str(values["from"]) > str(values["to"]):
        raise WrongParameter(f"{question.name}: from={values['from']} lies after to={values['to']}")
    return values


def _typed(question: Question, parameter: Parameter, value: object) -> Value:
    try:
        typed = _READ[parameter.type](value)
    except (ValueError, TypeError):
        expected = {"int": "a whole number", "bool": "true or false", "date": "a date like 2023-06-30"}.get(
            parameter.type, "a text"
        )
        raise WrongParameter(f"{question.name}: {parameter.name}={value!s:.80} is not {expected}") from None
    if parameter.choices and typed not in parameter.choices:
        raise WrongParameter(
            f"{question.name}: {parameter.name}={typed!s:.80} is none of {', '.join(parameter.choices)}"
        )
    if isinstance(typed, int) and not isinstance(typed, bool):
        least, most = parameter.least, parameter.most
        if (least is not None and typed < least) or (most is not None and typed > most):
            raise WrongParameter(f"{question.name}: {parameter.name}={typed} is not from {least} to {most}")
    return typed


def _int(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _INT.fullmatch(value.strip()):
        return int(value)
    raise ValueError


def _bool(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in (*_TRUE, *_FALSE):
        return value.strip().lower() in _TRUE
    raise ValueError


def _date(value: object) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return date.fromisoformat(value.strip())
    raise ValueError


def _string(value: object) -> str:
    if isinstance(value, str) and "\0" not in value:
        return value.strip()
    raise ValueError


_READ: dict[str, Callable[[object], Value]] = {"int": _int, "bool": _bool, "date": _date, "string": _string}


def _look_up(
    store: Source, question: Question, values: Mapping[str, Value]
) -> tuple[dict[str, Value], dict[str, Named]]:
    """The values with names replaced by ids, and what each name means. The city comes first: others are looked up in it."""
    bound = dict(values)
    names: dict[str, Named] = {}
    for parameter in sorted(question.parameters, key=lambda parameter: parameter.name != "city"):
        value = values[parameter.name]
        if parameter.names and value != "":
            city = str(bound.get("city", "")) if parameter.name != "city" else ""
            named = resolve(store, str(value), parameter.names, city=city, what=parameter.name)
            names[parameter.name] = named
            bound[parameter.name] = named.id
    return bound, names


def _documents_of(store: Source, city: str) -> list[str]:
    return [row["id"] for row in lookup(store, "documents-of", city=city)] or [""]  # an empty list has no type


def _shaped(question: Question, rows: list[Row]) -> list[Row]:
    """Rows with sets in order, and paths as their steps."""
    for column in question.columns:
        if column.unordered:
            for row in rows:
                row[column.name] = sorted(item for item in row[column.name] or () if item is not None)
    if question.name == "path":
        for row in rows:
            row["steps"] = steps(row["steps"])
        return _distinct(rows)
    return rows


def _words(value: object) -> set[str]:
    """Every text in an answer, however deep."""
    if isinstance(value, str):
        return {value}
    inside = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return set().union(*map(_words, inside))


def _distinct(rows: list[Row]) -> list[Row]:
    """Paths of the same steps once (a document may state a relationship twice), in the order of what they pass."""
    keyed = {tuple((step["id"], step["relationship"], step["direction"]) for step in row["steps"]): row for row in rows}
    return sorted(
        keyed.values(), key=lambda row: [(step["label"], step["name"] or "", step["id"]) for step in row["steps"]]
    )


def steps(path: Mapping[str, Any]) -> list[Row]:
    """A path as its nodes in order, each with the relationship that leads to it (None for the first) and its direction."""
    walked: list[Row] = []
    for node, relationship in zip(path["nodes"], [None, *path["relationships"]], strict=True):
        walked.append(
            {
                "label": node["_label"],
                "name": shown_name(node),
                "id": node.get("id"),
                "relationship": relationship and relationship["_type"],
                "direction": relationship and relationship["_direction"],
            }
        )
    return walked


def shown_name(node: Mapping[str, Any]) -> str | None:
    """How a node is called in answers, whatever its label."""
    for name in ("name", "title", "path", "metric", "field", "number"):
        if node.get(name):
            return str(node[name])
    return None


def _notes(
    store: Source,
    question: Question,
    values: Mapping[str, Value],
    bound: Mapping[str, Value],
    names: Mapping[str, Named],
    rows: list[Row],
) -> list[str]:
    notes: list[str] = []
    city = str(bound.get("city", ""))
    where = f" city={values['city']}" if city else ""
    if not rows:
        if not lookup(store, "loaded")[0]["holds_some"]:
            notes.append("the store holds no document yet: load one first (policygraph load FILE)")
        elif city and not lookup(store, "documents-of", city=city):
            notes.append(f"no document of {names['city'].name} is loaded")
        else:
            shown = {key: names[key].name if key in names else value for key, value in values.items()}
            notes.append(question.empty.format_map(shown))
    if "basis" in values:
        unit = str(bound.get("unit", ""))
        items = lookup(store, "unit-disagreements", city=city, unit=unit)[0]["items"]
        if items:
            notes.append(
                f"body and table name different units for {items} item{'s' * (items > 1)}: "
                f"ask discrepancies field=units{where}"
            )
        dates = 0 if question.name == "task-units" else lookup(store, "date-disagreements", city=city)[0]["items"]
        if dates:
            notes.append(f"{dates} table row{'s' * (dates > 1)} print another date than the body item restated there")
    if units := [named.id for named in names.values() if named.label == "Unit"]:
        for ended in lookup(store, "reforms", ids=units):
            after = "、".join(ended["succeeded_by"])
            notes.append(f"the reform of {ended['reform_year']} put {after} in the place of {ended['full_name']}")
    if rows and question.name != "corrections" and (corrected := lookup(store, "corrected", city=city)):
        notes += _corrected(corrected, rows, where)
    settled = lookup(store, "decided", city=city)
    words = _words(rows) if settled else set()
    for decided in settled:
        if decided["id"] in bound.values() or decided["id"] in words or decided["name"] in words:
            notes.append(f"a person decided that {decided['printed']} means {decided['meaning']} (policygraph review)")
    if question.name == "group-members" and any(row["partial"] for row in rows):
        notes.append("the document lists examples, not every member")
    return notes


def _corrected(corrected: list[Row], rows: list[Row], where: str) -> list[str]:
    """What people corrected behind an answer: rows that are facts are held against the places, others against the documents."""
    if "span_start" in rows[0]:
        touched = sum(
            any(
                row["document_id"] == c["document_id"]
                and row["span_start"] < c["span_end"]
                and c["span_start"] < row["span_end"]
                for c in corrected
            )
            for row in rows
        )
        if not touched:
            return []
        said = f"{touched} row{'s rest' if touched > 1 else ' rests'} on a reading that a person corrected"
    else:
        documents = len({c["document_id"] for c in corrected})
        said = f"people corrected the reading of {documents} document{'s' * (documents > 1)} behind this"
    return [f"{said}: ask corrections{where}"]
