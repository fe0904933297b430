"""GET, POST /perjanjian/{id}/dokumen/{id}/pemeriksaan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator
from starlette.responses import Response

from services.agreements.documents.commands.filing import CheckDocument, check_document
from services.agreements.documents.pages.named import named
from services.agreements.documents.queries import ShowDocument
from shared.console.forms import form_of, several
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import DocumentFault, DocumentVerdict
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Finding(BaseModel):
    """What a second officer has found."""

    finding: DocumentVerdict
    faults: Annotated[tuple[DocumentFault, ...], BeforeValidator(several)] = ()
    finding_comment: Paragraph | None = None


@router.get("/perjanjian/{agreement_id}/dokumen/{document_id}/pemeriksaan")
async def show_check(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, document_id: UUID) -> Response:
    """What the document has to be compared with, and the form."""
    agreement, document = await named(work, agreement_id, document_id)
    permitted = await check_document.permits(work, ShowDocument(document_id))
    return screen.show(
        "checking.html.j2",
        agreement=agreement,
        document=document,
        may_check=permitted and document.uploaded_by != work.actor.account and document.erased_at is None,
        verdicts=get_args(DocumentVerdict),
        faults=get_args(DocumentFault),
    )


@router.post("/perjanjian/{agreement_id}/dokumen/{document_id}/pemeriksaan")
async def check(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    document_id: UUID,
    *,
    expected_version: ExpectedVersion,
    form: Annotated[Finding, form_of(Finding)],
) -> Response:
    """Record the check."""
    command = CheckDocument(document_id, expected_version, form.finding, form.faults, form.finding_comment)
    await check_document(work, command)
    return screen.go(f"/perjanjian/{agreement_id}/dokumen/{document_id}")
