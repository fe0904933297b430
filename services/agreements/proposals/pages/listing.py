"""GET /proposal"""

from typing import get_args
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.proposals.queries import ListProposals, list_proposals, may_propose
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import ProposalKind, ProposalState
from shared.values.reported_days import written_reported_day
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/proposal")
async def show_list(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    *,
    status: ProposalState | None = None,
    jenis: ProposalKind | None = None,
    mitra: UUID | None = None,
) -> Response:
    """The proposals that the reader may read, the latest first; of one partner, if it is named."""
    found = await list_proposals(work, ListProposals(mitra, None, jenis, status, page))
    return screen.show(
        "listing.html.j2",
        found=found,
        proposed={each.id: written_reported_day(each.proposed) for each in found.items},
        states=get_args(ProposalState),
        kinds=get_args(ProposalKind),
        may_propose=may_propose(work),
        chosen={"status": status, "jenis": jenis, "mitra": mitra},
    )
