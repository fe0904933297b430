"""GET /perjanjian"""

from typing import get_args

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.agreement.model.states import StateToday
from services.agreements.agreement.pages.filters import ChosenFilter, address_without, as_typed, chosen_names
from services.agreements.agreement.queries.listing import (
    CountAgreements,
    ListAgreements,
    count_agreements,
    list_agreements,
    may_draft,
    reads_every_office,
    reads_for_an_office,
)
from services.agreements.register.queries.units import ListOffices, list_offices
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.tables.formats import Format
from shared.values.capabilities import Capability
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
REVIEWERS = (Capability.REVIEWER, Capability.HEAD, Capability.PARTNER_CONTACT)
"""They are led to the drafts that wait for their verdict."""
TABLE = "/impor/data/perjanjian"
ON_THE_PAGE = ("cari", "status", "wilayah")
"""The parts of the filter that have a field on this page; the others are on the page of the search."""


@router.get("/perjanjian")
async def show_list(work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, wanted: ChosenFilter) -> Response:
    """The agreements that concern the reader's units, the newest first."""
    found = await list_agreements(work, ListAgreements(wanted, page))
    chosen = as_typed(wanted)
    offices = await list_offices(work, ListOffices()) if reads_every_office(work) else ()
    on_the_page = ON_THE_PAGE if offices else ON_THE_PAGE[:2]
    return screen.show(
        "listing.html.j2",
        found=found,
        counted=await count_agreements(work, CountAgreements(wanted)) if wanted.narrows else None,
        wanted=wanted,
        chosen=chosen,
        kept={name: value for name, value in chosen.items() if value and name not in on_the_page},
        address=address_without(chosen),
        more_filters=address_without(chosen, page="/perjanjian/pencarian"),
        tables=[(name, address_without(chosen | {"bentuk": name}, page=TABLE)) for name in get_args(Format)],
        elsewhere={name: address_without(chosen, name) for name in chosen},
        states=get_args(StateToday),
        offices=offices,
        may_draft=may_draft(work),
        of_an_office=reads_for_an_office(work),
        may_review=work.actor.may(REVIEWERS, None),
        **await chosen_names(work, wanted),
    )
