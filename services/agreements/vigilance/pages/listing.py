"""GET /perjanjian/pengingat"""

from typing import Annotated, get_args

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.agreements.agreement.queries.listing import own_region, reads_every_office
from services.agreements.register.model.units import REGION_CODE
from services.agreements.register.queries.units import ListOffices, list_offices
from services.agreements.vigilance.model import ReminderKind
from services.agreements.vigilance.queries import CountReminders, ListReminders, count_reminders, list_reminders
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.working_days import office_calendar
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/perjanjian/pengingat")
async def show_list(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    *,
    jenis: ReminderKind = "coming_end",
    wilayah: Annotated[str | None, Query(pattern=REGION_CODE)] = None,
) -> Response:
    """Agreements that end soon, are not signed as planned, or do not run; the nation by region, a region by unit."""
    every_office = reads_every_office(work)
    counted = wilayah if every_office else own_region(work)
    year = work.now.year
    return screen.show(
        "listing.html.j2",
        found=await list_reminders(work, ListReminders(jenis, wilayah, page)),
        kinds=get_args(ReminderKind),
        chosen={"jenis": jenis, "wilayah": wilayah or ""},
        offices=await list_offices(work, ListOffices()) if every_office else (),
        counts=await count_reminders(work, CountReminders(counted)) if every_office or counted else (),
        by_region=every_office and not wilayah,
        unknown_year=None if office_calendar().knows(year) else year,
    )
