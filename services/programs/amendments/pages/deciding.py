"""GET, POST /usul/{id}
POST /usul/{id}/penarikan
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.amendments.commands.deciding import (
    DecideAmendment,
    WithdrawAmendment,
    decide_amendment,
    withdraw_amendment,
)
from services.programs.amendments.model.amendment import AmendmentVerdict
from services.programs.amendments.queries import ShowAmendment, show_amendment
from services.programs.cohorts.queries import ShowCohort, show_cohort
from services.programs.program.queries.showing import ShowProgram, show_program
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen, Screen
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Decision(BaseModel):
    """The decision of the second person."""

    verdict: AmendmentVerdict


@router.get("/usul/{amendment_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, amendment_id: UUID) -> Response:
    """The change with its reason, and the steps that the reader may take."""
    return await _show(work, screen, amendment_id)


@router.post("/usul/{amendment_id}")
async def decide(
    work: CurrentWork,
    screen: CurrentScreen,
    amendment_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Decision, form_of(Decision)],
) -> Response:
    """Approve or decline the amendment."""
    await decide_amendment(work, DecideAmendment(amendment_id, expected_version, form.verdict))
    return screen.go(f"/usul/{amendment_id}")


@router.get("/usul/{amendment_id}/penarikan")
async def show_withdrawal(work: CurrentWork, screen: CurrentScreen, amendment_id: UUID) -> Response:
    """The same page, after a withdrawal that was refused."""
    return await _show(work, screen, amendment_id)


@router.post("/usul/{amendment_id}/penarikan")
async def withdraw(
    work: CurrentWork, screen: CurrentScreen, amendment_id: UUID, expected_version: ExpectedVersion
) -> Response:
    """Withdraw the amendment."""
    await withdraw_amendment(work, WithdrawAmendment(amendment_id, expected_version))
    return screen.go(f"/usul/{amendment_id}")


async def _show(work: Work, screen: Screen, amendment_id: UUID) -> Response:
    amendment = await show_amendment(work, ShowAmendment(amendment_id))
    program = await show_program(work, ShowProgram(amendment.program_id))
    cohort = await show_cohort(work, ShowCohort(amendment.cohort_id)) if amendment.cohort_id else None
    marks = {each.participant_ref: each for each in amendment.facts.attendance} if amendment.facts else {}
    return screen.show(
        "deciding.html.j2",
        amendment=amendment,
        program=program,
        cohort=cohort,
        attendance=[
            (entry.code, marks[entry.participant_ref])
            for entry in (cohort.roster or () if cohort else ())
            if entry.participant_ref in marks
        ],
        may_decide=await decide_amendment.permits(work, ShowAmendment(amendment_id)),
    )
