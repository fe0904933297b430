"""GET, POST /perjanjian/{id}/dokumen/baru"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.documents.commands.filing import AdmitDocument, RecordDocument, admit_document, record_document
from services.agreements.documents.model.documents import SIGNED
from shared.access import Work
from shared.console.forms import form_of
from shared.console.screen import CurrentScreen
from shared.console.uploads import upload_page
from shared.files.kinds import EXTENSIONS
from shared.values.cooperation import DocumentKind
from shared.web.edge import CurrentWork
from shared.web.uploads import CurrentFile, id_in_path


async def admit(work: Work, request: Request) -> None:
    """Refuse a file before it is stored."""
    await admit_document(work, AdmitDocument(id_in_path(request, "agreement_id")))


router = APIRouter(route_class=upload_page(admit))


class NewDocument(BaseModel):
    """The kind of the file, and the name that it has on the computer of the sender."""

    kind: DocumentKind
    file: str = Field(max_length=5_000)


@router.get("/perjanjian/{agreement_id}/dokumen/baru")
async def show_filing(work: CurrentWork, screen: CurrentScreen, request: Request, agreement_id: UUID) -> Response:
    """The form with the file, and what is accepted."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    signed = agreement.document_state in SIGNED
    return screen.show(
        "filing.html.j2",
        agreement=agreement,
        may_file=await record_document.permits(work, AdmitDocument(agreement_id)),
        kinds=[kind for kind in get_args(DocumentKind) if signed or kind != "signed_paper"],
        types=", ".join(extensions[0].upper() for extensions in EXTENSIONS.values()),
        endings=",".join(f".{each}" for extensions in EXTENSIONS.values() for each in extensions),
        megabytes=request.app.state.edge.settings.files_max_megabytes,
    )


@router.post("/perjanjian/{agreement_id}/dokumen/baru")
async def record(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    form: Annotated[NewDocument, form_of(NewDocument)],
    received: CurrentFile,
) -> Response:
    """File the document."""
    document = await record_document(work, RecordDocument(agreement_id, form.kind, form.file, received))
    return screen.go(f"/perjanjian/{agreement_id}/dokumen/{document.id}")
