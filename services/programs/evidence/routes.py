"""The routes of evidence.

POST /sessions/{id}/evidence
GET /sessions/{id}/evidence
POST /outputs/{id}/evidence
GET /outputs/{id}/evidence
POST /performances/{id}/evidence
GET /performances/{id}/evidence
GET /evidence/{id}/content
POST /evidence/{id}/erasures
"""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query
from pydantic import BaseModel, ConfigDict
from starlette.requests import Request
from starlette.responses import Response

from services.programs.evidence.commands import (
    AdmitEvidence,
    EraseEvidence,
    FileEvidence,
    OpenEvidence,
    admit_evidence,
    erase_evidence,
    file_evidence,
    open_evidence,
)
from services.programs.evidence.model import (
    OWNERS,
    EvidenceErasureGround,
    EvidenceKind,
    OfOutcome,
    OfSession,
    Owner,
    PhotoConsent,
)
from services.programs.evidence.queries import EvidenceDetails, ListEvidence, list_evidence
from shared.access import Work
from shared.files.files import ReceivedFile
from shared.files.kinds import EXTENSIONS
from shared.files.names import name_in
from shared.web.downloads import file_answer
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned
from shared.web.uploads import REQUEST_BODY, CurrentFile, id_in_path, upload_route


async def admit(work: Work, request: Request) -> None:
    """Refuse a file before it is stored."""
    name = next(each for each in OWNERS if each in request.path_params)
    await admit_evidence(work, AdmitEvidence(OWNERS[name](id_in_path(request, name))))


router = APIRouter(route_class=WorkRoute, tags=["evidence"])
uploads = APIRouter(route_class=upload_route(admit), tags=["evidence"])
FILE_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "the file",
        "content": {each: {"schema": {"type": "string", "format": "binary"}} for each in EXTENSIONS},
    }
}
BODY = dict(REQUEST_BODY)
FILE_NAME = Header(max_length=2_000, description="the name of the file: `attachment; filename*=UTF-8''foto.jpg`")
CONSENT = Query(description="for a photo: everyone shown agrees, or nobody can be recognised")


class EvidenceErasure(BaseModel):
    """Why the content is erased."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"ground": "consent_withdrawn"}]})

    ground: EvidenceErasureGround


@dataclass(frozen=True, slots=True)
class Filing:
    """What a request states about its file."""

    kind: Annotated[EvidenceKind, Query()]
    consent: Annotated[PhotoConsent | None, CONSENT] = None
    content_disposition: Annotated[str | None, FILE_NAME] = None


FilingParameters = Annotated[Filing, Depends()]


@uploads.post("/sessions/{session_id}/evidence", summary="Unggah bukti / file evidence", openapi_extra=BODY)
async def file_one(
    work: CurrentWork, session_id: UUID, received: CurrentFile, filing: FilingParameters
) -> Created[EvidenceDetails]:
    """File a photo or the minutes of a session; the body is the file itself, whose type is found by its content."""
    return await _filed(work, OfSession(session_id), received, filing, f"/sessions/{session_id}/evidence")


@router.get("/sessions/{session_id}/evidence", summary="Bukti pertemuan / list evidence")
async def list_of_session(work: CurrentWork, session_id: UUID) -> list[EvidenceDetails]:
    """The records of the files of a session, the newest first."""
    return await list_evidence(work, ListEvidence(OfSession(session_id)))


@uploads.post(
    "/outputs/{output_id}/evidence", summary="Unggah bukti hasil produksi / file evidence", openapi_extra=BODY
)
async def file_one_of_output(
    work: CurrentWork, output_id: UUID, received: CurrentFile, filing: FilingParameters
) -> Created[EvidenceDetails]:
    """File a photo or the minutes of an output, which needs no session."""
    return await _filed(work, OfOutcome("output", output_id), received, filing, f"/outputs/{output_id}/evidence")


@router.get("/outputs/{output_id}/evidence", summary="Bukti hasil produksi / list evidence")
async def list_of_output(work: CurrentWork, output_id: UUID) -> list[EvidenceDetails]:
    """The records of the files of an output, the newest first."""
    return await list_evidence(work, ListEvidence(OfOutcome("output", output_id)))


@uploads.post(
    "/performances/{performance_id}/evidence", summary="Unggah bukti pentas / file evidence", openapi_extra=BODY
)
async def file_one_of_performance(
    work: CurrentWork, performance_id: UUID, received: CurrentFile, filing: FilingParameters
) -> Created[EvidenceDetails]:
    """File a photo or the minutes of a performance."""
    of = OfOutcome("performance", performance_id)
    return await _filed(work, of, received, filing, f"/performances/{performance_id}/evidence")


@router.get("/performances/{performance_id}/evidence", summary="Bukti pentas / list evidence")
async def list_of_performance(work: CurrentWork, performance_id: UUID) -> list[EvidenceDetails]:
    """The records of the files of a performance, the newest first."""
    return await list_evidence(work, ListEvidence(OfOutcome("performance", performance_id)))


@router.get(
    "/evidence/{evidence_id}/content",
    summary="Isi bukti / content of evidence",
    response_class=Response,
    responses=FILE_ANSWER,
)
async def download(work: CurrentWork, request: Request, evidence_id: UUID) -> Response:
    """The file itself; the reading is recorded."""
    return await file_answer(request, await open_evidence(work, OpenEvidence(evidence_id)))


@router.post("/evidence/{evidence_id}/erasures", summary="Hapus isi bukti / erase evidence")
async def erase(
    work: CurrentWork, evidence_id: UUID, body: EvidenceErasure, expected_version: ExpectedVersion
) -> Versioned[EvidenceDetails]:
    """Erase the content of a file; its record stays."""
    evidence = await erase_evidence(work, EraseEvidence(evidence_id, expected_version, body.ground))
    return Versioned(EvidenceDetails.of(evidence), evidence.version)


async def _filed(
    work: Work, of: Owner, received: ReceivedFile, filing: Filing, address: str
) -> Created[EvidenceDetails]:
    name = name_in(filing.content_disposition)
    evidence = await file_evidence(work, FileEvidence(of, filing.kind, filing.consent, name, received))
    return Created(EvidenceDetails.of(evidence), evidence.version, address)


routers = (uploads, router)
