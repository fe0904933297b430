"""GET /bulan
GET /bulan/{facility_id}
"""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.programs.months.commands.closing import CloseMonth, close_month
from services.programs.months.model.month import Month
from services.programs.months.queries import ListFacilityMonths, ListMonths, list_facility_months, list_months
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
CAPITAL = "Asia/Jakarta"
CHOSEN = Query(pattern=r"^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$")


@router.get("/bulan")
async def show_all(
    work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, *, bulan: Annotated[str | None, CHOSEN] = None
) -> Response:
    """One month of every facility that the reader may see; the month before this one unless another is chosen."""
    # By the capital's day, because the list has facilities of every zone.
    before = day_in(CAPITAL, work.now).replace(day=1) - timedelta(days=1)
    month = Month.read(bulan) if bulan else Month.of(before)
    found = await list_facility_months(work, ListFacilityMonths(month, page))
    earlier = Month.of(month.first - timedelta(days=1))
    return screen.show("listing.html.j2", month=month, earlier=earlier, later=month.following, found=found)


@router.get("/bulan/{facility_id}")
async def show_one(
    work: CurrentWork,
    screen: CurrentScreen,
    facility_id: UUID,
    *,
    tahun: Annotated[int | None, Query(ge=1900, le=2999)] = None,
) -> Response:
    """The months of a facility in one year; its head closes those that are over."""
    year = tahun or day_in(CAPITAL, work.now).year
    found = await list_months(work, ListMonths(facility_id, year))
    return screen.show(
        "facility.html.j2",
        year=year,
        found=found,
        months=[(Month.read(each.month), each) for each in reversed(found.months)],
        closes=await close_month.permits(work, CloseMonth(facility_id, Month(year, 1), nihil=False)),
    )
