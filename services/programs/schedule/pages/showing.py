"""GET /jadwal/{id}
GET, POST /jadwal/{id}/lembar
"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.programs.schedule.commands.holding import OpenPlannedSheet, open_planned_sheet
from services.programs.schedule.queries import ShowPlannedSession, show_planned_session
from shared.access import Work
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen, Screen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/jadwal/{plan_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, plan_id: UUID) -> Response:
    """The plan, its earlier days and places, and the next steps."""
    return await _show(work, screen, plan_id)


@router.get("/jadwal/{plan_id}/lembar")
async def show_opening(work: CurrentWork, screen: CurrentScreen, plan_id: UUID) -> Response:
    """The same page, after a sheet that was refused."""
    return await _show(work, screen, plan_id)


@router.post("/jadwal/{plan_id}/lembar")
async def open_sheet(work: CurrentWork, screen: CurrentScreen, plan_id: UUID) -> Response:
    """Open the sheet of attendance."""
    sheet = await open_planned_sheet(work, OpenPlannedSheet(plan_id))
    return screen.go(f"/lembar/{sheet.id}")


async def _show(work: Work, screen: Screen, plan_id: UUID) -> Response:
    plan = await show_planned_session(work, ShowPlannedSession(plan_id))
    return screen.show(
        "showing.html.j2", plan=plan, changes=await open_planned_sheet.permits(work, ShowPlannedSession(plan_id))
    )
