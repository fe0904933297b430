"""GET /hasil
GET /hasil/upt/{facility_id}
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.programs.outcomes.queries.yields import ListYields, ShowYield, list_yields, show_yield
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.terms import day_in
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
CAPITAL = "Asia/Jakarta"
Year = Annotated[int | None, Query(ge=1900, le=2999)]


@router.get("/hasil")
async def show_all(work: CurrentWork, screen: CurrentScreen, page: ScreenParameters, *, tahun: Year = None) -> Response:
    """The outcomes of every facility that the reader may see, in this year unless another one is chosen."""
    year = tahun or day_in(CAPITAL, work.now).year
    return screen.show("facilities.html.j2", year=year, found=await list_yields(work, ListYields(year, page)))


@router.get("/hasil/upt/{facility_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, facility_id: UUID, *, tahun: Year = None) -> Response:
    """The products of a facility by product and unit, and its performances."""
    year = tahun or day_in(CAPITAL, work.now).year
    return screen.show("yields.html.j2", found=await show_yield(work, ShowYield(facility_id, year)))
