"""The routes of study visits: `asking`, `recording`, `adopting` and `reading`."""

from fastapi import APIRouter

from services.programs.visits.routes import adopting, asking, reading, recording
from shared.web.edge import WorkRoute

router = APIRouter(route_class=WorkRoute)
for part in (asking, recording, adopting, reading):
    router.include_router(part.router)
