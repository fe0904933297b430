"""GET /bulan
GET /bulan/{facility_id}
GET /bulan/tabel
"""

from dataclasses import replace
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from services.programs.months.commands.closing import CloseMonth, close_month
from services.programs.months.model.closing import MonthState
from services.programs.months.model.month import MONTH_PATTERN, Month
from services.programs.months.queries.of_facilities import (
    CountFacilityMonths,
    ExportFacilityMonths,
    ListFacilityMonths,
    ListMonthRegions,
    WantedMonths,
    count_facility_months,
    export_facility_months,
    list_facility_months,
    list_month_regions,
)
from services.programs.months.queries.of_facility import ListMonths, list_months
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.tables.formats import Format
from shared.values.terms import day_in
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork
from shared.web.tables import send_table

router = APIRouter(route_class=PageRoute)
CAPITAL = "Asia/Jakarta"
CHOSEN = Query(pattern=MONTH_PATTERN)


def chosen_months(
    work: CurrentWork,
    bulan: Annotated[str | None, CHOSEN] = None,
    wilayah: Annotated[str | None, Query(max_length=20)] = None,
    status: Annotated[MonthState | Literal[""], Query()] = "",
) -> WantedMonths:
    """The month and the filters of a reader; the month before this one unless another is chosen."""
    # By the capital's day, because the list has facilities of every zone.
    month = Month.read(bulan) if bulan else Month.of(day_in(CAPITAL, work.now)).previous
    return WantedMonths(month, wilayah or None, status or None)


Chosen = Annotated[WantedMonths, Depends(chosen_months)]


@router.get("/bulan")
async def show_all(work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, chosen: Chosen) -> Response:
    """One month of every facility that the reader may see, with the number of facilities in each state."""
    found = await list_facility_months(work, ListFacilityMonths(chosen, page))
    counts = await count_facility_months(work, CountFacilityMonths(replace(chosen, state=None)))
    regions = await list_month_regions(work, ListMonthRegions(chosen.month))
    return screen.show(
        "listing.html.j2", month=chosen.month, chosen=chosen, found=found, counts=counts, regions=regions
    )


@router.get("/bulan/tabel")
async def show_table(work: CurrentWork, chosen: Chosen, bentuk: Format = "xlsx") -> Response:
    """The list as a table."""
    table = await export_facility_months(work, ExportFacilityMonths(chosen, bentuk))
    return send_table(table, f"bulan-{chosen.month}", bentuk)


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
