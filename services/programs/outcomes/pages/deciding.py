"""GET /program/{id}/usul-hasil
GET, POST /usul-hasil/{id}
POST /usul-hasil/{id}/penarikan
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.amendments.model.amendment import AmendmentVerdict
from services.programs.months.model.month import Month
from services.programs.outcomes.commands.proposing import (
    DecideProposal,
    WithdrawProposal,
    decide_proposal,
    withdraw_proposal,
)
from services.programs.outcomes.pages.form import ADDRESSES
from services.programs.outcomes.queries.proposals import ListProposals, ShowProposal, list_proposals, show_proposal
from services.programs.program.queries.showing import ShowProgram, show_program
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen, Screen
from shared.values.reported_days import ReportedDay, written_reported_day
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class OutcomeDecision(BaseModel):
    """The decision of the second person."""

    verdict: AmendmentVerdict


@router.get("/program/{program_id}/usul-hasil")
async def show_list(work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, program_id: UUID) -> Response:
    """The proposals of a program, the newest first."""
    program = await show_program(work, ShowProgram(program_id))
    found = await list_proposals(work, ListProposals(program_id, page))
    months = {each.id: Month.read(each.month).name for each in found.items}
    return screen.show("proposals.html.j2", program=program, found=found, months=months)


@router.get("/usul-hasil/{proposal_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, proposal_id: UUID) -> Response:
    """The change with its reason, and the steps that the reader may take."""
    return await _show(work, screen, proposal_id)


@router.post("/usul-hasil/{proposal_id}")
async def decide(
    work: CurrentWork,
    screen: CurrentScreen,
    proposal_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[OutcomeDecision, form_of(OutcomeDecision)],
) -> Response:
    """Approve or decline the proposal."""
    await decide_proposal(work, DecideProposal(proposal_id, expected_version, form.verdict))
    return screen.go(f"/usul-hasil/{proposal_id}")


@router.get("/usul-hasil/{proposal_id}/penarikan")
async def show_withdrawal(work: CurrentWork, screen: CurrentScreen, proposal_id: UUID) -> Response:
    """The same page, after a withdrawal that was refused."""
    return await _show(work, screen, proposal_id)


@router.post("/usul-hasil/{proposal_id}/penarikan")
async def withdraw(
    work: CurrentWork, screen: CurrentScreen, proposal_id: UUID, expected_version: ExpectedVersion
) -> Response:
    """Withdraw the proposal."""
    await withdraw_proposal(work, WithdrawProposal(proposal_id, expected_version))
    return screen.go(f"/usul-hasil/{proposal_id}")


async def _show(work: Work, screen: Screen, proposal_id: UUID) -> Response:
    proposal = await show_proposal(work, ShowProposal(proposal_id))
    made = proposal.output.made if proposal.output else None
    return screen.show(
        "deciding.html.j2",
        proposal=proposal,
        program=await show_program(work, ShowProgram(proposal.program_id)),
        address=ADDRESSES[proposal.kind],
        made=written_reported_day(ReportedDay(edtf=made)) if made else None,
        may_decide=await decide_proposal.permits(work, ShowProposal(proposal_id)),
    )
