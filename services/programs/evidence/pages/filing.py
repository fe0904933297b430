"""GET, POST /pertemuan/{id}/bukti/baru
GET, POST /hasil/{id}/bukti/baru
GET, POST /pentas/{id}/bukti/baru
"""

from typing import Annotated, get_args

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from services.programs.evidence.commands import AdmitEvidence, FileEvidence, admit_evidence, file_evidence
from services.programs.evidence.model import EvidenceKind, PhotoConsent
from services.programs.evidence.pages.owners import CurrentOwner, owner_in_path, show_owner
from shared.access import Work
from shared.console.forms import form_of
from shared.console.screen import CurrentScreen
from shared.console.uploads import upload_page
from shared.files.kinds import EXTENSIONS
from shared.web.edge import CurrentWork
from shared.web.uploads import CurrentFile


async def admit(work: Work, request: Request) -> None:
    """Refuse a file before it is stored."""
    await admit_evidence(work, AdmitEvidence(owner_in_path(request)))


router = APIRouter(route_class=upload_page(admit))


class NewEvidence(BaseModel):
    """The kind of the file, the consent of those on a photo, and the name that the file has at the sender."""

    evidence_kind: EvidenceKind
    consent: PhotoConsent | None = None
    file: str = Field(max_length=5_000)


@router.get("/pertemuan/{session_id}/bukti/baru")
@router.get("/hasil/{output_id}/bukti/baru")
@router.get("/pentas/{performance_id}/bukti/baru")
async def show_filing(work: CurrentWork, screen: CurrentScreen, request: Request, of: CurrentOwner) -> Response:
    """The form with the file, and the accepted types."""
    return screen.show(
        "filing.html.j2",
        owner=await show_owner(work, of),
        kinds=get_args(EvidenceKind),
        consents=get_args(PhotoConsent),
        types=", ".join(extensions[0].upper() for extensions in EXTENSIONS.values()),
        endings=",".join(f".{each}" for extensions in EXTENSIONS.values() for each in extensions),
        megabytes=request.app.state.edge.settings.files_max_megabytes,
    )


@router.post("/pertemuan/{session_id}/bukti/baru")
@router.post("/hasil/{output_id}/bukti/baru")
@router.post("/pentas/{performance_id}/bukti/baru")
async def record(
    work: CurrentWork,
    screen: CurrentScreen,
    of: CurrentOwner,
    form: Annotated[NewEvidence, form_of(NewEvidence)],
    received: CurrentFile,
) -> Response:
    """File the evidence."""
    await file_evidence(work, FileEvidence(of, form.evidence_kind, form.consent, form.file, received))
    return screen.go((await show_owner(work, of)).evidence)
