"""Documents: list, upload, look at, read the text of, remove."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, UploadFile
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, Response

from api.http.answers import cached, json_response, only_known_parameters
from api.http.body import too_large
from api.http.problems import ReadingOnly, TooLarge, documented
from api.http.service import ServiceDep
from api.report import page
from graph.documents import ALL, document, document_text, documents
from graph.errors import WrongParameter
from graph.records import Row
from graph.remembering import Moment
from graph.store import Store
from loaders import anchors
from loaders.decisions import read_decisions
from loaders.load import Reading, load_source
from loaders.prepare import Options, read_facts
from loaders.read import read_bytes
from loaders.report import make_report
from loaders.stored import stored_source
from loaders.text.clean import normalise

router = APIRouter(prefix="/v1/documents", tags=["documents"], dependencies=[Depends(only_known_parameters)])


class Uploaded(BaseModel):
    """What was read from an uploaded document."""

    id: str
    title: str | None
    outcome: Literal["loaded", "unchanged", "replaced"] = Field(
        description="loaded (new), replaced (an earlier version of it) or unchanged"
    )
    tasks: int = Field(description="tasks found, in body and tables")
    signals: int = Field(description="places that no rule reads; `policygraph extract` lists them")


class FilePlace(BaseModel):
    """A place in the file, by what its kind of file has."""

    page: int | None = Field(None, description="pdf: page, from 1")
    box: tuple[float, float, float, float] | None = Field(
        None, description="pdf: x0, y0, x1, y1 on the page in points, origin at the top left"
    )
    paragraph: int | None = Field(None, description="docx: paragraph of the body, from 1")
    table: int | None = Field(None, description="docx: table, from 1")
    row: int | None = Field(None, description="docx: row of the table, from 1")
    cell: int | None = Field(None, description="docx: cell of the row, from 1")
    part: str | None = Field(None, description="docx: footnote 2, endnote 1, text box 1")
    path: str | None = Field(None, description="html: CSS selector of the element")


class TextPart(BaseModel):
    """A part of a document's text."""

    document_id: str
    start: int = Field(description="where the part begins: code points of the raw text")
    end: int = Field(description="where it ends (exclusive)")
    raw: str = Field(description="as in the file")
    cleaned: str = Field(description="without pinyin and odd spaces, in simplified script")
    file_kind: Literal["txt", "html", "docx", "pdf"] | None = Field(description="kind of the file that was read")
    places: list[FilePlace] = Field(description="where the part stands in the file, in order; none for txt")


@router.get("", summary="List the documents", responses=documented(503))
def list_documents(
    request: Request,
    service: ServiceDep,
    limit: Annotated[int, Query(ge=1, le=ALL, description="most documents; absent = all")] = ALL,
    offset: Annotated[int, Query(ge=0, le=ALL, description="how many to leave out at the beginning")] = 0,
) -> Response:
    """Every loaded document by title: its header, and how much was read from it.

    Where `limit` cuts the list, the header `Link` leads to the next part (`rel="next"`, RFC 8288).
    """
    more = False

    def make(store: Moment) -> list[Row]:
        nonlocal more
        rows = documents(store, first=offset, most=limit + 1)  # one more tells whether there is more
        more = len(rows) > limit
        return rows[:limit]

    response = cached(request, service, make)
    if more:
        following = request.url.include_query_params(limit=limit, offset=offset + limit)
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


@router.post(
    "",
    summary="Upload a document",
    status_code=201,
    response_model=Uploaded,
    responses={200: {"model": Uploaded, "description": "Unchanged"}, **documented(403, 413, 415, 422, 503)},
)
async def upload(service: ServiceDep, file: UploadFile) -> Response:
    """Reads a policy document (txt, html, docx or pdf) into the graph, replacing an earlier version of it.

    The answer comes when it is stored. Nothing is stored of a file that is no policy document.
    """
    _refuse_unless_writable(service)
    limit = service.settings.max_bytes
    # A browser may send a whole path, in the style of its own system.
    name = PurePosixPath(PureWindowsPath(file.filename or "").name).name or "upload.txt"

    def work(store: Store) -> Reading:
        data = file.file.read(limit + 1)
        if len(data) > limit:
            raise TooLarge(f"{name}: {too_large(limit)}")
        decisions = read_decisions(service.settings.decisions_path)
        return load_source(store, read_bytes(data, name, max_bytes=limit), Options(decisions=decisions))

    reading = await service.write(work)
    status = 200 if reading.outcome == "unchanged" else 201
    return json_response(asdict(reading), status, {"Location": f"/v1/documents/{reading.id}"})


@router.get("/{document_id}", summary="One document", responses=documented(404, 409, 503))
def get_document(request: Request, document_id: str, service: ServiceDep) -> Response:
    """A document by its id; its number or title also do."""
    return cached(request, service, lambda store: document(store, document_id))


@router.delete("/{document_id}", status_code=204, summary="Remove a document", responses=documented(403, 404, 503))
async def delete_document(document_id: str, service: ServiceDep) -> Response:
    """Takes a document out of the graph with every fact that only it states."""
    _refuse_unless_writable(service)
    await service.write(lambda store: store.remove_document(document(store, document_id)["id"]))
    return Response(status_code=204)


@router.get(
    "/{document_id}/text",
    summary="The text of a document",
    response_model=TextPart,
    responses=documented(404, 422, 503),
)
def get_text(
    request: Request,
    document_id: str,
    service: ServiceDep,
    start: Annotated[int, Query(ge=0, description="where to begin: a fact's span_start")] = 0,
    end: Annotated[int | None, Query(ge=0, description="where to end: a fact's span_end; absent = to the end")] = None,
) -> Response:
    """The raw text between two offsets, and the same cleaned: the sentence that a fact comes from."""
    if end is not None and end < start:
        raise WrongParameter(f"end={end} lies before start={start}; give start <= end")

    def make(store: Moment) -> dict[str, Any]:
        found = document(store, document_id)
        text = document_text(store, found["id"])
        raw = text.raw[start:end]
        places = anchors.places(anchors.load(text.anchors), (start, start + len(raw))) if raw else []
        return {
            "document_id": found["id"],
            "start": start,
            "end": start + len(raw),
            "raw": raw,
            "cleaned": normalise(raw).text,
            "file_kind": text.file_kind,
            "places": [place.to_dict() for place in places],
        }

    return cached(request, service, make)


@router.get(
    "/{document_id}/report",
    summary="How a document was read, as a page",
    response_class=HTMLResponse,
    responses=documented(404, 503),
)
def get_report(document_id: str, service: ServiceDep) -> HTMLResponse:
    """The text by kind of fact, what no rule reads, and counts to check the reading by."""
    source = stored_source(service.store(), document_id)
    facts = read_facts(source, read_decisions(service.settings.decisions_path))
    return HTMLResponse(page(make_report(source, facts), source))


def _refuse_unless_writable(service: ServiceDep) -> None:
    if not service.settings.uploads:
        raise ReadingOnly("this service only answers; POLICYGRAPH_UPLOADS=true lets it accept and delete documents")
