"""GET /proposal/{id}"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.proposals.commands.answering import answer_proposal, include_proposal
from services.agreements.proposals.commands.recording import complete_proposal
from services.agreements.proposals.queries import ProposalDetails, ShowProposal, show_proposal
from shared.access import Work
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.reported_days import written_reported_day
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/proposal/{proposal_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, proposal_id: UUID) -> Response:
    """The proposal with its answer, its missing parts, its scope item, its history, and the steps of the reader."""
    proposal = await show_proposal(work, ShowProposal(proposal_id))
    return screen.show(
        "showing.html.j2",
        proposal=proposal,
        proposed=written_reported_day(proposal.proposed),
        steps=await _steps(work, proposal),
    )


async def _steps(work: Work, proposal: ProposalDetails) -> list[tuple[str, str]]:
    """The word and the address of each step that the reader may take now."""
    about = ShowProposal(proposal.id)
    found = []
    if proposal.state in ("proposed", "interest_expressed") and await answer_proposal.permits(work, about):
        found.append(("answer_proposal", "jawaban"))
    if proposal.state == "accepted" and await include_proposal.permits(work, about):
        found.append(("include_proposal", "butir"))
    if await complete_proposal.permits(work, about):
        found.append(("complete_proposal", "data"))
    return found
