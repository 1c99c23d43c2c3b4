"""The catalogue over HTTP: one endpoint a question, typed and documented from the question's own file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from api.http.answers import cached, only_known_parameters
from api.http.problems import documented
from api.http.service import ServiceDep
from api.output import answer_dict
from api.summary import describe_question, shown_default
from graph.ask import ask
from graph.catalogue import Column, Parameter, Question, load_catalogue
from graph.errors import WrongParameter

JSON_TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "int": {"type": "integer"},
    "float": {"type": "number"},
    "bool": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "list": {"type": "array", "items": {}},
}


def router() -> APIRouter:
    """The router with an endpoint for each question of the catalogue."""
    made = APIRouter(prefix="/v1/questions", tags=["questions"])

    @made.get("", summary="List the questions", dependencies=[Depends(only_known_parameters)])
    def list_questions(request: Request, service: ServiceDep) -> Response:
        """Each question with its parameters and columns."""
        return cached(request, service, lambda _: [describe_question(q) for q in load_catalogue().values()])

    for question in load_catalogue().values():
        made.add_api_route(
            f"/{question.name}",
            _endpoint(question.name),
            methods=["GET"],
            name=question.name,
            summary=question.title,
            description=f"{question.title_zh}",
            operation_id=question.name,
            responses={200: answer_schema(question), **documented(404, 409, 422, 503, 504)},
            openapi_extra={"parameters": [parameter_schema(p) for p in question.parameters]},
        )

    # A name that no question has is answered by `ask`, with the nearest.
    made.add_api_route("/{name}", _any_endpoint, methods=["GET"], include_in_schema=False)
    return made


def _endpoint(name: str) -> Callable[..., Response]:
    def answer(request: Request, service: ServiceDep) -> Response:
        return _answer(name, request, service)

    return answer


def _any_endpoint(name: str, request: Request, service: ServiceDep) -> Response:
    return _answer(name, request, service)


def _answer(name: str, request: Request, service: ServiceDep) -> Response:
    pairs = request.query_params.multi_items()
    twice = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]
    if twice:
        raise WrongParameter(f"the parameter {twice[0]} is given twice; give it once")
    timeout = service.settings.query_timeout
    return cached(request, service, lambda store: answer_dict(ask(store, name, dict(pairs), timeout=timeout)))


def parameter_schema(parameter: Parameter) -> dict[str, Any]:
    """A parameter as OpenAPI describes it."""
    schema: dict[str, Any] = dict(JSON_TYPES[parameter.type])
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    bounds = {"minimum": parameter.least, "maximum": parameter.most, "default": shown_default(parameter)}
    schema |= {key: value for key, value in bounds.items() if value is not None}
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.meaning,
        "schema": schema,
    }


def answer_schema(question: Question) -> dict[str, Any]:
    """The answer to a question as OpenAPI describes it: the typed columns of its rows."""

    def column(c: Column) -> dict[str, Any]:
        return {"anyOf": [JSON_TYPES[c.type], {"type": "null"}]}

    row = {"type": "object", "properties": {c.name: column(c) for c in question.columns}}
    strings = {"type": "array", "items": {"type": "string"}}
    schema = {
        "type": "object",
        "properties": {
            "question": {"type": "string"},
            "params": {"type": "object"},
            "columns": strings,
            "rows": {"type": "array", "items": row},
            "truncated": {"type": "boolean", "description": "the limit cut the rows"},
            "notes": strings,
        },
    }
    return {"description": "The answer", "content": {"application/json": {"schema": schema}}}
