"""GET, POST /perjanjian/{id}/penolakan
GET, POST /perjanjian/{id}/pembatalan
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.signing.commands.ends import Cancel, Decline, cancel, decline
from services.agreements.signing.queries import parties_to_decline
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Refusal(BaseModel):
    """The party that will not sign, and why."""

    party_id: UUID
    reason: Paragraph


class Reason(BaseModel):
    """Why it is done."""

    reason: Paragraph


@router.get("/perjanjian/{agreement_id}/penolakan")
async def show_refusal(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The parties for which the reader may record it, and the form."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    return screen.show("ends.html.j2", agreement=agreement, parties=parties_to_decline(work, agreement))


@router.post("/perjanjian/{agreement_id}/penolakan")
async def refuse(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Refusal, form_of(Refusal)],
) -> Response:
    """Record that a party will not sign."""
    await decline(work, Decline(agreement_id, expected_version, form.party_id, form.reason))
    return screen.go(f"/perjanjian/{agreement_id}")


@router.get("/perjanjian/{agreement_id}/pembatalan")
async def show_cancellation(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The form to give up an agreement that some have signed."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    return screen.show("ends.html.j2", agreement=agreement, parties=None)


@router.post("/perjanjian/{agreement_id}/pembatalan")
async def give_up(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Reason, form_of(Reason)],
) -> Response:
    """Give up an agreement that some have signed."""
    await cancel(work, Cancel(agreement_id, expected_version, form.reason))
    return screen.go(f"/perjanjian/{agreement_id}")
