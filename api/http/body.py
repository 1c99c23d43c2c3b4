"""A limit on request bodies that holds while they arrive, not after."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import KINDS, TooLarge, problem_response

_SMALL = 1024 * 1024  # bytes of a request without a file: a query and its parameters
_FRAME = 64 * 1024  # bytes that multipart puts around a file


class BodyLimit:
    """ASGI middleware: answers 413 at the first byte over the limit, or at once where Content-Length says so.

    `path` alone may carry a file of `max_bytes`.
    """

    def __init__(self, app: ASGIApp, *, path: str, max_bytes: int) -> None:
        self.app, self.path, self.max_bytes = app, path, max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        upload = scope["path"].rstrip("/") == self.path
        limit = self.max_bytes + _FRAME if upload else _SMALL
        message = too_large(self.max_bytes if upload else _SMALL)
        announced = Headers(scope=scope).get("Content-Length", "")
        if announced.isdigit() and int(announced) > limit:
            response = problem_response(Request(scope), KINDS[TooLarge], message)
            await response(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            part = await receive()
            received += len(part.get("body", b""))
            if received > limit:
                raise HTTPException(413, message)  # the one exception that FastAPI's body parser lets through
            return part

        await self.app(scope, counted, send)


def too_large(limit: int) -> str:
    """What a sender over the limit reads."""
    return f"larger than the limit of {limit:,} bytes; split it, or raise POLICYGRAPH_MAX_BYTES for documents"
