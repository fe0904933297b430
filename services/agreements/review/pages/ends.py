"""GET, POST /perjanjian/{id}/pembukaan
GET, POST /perjanjian/{id}/penarikan
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.review.commands.ends import (
    ReopenAgreement,
    WithdrawAgreement,
    reopen_agreement,
    withdraw_agreement,
)
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Reason(BaseModel):
    """Why it is done."""

    reason: Paragraph


ReasonForm = Annotated[Reason, form_of(Reason)]


@router.get("/perjanjian/{agreement_id}/pembukaan")
async def show_reopening(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The form to reopen a text."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    return screen.show("reason.html.j2", agreement=agreement, name="reopening")


@router.post("/perjanjian/{agreement_id}/pembukaan")
async def reopen(
    work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, expected_version: ExpectedVersion, form: ReasonForm
) -> Response:
    """Make a validated text a draft again."""
    await reopen_agreement(work, ReopenAgreement(agreement_id, expected_version, form.reason))
    return screen.go(f"/perjanjian/{agreement_id}")


@router.get("/perjanjian/{agreement_id}/penarikan")
async def show_withdrawal(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The form to withdraw an agreement."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    return screen.show("reason.html.j2", agreement=agreement, name="withdrawing")


@router.post("/perjanjian/{agreement_id}/penarikan")
async def withdraw(
    work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, expected_version: ExpectedVersion, form: ReasonForm
) -> Response:
    """Withdraw the agreement before any party has signed."""
    await withdraw_agreement(work, WithdrawAgreement(agreement_id, expected_version, form.reason))
    return screen.go(f"/perjanjian/{agreement_id}")
