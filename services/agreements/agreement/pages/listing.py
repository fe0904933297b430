"""GET /perjanjian"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.agreements.agreement.model.states import StateToday
from services.agreements.agreement.queries.listing import ListAgreements, list_agreements, may_draft, reads_every_office
from services.agreements.register.model.units import REGION_CODE
from services.agreements.register.queries.units import ListOffices, list_offices
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.capabilities import Capability
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
REVIEWERS = (Capability.REVIEWER, Capability.HEAD, Capability.PARTNER_CONTACT)
"""They are led to the drafts that wait for their verdict."""


@router.get("/perjanjian")
async def show_list(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    *,
    cari: Annotated[str, Query(max_length=200)] = "",
    status: Annotated[StateToday | None, Query()] = None,
    wilayah: Annotated[str | None, Query(pattern=REGION_CODE)] = None,
    mitra: UUID | None = None,
) -> Response:
    """The agreements that concern the reader's units, the newest first."""
    found = await list_agreements(work, ListAgreements(None, wilayah, mitra, status, None, cari, page))
    return screen.show(
        "listing.html.j2",
        found=found,
        states=get_args(StateToday),
        offices=await list_offices(work, ListOffices()) if reads_every_office(work) else (),
        may_draft=may_draft(work),
        may_review=work.actor.may(REVIEWERS, None),
        chosen={"cari": cari, "status": status, "wilayah": wilayah, "mitra": mitra},
    )
