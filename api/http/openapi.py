"""The OpenAPI page, with examples taken from the documents that the service holds.

An example that names a district of the reader's own data can be tried where it stands; one written into the code would
answer nothing on any other data.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from fastapi import FastAPI

from api.http.problems import Problem
from api.http.service import Service
from api.output import answer_dict
from graph.ask import ask
from graph.catalogue import Question, load_catalogue
from graph.documents import documents
from graph.errors import PolicygraphError, StoreUnavailable
from graph.store import Store

log = logging.getLogger("policygraph")

_ROWS_SHOWN = 2
# Where a name to try comes from: parameter -> (question that lists such names, its column).
_SOURCES = {
    "unit": ("unit-workload", "unit"),
    "of": ("unit-workload", "unit"),
    "chain": ("chains", "chain"),
}


def openapi(app: FastAPI, service: Service) -> dict[str, Any]:
    """The description of the service; where the store cannot be asked, without examples."""
    described = deepcopy(app.openapi())
    described["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    try:
        examples = dict(_examples(service.store()))
    except StoreUnavailable:
        return described
    for name, (params, answer) in examples.items():
        operation = described["paths"][f"/v1/questions/{name}"]["get"]
        for parameter in operation["parameters"]:
            if parameter["name"] in params:
                parameter["example"] = params[parameter["name"]]
        operation["responses"]["200"]["content"]["application/json"]["example"] = answer
    return described


def _examples(store: Store) -> Iterator[tuple[str, tuple[dict[str, str], dict[str, Any]]]]:
    names = _names(store)
    for question in load_catalogue().values():
        params = {p.name: names[p.name] for p in question.parameters if p.name in names and p.required}
        answer = _ask(store, question, params)
        if answer is not None:
            yield question.name, (params, answer)


def _names(store: Store) -> dict[str, str]:
    """A name to try for each parameter that takes one, as far as the documents give any."""
    catalogue = load_catalogue()
    names: dict[str, str] = {}
    for document in documents(store, most=1):
        names["document"] = document["number"] or document["title"]
    for parameter, (question, column) in _SOURCES.items():
        answer = _ask(store, catalogue[question], {})
        if answer and answer["rows"]:
            names[parameter] = answer["rows"][0][column]
    pairs = _ask(store, catalogue["units-sharing-tasks"], {})
    if pairs and pairs["rows"]:
        names["from"], names["to"] = pairs["rows"][0]["unit_a"], pairs["rows"][0]["unit_b"]
    if "chain" in names:
        districts = _ask(store, catalogue["chain-districts"], {"chain": names["chain"]})
        if districts and districts["rows"]:
            names["district"] = districts["rows"][0]["district"]
    return names


def _ask(store: Store, question: Question, params: Mapping[str, str]) -> dict[str, Any] | None:
    limited = {"limit": str(_ROWS_SHOWN)} if any(p.name == "limit" for p in question.parameters) else {}
    try:
        answer = answer_dict(ask(store, question.name, {**params, **limited}))
    except StoreUnavailable:
        raise
    except PolicygraphError as error:  # a parameter for which the documents give no name: no example
        log.debug("no example for %s: %s", question.name, error)
        return None
    answer["rows"] = answer["rows"][:_ROWS_SHOWN]
    return answer
