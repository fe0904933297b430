"""The routes of the timetable: `planning` and `plans`."""

from fastapi import APIRouter

from services.programs.schedule.routes import planning, plans
from shared.web.edge import WorkRoute

router = APIRouter(route_class=WorkRoute)
for part in (planning, plans):
    router.include_router(part.router)
