"""GET /pertemuan/{id}/bukti
GET /pertemuan/{id}/bukti/{evidence_id}/isi
GET, POST /pertemuan/{id}/bukti/{evidence_id}/penghapusan
The same under /hasil/{id} and /pentas/{id}.
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from services.programs.evidence.commands import EraseEvidence, OpenEvidence, erase_evidence, open_evidence
from services.programs.evidence.model import EvidenceErasureGround, EvidenceNotFound
from services.programs.evidence.pages.owners import CurrentOwner, show_owner
from services.programs.evidence.queries import ListEvidence, list_evidence
from services.programs.program.queries.steps import may_record, may_run
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.downloads import file_answer
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class EvidenceErasure(BaseModel):
    """Why the content is erased."""

    ground: EvidenceErasureGround


@router.get("/pertemuan/{session_id}/bukti")
@router.get("/hasil/{output_id}/bukti")
@router.get("/pentas/{performance_id}/bukti")
async def show_list(work: CurrentWork, screen: CurrentScreen, of: CurrentOwner) -> Response:
    """The files, the newest first."""
    owner = await show_owner(work, of)
    return screen.show(
        "listing.html.j2",
        owner=owner,
        found=await list_evidence(work, ListEvidence(of)),
        records=may_record(work, owner.program.facility),
        runs=may_run(work, owner.program.facility),
    )


@router.get("/pertemuan/{session_id}/bukti/{evidence_id}/isi")
@router.get("/hasil/{output_id}/bukti/{evidence_id}/isi")
@router.get("/pentas/{performance_id}/bukti/{evidence_id}/isi")
async def download(work: CurrentWork, request: Request, evidence_id: UUID) -> Response:
    """The file itself; the reading is recorded."""
    return await file_answer(request, await open_evidence(work, OpenEvidence(evidence_id)))


@router.get("/pertemuan/{session_id}/bukti/{evidence_id}/penghapusan")
@router.get("/hasil/{output_id}/bukti/{evidence_id}/penghapusan")
@router.get("/pentas/{performance_id}/bukti/{evidence_id}/penghapusan")
async def show_erasing(work: CurrentWork, screen: CurrentScreen, of: CurrentOwner, evidence_id: UUID) -> Response:
    """The form."""
    found = await list_evidence(work, ListEvidence(of))
    evidence = next((each for each in found if each.id == evidence_id), None)
    if evidence is None:
        raise EvidenceNotFound(id=evidence_id)
    owner = await show_owner(work, of)
    return screen.show("erasing.html.j2", owner=owner, evidence=evidence, grounds=get_args(EvidenceErasureGround))


@router.post("/pertemuan/{session_id}/bukti/{evidence_id}/penghapusan")
@router.post("/hasil/{output_id}/bukti/{evidence_id}/penghapusan")
@router.post("/pentas/{performance_id}/bukti/{evidence_id}/penghapusan")
async def erase(
    work: CurrentWork,
    screen: CurrentScreen,
    of: CurrentOwner,
    evidence_id: UUID,
    *,
    expected_version: ExpectedVersion,
    form: Annotated[EvidenceErasure, form_of(EvidenceErasure)],
) -> Response:
    """Erase the content; the record stays."""
    await erase_evidence(work, EraseEvidence(evidence_id, expected_version, form.ground))
    return screen.go((await show_owner(work, of)).evidence)
