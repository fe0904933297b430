"""GET, POST /perjanjian/{id}/tidak-diperpanjang"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.succession.commands.expiring import LetExpire, let_expire
from services.agreements.succession.queries.expiring import ListExpiryDecisions, list_expiry_decisions
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import ExpiryReason
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class ExpiryForm(BaseModel):
    """Why an agreement is not extended."""

    expiry_reason: ExpiryReason


@router.get("/perjanjian/{agreement_id}/tidak-diperpanjang")
async def show_decision(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The decision on record, or the form."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    decisions = await list_expiry_decisions(work, ListExpiryDecisions(agreement_id))
    decided = next((each for each in decisions if each.in_force_until == agreement.in_force_until), None)
    reasons = get_args(ExpiryReason)
    return screen.show("letting_expire.html.j2", agreement=agreement, decided=decided, reasons=reasons)


@router.post("/perjanjian/{agreement_id}/tidak-diperpanjang")
async def decide(
    work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, form: Annotated[ExpiryForm, form_of(ExpiryForm)]
) -> Response:
    """Decide that it ends with its term."""
    await let_expire(work, LetExpire(agreement_id, form.expiry_reason))
    return screen.go(f"/perjanjian/{agreement_id}")
