"""GET /program/katalog/{code}/upt"""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.programs.catalogue.queries import ShowTemplate, show_template
from services.programs.program.queries.spread import ListRuns, list_runs
from shared.access.positions import CAPITAL_ZONE
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/program/katalog/{code}/upt")
async def show_facilities(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    code: str,
    tahun: Annotated[int | None, Query(ge=1900, le=2999)] = None,
) -> Response:
    """The facilities within the reader's reach that run a practice in a year."""
    year = tahun or day_in(CAPITAL_ZONE, work.now).year
    return screen.show(
        "spread.html.j2",
        practice=await show_template(work, ShowTemplate(code)),
        year=year,
        found=await list_runs(work, ListRuns(code, year, None, page)),
    )
