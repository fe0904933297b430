"""GET /jadwal/upt/{facility_id}"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.programs.schedule.queries import ListSchedule, ScheduleClash, list_schedule
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import Day, day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
DAYS = 14
CAPITAL = "Asia/Jakarta"


@router.get("/jadwal/upt/{facility_id}")
async def show_weeks(
    work: CurrentWork,
    screen: CurrentScreen,
    facility_id: UUID,
    *,
    mulai: Annotated[Day | None, Query()] = None,
) -> Response:
    """Two weeks from a Monday, with the clashes beside the sessions that they concern."""
    chosen = mulai or day_in(CAPITAL, work.now)
    first = chosen - timedelta(days=chosen.weekday())
    found = await list_schedule(work, ListSchedule(facility_id, first, first + timedelta(days=DAYS - 1)))
    by_plan: dict[UUID, list[ScheduleClash]] = defaultdict(list)
    for clash in found.clashes:
        by_plan[clash.plan_id].append(clash)
    return screen.show(
        "listing.html.j2",
        facility_id=facility_id,
        first=first,
        last=first + timedelta(days=DAYS - 1),
        earlier=_moved(first, -DAYS),
        later=_moved(first, DAYS),
        planned=found.entries,
        clashes=by_plan,
    )


def _moved(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()
