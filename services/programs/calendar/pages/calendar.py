"""GET /program/kalender"""

from itertools import groupby
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.programs.calendar.model import Month
from services.programs.calendar.queries import ShowCalendar, list_facilities_to_read, show_calendar
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/program/kalender")
async def show_month(
    work: CurrentWork,
    screen: CurrentScreen,
    *,
    upt: UUID | None = None,
    bulan: Annotated[str | None, Query(pattern=r"^[12]\d{3}-(0[1-9]|1[0-2])$")] = None,
) -> Response:
    """The month of a facility, day by day: this month and the reader's first facility, unless others are chosen."""
    facilities = await list_facilities_to_read(work)
    chosen = upt or (facilities[0].id if facilities else None)
    if chosen is None:
        return screen.show("calendar.html.j2", facilities=[], calendar=None)
    zone = next((each.zone for each in facilities if each.id == chosen), "Asia/Jakarta")
    today = day_in(zone, work.now)
    month = Month.read(bulan) if bulan else Month.of(today)
    calendar = await show_calendar(work, ShowCalendar(chosen, month))
    return screen.show(
        "calendar.html.j2",
        facilities=facilities,
        calendar=calendar,
        days=[(day, list(entries)) for day, entries in groupby(calendar.entries, lambda entry: entry.day)],
        today=today,
        month=month,
    )
