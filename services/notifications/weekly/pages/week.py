"""GET /pekan: what opened, was closed and is overdue in the units of a head."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.notifications.weekly.queries import ShowWeek, show_week
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import Day
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/pekan")
async def show(work: CurrentWork, screen: CurrentScreen, hari: Annotated[Day | None, Query()] = None) -> Response:
    """The week of a day, and the way to the one before."""
    shown = await show_week(work, ShowWeek(hari))
    return screen.show("week.html.j2", week=shown.week, units=shown.units)
