"""GET /perjanjian/{id}/dokumen/{id}
GET /perjanjian/{id}/dokumen/{id}/isi
"""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.agreements.documents.commands.erasing import erase_document
from services.agreements.documents.commands.filing import check_document
from services.agreements.documents.commands.reading import OpenDocument, open_document
from services.agreements.documents.pages.named import named
from services.agreements.documents.queries import ListReadings, ShowDocument, list_readings
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import ScreenParameters
from shared.web.downloads import file_answer
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/perjanjian/{agreement_id}/dokumen/{document_id}")
async def show_record(
    work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, document_id: UUID, page: ScreenParameters
) -> Response:
    """What is on record about a document, what the reader may do with it, and who has read it."""
    about = ShowDocument(document_id)
    agreement, document = await named(work, agreement_id, document_id)
    kept = document.erased_at is None
    sees_log = await list_readings.permits(work, about)
    return screen.show(
        "showing.html.j2",
        agreement=agreement,
        document=document,
        may_check=kept and document.uploaded_by != work.actor.account and await check_document.permits(work, about),
        may_erase=kept and await erase_document.permits(work, about),
        readings=await list_readings(work, ListReadings(document_id, page)) if sees_log else None,
    )


@router.get("/perjanjian/{agreement_id}/dokumen/{document_id}/isi")
async def download(work: CurrentWork, request: Request, agreement_id: UUID, document_id: UUID) -> Response:
    """The file itself; the reading is recorded."""
    document = await open_document(work, OpenDocument(document_id))
    return await file_answer(request, document)
