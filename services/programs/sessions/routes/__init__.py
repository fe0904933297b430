"""The routes of sessions: `recording`, `changes` and `reading`."""

from fastapi import APIRouter

from services.programs.sessions.routes import cancellations, changes, reading, recording
from shared.web.edge import WorkRoute

router = APIRouter(route_class=WorkRoute)
for part in (recording, cancellations, changes, reading):
    router.include_router(part.router)
