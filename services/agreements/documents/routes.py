"""POST /agreements/{id}/documents
GET /agreements/{id}/documents
GET /documents/{id}
GET /documents/{id}/content
GET /documents/{id}/readings
POST /documents/{id}/checks
POST /documents/{id}/erasures
GET /missing-papers
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from services.agreements.documents.commands.erasing import EraseDocument, erase_document
from services.agreements.documents.commands.filing import (
    AdmitDocument,
    CheckDocument,
    RecordDocument,
    admit_document,
    check_document,
    record_document,
)
from services.agreements.documents.commands.reading import OpenDocument, open_document
from services.agreements.documents.queries import (
    DocumentDetails,
    DocumentReading,
    ListDocuments,
    ListMissingPapers,
    ListReadings,
    MissingPaper,
    ShowDocument,
    list_documents,
    list_missing_papers,
    list_readings,
    show_document,
)
from shared.access import Work
from shared.files.kinds import EXTENSIONS
from shared.files.names import name_in
from shared.values.cooperation import DocumentFault, DocumentKind, DocumentVerdict, ErasureGround
from shared.values.inputs import Paragraph
from shared.web.cursors import Page, PageParameters
from shared.web.downloads import file_answer
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned
from shared.web.uploads import REQUEST_BODY, CurrentFile, id_in_path, upload_route


async def admit(work: Work, request: Request) -> None:
    """Refuse a file before it is stored."""
    await admit_document(work, AdmitDocument(id_in_path(request, "agreement_id")))


router = APIRouter(route_class=WorkRoute, tags=["documents"])
uploads = APIRouter(route_class=upload_route(admit), tags=["documents"])
FILE_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "the file",
        "content": {each: {"schema": {"type": "string", "format": "binary"}} for each in EXTENSIONS},
    }
}


class Check(BaseModel):
    """The comparison of a file with the parties, the date, the numbers and the signatures on record."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"verdict": "matches"},
                {"verdict": "differs", "faults": ["signature"], "comment": "Cap pada halaman 5 tidak ada."},
            ]
        },
    )

    verdict: DocumentVerdict
    faults: tuple[DocumentFault, ...] = Field((), max_length=7)
    comment: Paragraph | None = None


class Erasure(BaseModel):
    """Why the content is erased."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"ground": "wrong_file", "reason": "Berkas perjanjian lain."}]},
    )

    ground: ErasureGround
    reason: Paragraph


@uploads.post(
    "/agreements/{agreement_id}/documents",
    summary="Unggah dokumen / file a document",
    openapi_extra=dict(REQUEST_BODY),
)
async def record(
    work: CurrentWork,
    agreement_id: UUID,
    received: CurrentFile,
    *,
    kind: Annotated[DocumentKind, Query()],
    content_disposition: Annotated[
        str | None, Header(max_length=2_000, description="the name of the file: `attachment; filename*=UTF-8''PKS.pdf`")
    ] = None,
) -> Created[DocumentDetails]:
    """File a document; the body is the file itself, whose type is found by its content."""
    document = await record_document(work, RecordDocument(agreement_id, kind, name_in(content_disposition), received))
    return Created(DocumentDetails.of(document), document.version, f"/documents/{document.id}")


@router.get("/agreements/{agreement_id}/documents", summary="Dokumen perjanjian / documents of an agreement")
async def list_of_agreement(work: CurrentWork, agreement_id: UUID) -> list[DocumentDetails]:
    """The documents that the reader may read, the newest first."""
    return await list_documents(work, ListDocuments(agreement_id))


@router.get("/documents/{document_id}", summary="Satu dokumen / one document")
async def show(work: CurrentWork, document_id: UUID) -> Versioned[DocumentDetails]:
    """What is on record about a document; its content has an address of its own."""
    document = await show_document(work, ShowDocument(document_id))
    return Versioned(document, document.version)


@router.get(
    "/documents/{document_id}/content",
    summary="Isi dokumen / content of a document",
    response_class=Response,
    responses=FILE_ANSWER,
)
async def download(work: CurrentWork, request: Request, document_id: UUID) -> Response:
    """The file itself; the reading is recorded."""
    document = await open_document(work, OpenDocument(document_id))
    return await file_answer(request, document)


@router.get("/documents/{document_id}/readings", summary="Log pembacaan / log of readings")
async def list_log(work: CurrentWork, document_id: UUID, page: PageParameters) -> Page[DocumentReading]:
    """Who was given the file, the latest first."""
    return await list_readings(work, ListReadings(document_id, page))


@router.post("/documents/{document_id}/checks", summary="Periksa dokumen / check a document")
async def check(
    work: CurrentWork, document_id: UUID, body: Check, expected_version: ExpectedVersion
) -> Versioned[DocumentDetails]:
    """Record the check by a second officer; another check may follow, and the latest counts."""
    command = CheckDocument(document_id, expected_version, **dict(body))
    document = await check_document(work, command)
    return Versioned(DocumentDetails.of(document), document.version)


@router.post("/documents/{document_id}/erasures", summary="Hapus isi dokumen / erase the content of a document")
async def erase(
    work: CurrentWork, document_id: UUID, body: Erasure, expected_version: ExpectedVersion
) -> Versioned[DocumentDetails]:
    """Erase the content of a document; its record stays."""
    document = await erase_document(work, EraseDocument(document_id, expected_version, **dict(body)))
    return Versioned(DocumentDetails.of(document), document.version)


@router.get("/missing-papers", summary="Belum ada naskah / agreements without paper")
async def list_without_paper(work: CurrentWork, page: PageParameters) -> Page[MissingPaper]:
    """Signed agreements whose signed paper is not filed, not checked or returned; the longest overdue first."""
    return await list_missing_papers(work, ListMissingPapers(page))


routers = (uploads, router)
