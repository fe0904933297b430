"""GET, POST /perjanjian/{id}/pengakhiran
GET, POST /perjanjian/{id}/penarikan-pengakhiran
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.succession.commands.terminating import (
    TerminateAgreement,
    WithdrawNotice,
    terminate_agreement,
    withdraw_notice,
)
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import TerminationGround
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Termination(BaseModel):
    """The ground on which a signed agreement ends early, its last day in force, and the reason."""

    ground_of_end: TerminationGround
    terminated_on: FormDay
    noticed_on: FormDay | None = None
    noticed_by: UUID | None = None
    reason: Paragraph


class NoticeWithdrawal(BaseModel):
    """Why a notice is taken back."""

    reason: Paragraph


@router.get("/perjanjian/{agreement_id}/pengakhiran")
async def show_termination(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The form."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    return screen.show("terminating.html.j2", agreement=agreement, grounds=get_args(TerminationGround))


@router.post("/perjanjian/{agreement_id}/pengakhiran")
async def terminate(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Termination, form_of(Termination)],
) -> Response:
    """End a signed agreement before its term."""
    command = TerminateAgreement(
        agreement_id,
        expected_version,
        form.ground_of_end,
        form.terminated_on,
        form.reason,
        form.noticed_on,
        form.noticed_by,
    )
    receipt = await terminate_agreement(work, command)
    return screen.after(f"/perjanjian/{agreement_id}", receipt.cautions)


@router.get("/perjanjian/{agreement_id}/penarikan-pengakhiran")
async def show_withdrawal(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The form."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    return screen.show("withdrawing_notice.html.j2", agreement=agreement)


@router.post("/perjanjian/{agreement_id}/penarikan-pengakhiran")
async def withdraw(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[NoticeWithdrawal, form_of(NoticeWithdrawal)],
) -> Response:
    """Take a notice back before it takes effect."""
    receipt = await withdraw_notice(work, WithdrawNotice(agreement_id, expected_version, form.reason))
    return screen.after(f"/perjanjian/{agreement_id}", receipt.cautions)
