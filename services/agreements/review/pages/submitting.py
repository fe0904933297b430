"""GET, POST /perjanjian/{id}/pengajuan"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.review.commands.asking import SubmitDraft, submit_draft
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


@router.get("/perjanjian/{agreement_id}/pengajuan")
async def show_submission(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """What is missing, and the button."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    return screen.show("submitting.html.j2", agreement=agreement)


@router.post("/perjanjian/{agreement_id}/pengajuan")
async def submit(
    work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, expected_version: ExpectedVersion
) -> Response:
    """Ask every reviewer."""
    await submit_draft(work, SubmitDraft(agreement_id, expected_version))
    return screen.go(f"/perjanjian/{agreement_id}")
