"""GET, POST /perjanjian/{id}/jadwal"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.signing.commands.planning import PlanSigning, plan_signing
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Plan(BaseModel):
    """The planned day; without one the plan is given up."""

    planned_on: FormDay | None = None
    sign_before: FormDay | None = None
    reason: Paragraph | None = None


@router.get("/perjanjian/{agreement_id}/jadwal")
async def show_plan(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The plan so far, and the form."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    return screen.show("planning.html.j2", agreement=agreement)


@router.post("/perjanjian/{agreement_id}/jadwal")
async def plan(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Plan, form_of(Plan)],
) -> Response:
    """Set, move or give up the day of signing."""
    await plan_signing(work, PlanSigning(agreement_id, expected_version, **dict(form)))
    return screen.go(f"/perjanjian/{agreement_id}")
