"""GET /perjanjian/{id}/unit"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.overview.pages.concerned import concerned_units, groups_of
from services.agreements.register.model.units import REGION_CODE
from services.agreements.register.queries.units import ListOffices, list_offices
from services.agreements.review.queries import ListReviews, list_reviews
from services.agreements.signing.queries import numbers_to_replace, signatures_to_void
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
ROWS = 20


@router.get("/perjanjian/{agreement_id}/unit")
async def show_units(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    *,
    wilayah: Annotated[str | None, Query(pattern=REGION_CODE, description="the units of this office alone")] = None,
    halaman: Annotated[int, Query(ge=1, le=100)] = 1,
) -> Response:
    """Parties and places by regional office; of one office each unit with its number and its signatures."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    units = concerned_units(agreement)
    areas = {office.code: office.area for office in await list_offices(work, ListOffices())}
    shown = [each for each in units if each.group == wilayah]
    return screen.show(
        "units.html.j2",
        agreement=agreement,
        groups=groups_of(units, await list_reviews(work, ListReviews(agreement_id))),
        areas=areas,
        chosen=wilayah,
        units=shown[(halaman - 1) * ROWS : halaman * ROWS],
        voidable=[each.id for each in signatures_to_void(work, agreement)],
        replaceable=[each.id for each in numbers_to_replace(work, agreement)],
        following=halaman + 1 if len(shown) > halaman * ROWS else None,
    )
