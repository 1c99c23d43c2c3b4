"""What endpoints share: answers that a browser may keep, and query strings without unknown names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from difflib import get_close_matches
from importlib.metadata import version as package_version
from typing import Any

import msgspec
from fastapi import Request
from starlette.responses import Response

from api.http.service import Service
from graph.errors import UnknownParameter
from graph.remembering import Moment

PROGRAM = package_version("policygraph")  # another version may answer otherwise


def json_response(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer."""
    return Response(msgspec.json.encode(value, enc_hook=str), status, headers, "application/json")


def cached(request: Request, service: Service, make: Callable[[Moment], Any]) -> Response:
    """The JSON of what `make` finds, under an ETag that changes only with the data; 304 where the reader has it.

    The answer is never older than its tag. The tag is weak, since a proxy or gzip may change the bytes.
    """
    if held := request.headers.get("If-None-Match"):
        headers = _tagged(request, service.version())
        known = {part.strip().removeprefix("W/") for part in held.split(",")}
        if "*" in known or headers["ETag"].removeprefix("W/") in known:
            return Response(status_code=304, headers=headers)
    version, value = service.fresh(make)
    return json_response(value, headers=_tagged(request, version))


def _tagged(request: Request, version: str) -> dict[str, str]:
    asked = f"{PROGRAM} {version} {request.url.path}?{request.url.query}"
    return {"ETag": f'W/"{hashlib.sha256(asked.encode()).hexdigest()[:20]}"', "Cache-Control": "no-cache"}


async def only_known_parameters(request: Request) -> None:
    """Raise UnknownParameter for a name in the query string that the endpoint does not take.

    A misspelt parameter that is ignored gives a wrong answer; the endpoints of questions check by their catalogue.
    """
    route = request.scope.get("route")
    dependant = getattr(route, "dependant", None)
    if dependant is None:
        return
    known = sorted(field.alias for field in dependant.query_params)
    for name in request.query_params:
        if name not in known:
            takes = f"it takes {', '.join(known)}" if known else "it takes none"
            raise UnknownParameter(
                f"{request.url.path} has no parameter {name}; {takes}.", get_close_matches(name, known, n=3)
            )
