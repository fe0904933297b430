"""GET /perjanjian/pencarian"""

from collections.abc import Sequence
from typing import get_args

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.agreement.model.states import StateToday
from services.agreements.agreement.pages.choices import field_choices
from services.agreements.agreement.pages.filters import ChosenFilter, address_without, as_typed, chosen_names
from services.agreements.agreement.queries.listing import own_region, reads_every_office
from services.agreements.agreement.queries.parameters import DormantAfterDays
from services.agreements.register.model.units import Facility
from services.agreements.register.queries.units import ListFacilities, ListOffices, list_facilities, list_offices
from shared.access import Work
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.cursors import PageRequest
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
OF_A_REGION = 100
"""More facilities than any region has."""


@router.get("/perjanjian/pencarian")
async def show_search(
    work: CurrentWork, screen: CurrentScreen, wanted: ChosenFilter, days: DormantAfterDays
) -> Response:
    """Every part of the filter; the list is another page, because it is looked at more often."""
    chosen = as_typed(wanted)
    fields = await field_choices(work)
    return screen.show(
        "searching.html.j2",
        chosen=chosen,
        back=address_without(chosen),
        dormant_days=days,
        states=get_args(StateToday),
        fields=fields,
        offices=await list_offices(work, ListOffices()) if reads_every_office(work) else (),
        facilities=await _of_region(work, wanted.region or own_region(work)),
        **await chosen_names(work, wanted),
    )


async def _of_region(work: Work, region: str | None) -> Sequence[Facility]:
    """The facilities of the chosen region; without one they would be hundreds."""
    if region is None:
        return ()
    page = PageRequest(after=None, limit=OF_A_REGION)
    return (await list_facilities(work, ListFacilities(region, None, page))).items
