"""The graph itself: queries of the user's own, search, nodes and what surrounds them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api.http.answers import cached, json_response, only_known_parameters
from api.http.problems import documented
from api.http.service import ServiceDep
from api.output import answer_dict
from graph.ask import ask_cypher
from graph.nodes import neighbours, node
from graph.search import search
from graph.store import Store

router = APIRouter(prefix="/v1", tags=["graph"], dependencies=[Depends(only_known_parameters)])
MAX_ROWS = 1000

Limit = Annotated[int, Query(ge=1, le=MAX_ROWS, description="most to answer")]


class CypherQuery(BaseModel):
    """A reading query and the values of its parameters."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"query": "MATCH (u:Unit) WHERE u.kind = $kind RETURN u.name LIMIT 5", "params": {"kind": "government"}}
            ]
        },
    )

    query: str = Field(min_length=1, description="one Cypher statement that only reads")
    params: dict[str, Any] = Field(default_factory=dict, description="values of the query's $names")


class Hit(BaseModel):
    """Something that a search found."""

    id: str
    label: str
    name: str | None
    document_id: str | None
    snippet: str


class Neighbourhood(BaseModel):
    """A node's surroundings, ready to draw."""

    nodes: list[dict[str, Any]] = Field(description="id, label, name; the node itself is among them")
    edges: list[dict[str, Any]] = Field(description="id, source, target, type")
    truncated: bool


@router.post("/cypher", summary="Run a reading query", responses=documented(403, 413, 422, 503, 504))
async def run_cypher(query: CypherQuery, service: ServiceDep) -> Response:
    """One statement that only reads; anything else is refused (403). Time and rows are limited."""
    settings = service.settings

    def work(store: Store) -> Response:
        answer = ask_cypher(
            store, query.query, query.params, timeout=settings.query_timeout, row_limit=settings.row_limit
        )
        return json_response(answer_dict(answer))

    return await service.read_for_stranger(work)


@router.get("/search", summary="Search names and texts", response_model=list[Hit], responses=documented(422, 503))
def run_search(
    request: Request,
    service: ServiceDep,
    q: Annotated[str, Query(min_length=1, max_length=200, description="what to look for, as it is printed")],
    limit: Limit = 20,
) -> Response:
    """Nodes whose name or text contains the words."""
    return cached(request, service, lambda store: search(store, q, limit))


@router.get("/nodes/{node_id}", tags=["graph"], summary="One node", responses=documented(404, 503))
def get_node(request: Request, node_id: str, service: ServiceDep) -> Response:
    """A node with all its properties."""
    return cached(request, service, lambda store: node(store, node_id))


@router.get(
    "/nodes/{node_id}/neighbours",
    summary="What surrounds a node",
    response_model=Neighbourhood,
    responses=documented(404, 422, 503),
)
def get_neighbours(request: Request, node_id: str, service: ServiceDep, limit: Limit = 100) -> Response:
    """The nodes one relationship away and the relationships between, ready to draw."""
    return cached(request, service, lambda store: neighbours(store, node_id, limit))
