"""GET /perjanjian/{id}/dokumen"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.documents.commands.filing import AdmitDocument, record_document
from services.agreements.documents.queries import ListDocuments, list_documents
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/perjanjian/{agreement_id}/dokumen")
async def show_list(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The documents of an agreement, the newest first."""
    return screen.show(
        "listing.html.j2",
        agreement=await show_agreement(work, ShowAgreement(agreement_id)),
        documents=await list_documents(work, ListDocuments(agreement_id)),
        may_file=await record_document.permits(work, AdmitDocument(agreement_id)),
    )
