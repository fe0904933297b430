"""The routes of outcomes: `outputs`, `performances`, `proposals` and `yields`."""

from fastapi import APIRouter

from services.programs.outcomes.routes import outputs, performances, proposals, yields
from shared.web.edge import WorkRoute

router = APIRouter(route_class=WorkRoute)
for part in (outputs, performances, proposals, yields):
    router.include_router(part.router)
