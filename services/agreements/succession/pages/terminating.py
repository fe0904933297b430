"""GET, POST /perjanjian/{id}/pengakhiran"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.succession.commands.terminating import TerminateAgreement, terminate_agreement
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
    command = TerminateAgreement(agreement_id, expected_version, form.ground_of_end, form.terminated_on, form.reason)
    receipt = await terminate_agreement(work, command)
    return screen.after(f"/perjanjian/{agreement_id}", receipt.cautions)
