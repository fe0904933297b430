"""The routes of sheets: `sheets` and `marks`."""

from fastapi import APIRouter

from services.programs.sheets.routes import marks, sheets
from shared.web.edge import WorkRoute

router = APIRouter(route_class=WorkRoute)
for part in (sheets.router, marks.router, marks.uploads):
    router.include_router(part)
