"""What endpoints share: answers that a browser may keep, and query strings without unknown names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from fastapi import Request
from starlette.responses import Response

from api.http.service import Service
from api.output import to_json
from graph.errors import UnknownParameter


def json_response(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer."""
    return Response(to_json(value, indent=None), status, headers, "application/json")


def cached(request: Request, service: Service, make: Callable[[], Any]) -> Response:
    """The JSON of `make()` under an ETag that changes only with the data; 304, without calling it, where the reader has it.

    The tag is weak, since a proxy or gzip may change the bytes.
    """
    asked = f"{service.version()} {request.url.path}?{request.url.query}"
    tag = f'W/"{hashlib.sha256(asked.encode()).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    held = {part.strip().removeprefix("W/") for part in request.headers.get("If-None-Match", "").split(",")}
    if "*" in held or tag.removeprefix("W/") in held:
        return Response(status_code=304, headers=headers)
    return json_response(make(), headers=headers)


def only_known_parameters(request: Request) -> None:
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
