"""Every failure leaves by one table: an exception becomes `application/problem+json` (RFC 9457).

`detail` is the line that the command line prints; `nearest`, `candidates` and `errors` carry what a program can act on.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.output import to_json, without_password
from graph import errors
from loaders.errors import LoaderError, NotPolicy, ReadError, UnknownKind

log = logging.getLogger("policygraph")

RETRY_AFTER = 5  # seconds; opening the store is tried again as often as that
MEDIA_TYPE = "application/problem+json"


class TooLarge(errors.PolicygraphError):
    """A request body over its limit."""


class ReadingOnly(errors.PolicygraphError):
    """A change was asked of a service that only answers."""


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = Field(description="URN that names the kind of problem", examples=["urn:policygraph:unknown-name"])
    title: str = Field(description="the kind of problem in words")
    status: int = Field(description="the HTTP status once more")
    detail: str = Field(description="what is wrong here, and what to do")
    instance: str = Field(description="path that was asked for")
    nearest: list[str] | None = Field(None, description="known names nearest to an unknown one, best first")
    candidates: list[dict[str, Any]] | None = Field(None, description="what an ambiguous name may mean")
    errors: list[dict[str, str]] | None = Field(None, description="each value that does not fit: where, why")


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of exception is answered."""

    status: int
    name: str
    title: str


# The most special class of an exception that stands here decides.
KINDS: dict[type[Exception], Kind] = {
    errors.UnknownQuestion: Kind(404, "unknown-question", "Unknown question"),
    errors.UnknownName: Kind(404, "unknown-name", "Unknown name"),
    errors.UnknownParameter: Kind(422, "unknown-parameter", "Unknown parameter"),
    errors.MissingParameter: Kind(422, "missing-parameter", "Missing parameter"),
    errors.WrongParameter: Kind(422, "wrong-parameter", "Wrong parameter"),
    errors.AmbiguousName: Kind(409, "ambiguous-name", "Ambiguous name"),
    errors.RefusedQuery: Kind(403, "refused-query", "Refused query"),
    errors.TimeLimit: Kind(504, "time-limit", "Over the time limit"),
    errors.StoreUnavailable: Kind(503, "store-unavailable", "Store not available"),
    ReadingOnly: Kind(403, "reading-only", "This service only answers"),
    TooLarge: Kind(413, "too-large", "Too large"),
    NotPolicy: Kind(422, "no-policy", "No policy document"),
    UnknownKind: Kind(415, "unknown-kind", "Kind of file that is not read"),
    ReadError: Kind(422, "unreadable-file", "File cannot be read"),
    LoaderError: Kind(422, "unreadable-file", "File cannot be loaded"),
    RequestValidationError: Kind(422, "wrong-parameter", "Wrong parameter"),
}
UNEXPECTED = Kind(500, "unexpected", "Unexpected error")

_HTTP_TITLES = {404: "Not found", 405: "Method not allowed", 413: "Too large"}


def problem_response(request: Request, kind: Kind, detail: str, **more: Any) -> Response:
    """A problem document; `more` that is None stays out."""
    problem = Problem(
        type=f"urn:policygraph:{kind.name}",
        title=kind.title,
        status=kind.status,
        detail=without_password(detail),
        instance=request.url.path,
        **more,
    )
    headers = {"Retry-After": str(RETRY_AFTER)} if kind.status == 503 else None
    body = to_json(problem.model_dump(exclude_none=True), indent=None)
    return Response(body, kind.status, headers, MEDIA_TYPE)


async def _on_known(request: Request, error: Exception) -> Response:
    kind = next((KINDS[base] for base in type(error).__mro__ if base in KINDS), UNEXPECTED)
    if kind.status >= 500:
        log.warning("%s %s: %s", request.method, request.url.path, error)
    return problem_response(
        request,
        kind,
        str(error),
        nearest=getattr(error, "nearest", None) or None,
        candidates=getattr(error, "candidates", None),
    )


async def _on_invalid(request: Request, error: RequestValidationError) -> Response:
    wrong = [{"where": ".".join(map(str, e["loc"])), "why": str(e["msg"])} for e in error.errors()]
    detail = "; ".join(f"{w['where']}: {w['why']}" for w in wrong)
    return problem_response(request, KINDS[RequestValidationError], detail, errors=wrong)


async def _on_http(request: Request, error: HTTPException) -> Response:
    path = request.url.path
    nearest: list[str] | None = None
    detail = str(error.detail)
    if error.status_code == 404:
        known = [known for known in request.app.openapi()["paths"] if "{" not in known]
        nearest = get_close_matches(path, known, n=3, cutoff=0.7) or None
        hint = f" Did you mean {nearest[0]}?" if nearest else ""
        detail = f"nothing is at {path}; /docs lists what is.{hint}"
    elif error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "other methods")
        detail = f"{request.method} does not apply to {path}; it takes {allowed}"
    title = _HTTP_TITLES.get(error.status_code, detail)
    response = problem_response(request, Kind(error.status_code, "http", title), detail, nearest=nearest)
    response.headers.update(error.headers or {})
    return response


async def _on_unexpected(request: Request, error: Exception) -> Response:
    # The traceback goes to the log, where the operator is; a stranger learns nothing about the machine.
    detail = "something went wrong that should not; the service's log says what"
    return problem_response(request, UNEXPECTED, detail)


def install(app: FastAPI) -> None:
    """Let every failure of the application leave as a problem document."""
    app.exception_handler(errors.PolicygraphError)(_on_known)
    app.exception_handler(RequestValidationError)(_on_invalid)
    app.exception_handler(HTTPException)(_on_http)
    app.exception_handler(Exception)(_on_unexpected)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that an endpoint may answer with, for its documentation."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": " or ".join(dict.fromkeys(kind.title for kind in KINDS.values() if kind.status == status)),
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for status in statuses
    }
