"""The routes of the catalogue: `reading` and `publishing`."""

from fastapi import APIRouter

from services.programs.catalogue.routes import publishing, reading
from shared.web.edge import WorkRoute

router = APIRouter(route_class=WorkRoute)
for part in (reading, publishing):
    router.include_router(part.router)
