"""GET /program/cakupan"""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.programs.program.queries.coverage import ShowCoverage, show_coverage
from shared.access.positions import CAPITAL_ZONE
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/program/cakupan")
async def show_counts(
    work: CurrentWork, screen: CurrentScreen, tahun: Annotated[int | None, Query(ge=1900, le=2999)] = None
) -> Response:
    """The programs of a year within the reader's units, and how many of them an agreement carries."""
    year = tahun or day_in(CAPITAL_ZONE, work.now).year
    return screen.show("coverage.html.j2", counts=await show_coverage(work, ShowCoverage(year, None, None)))
