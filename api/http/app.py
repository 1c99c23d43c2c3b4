"""The application: routers, middleware, health, documentation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

import fastapi_offline
from anyio import to_thread
from fastapi import Depends, FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from api.http import documents, graph, problems, questions
from api.http.answers import json_response, only_known_parameters
from api.http.body import BodyLimit
from api.http.head import HeadAsGet
from api.http.openapi import openapi
from api.http.service import Service, ServiceDep
from api.settings import Settings

DESCRIPTION = """
Facts of Chinese policy documents, with the sentence behind each one.

Names in parameters may be any printed form, or an id. Errors are `application/problem+json` (RFC 9457). Reads carry an
ETag that changes only when the data do.
"""


def create_app(settings: Settings) -> FastAPI:
    """The service over the store that the settings name. The store is opened when the service starts."""
    service = Service(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # A store that is not available now may be later: the service starts, answers 503 and tries again.
        await to_thread.run_sync(service.try_store)
        yield
        service.close()

    app = FastAPI(
        title="policygraph",
        version=version("policygraph"),
        description=DESCRIPTION,
        lifespan=lifespan,
        openapi_url=None,  # served below: with examples from the data, by a worker thread
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    app.add_middleware(BodyLimit, path="/v1/documents", max_bytes=settings.max_bytes)
    # level 1 makes answers 8 times smaller, level 5 10 times, in twice the time
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=1)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.cors_origins),
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Content-Type", "If-None-Match"],
            expose_headers=["ETag", "Link", "Location", "Retry-After"],
        )
    app.add_middleware(HeadAsGet)
    problems.install(app)
    app.include_router(questions.router())
    app.include_router(documents.router)
    app.include_router(graph.router)
    _add_health(app)
    _add_docs(app)
    return app


def _add_health(app: FastAPI) -> None:
    known = [Depends(only_known_parameters)]

    @app.get("/healthz", tags=["service"], summary="Whether the service runs", dependencies=known)
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @app.get(
        "/readyz",
        tags=["service"],
        summary="Whether the service can answer",
        dependencies=known,
        responses=problems.documented(503),
    )
    def readyz(service: ServiceDep) -> Response:
        """Asks the store; 503 while it is not available."""
        return json_response({"status": "ok", "counts": service.store().counts()})


def _add_docs(app: FastAPI) -> None:
    # Swagger UI comes with a package, since a machine without internet must show this page too.
    app.mount("/static", StaticFiles(directory=Path(fastapi_offline.__file__).parent / "static"))

    @app.get("/", include_in_schema=False)
    async def page() -> FileResponse:
        return FileResponse(Path(__file__).with_name("page.html"))

    @app.get("/openapi.json", include_in_schema=False)
    def openapi_json(service: ServiceDep) -> Response:
        return json_response(openapi(app, service))

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url="openapi.json",
            title="policygraph",
            swagger_js_url="static/swagger-ui-bundle.js",
            swagger_css_url="static/swagger-ui.css",
            swagger_favicon_url="static/favicon.png",
            swagger_ui_parameters={"defaultModelsExpandDepth": 0, "tryItOutEnabled": True},
        )
