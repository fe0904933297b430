"""GET, POST /perjanjian/{id}/dokumen/{id}/penghapusan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.documents.commands.erasing import EraseDocument, erase_document
from services.agreements.documents.pages.named import named
from services.agreements.documents.queries import ShowDocument
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import ErasureGround
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Erasure(BaseModel):
    """Why the content is erased."""

    erasure_ground: ErasureGround
    reason: Paragraph


@router.get("/perjanjian/{agreement_id}/dokumen/{document_id}/penghapusan")
async def show_erasure(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, document_id: UUID) -> Response:
    """What the erasure means, and the form if the reader may erase it."""
    agreement, document = await named(work, agreement_id, document_id)
    permitted = await erase_document.permits(work, ShowDocument(document_id))
    return screen.show(
        "erasing.html.j2",
        agreement=agreement,
        document=document,
        may_erase=permitted and document.erased_at is None,
        grounds=get_args(ErasureGround),
    )


@router.post("/perjanjian/{agreement_id}/dokumen/{document_id}/penghapusan")
async def erase(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    document_id: UUID,
    *,
    expected_version: ExpectedVersion,
    form: Annotated[Erasure, form_of(Erasure)],
) -> Response:
    """Erase the content; the record stays."""
    await erase_document(work, EraseDocument(document_id, expected_version, form.erasure_ground, form.reason))
    return screen.go(f"/perjanjian/{agreement_id}/dokumen/{document_id}")
