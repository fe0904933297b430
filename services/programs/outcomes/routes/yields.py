"""Sums of outcomes.

GET /facilities/{id}/outcomes
GET /outcomes
"""

from uuid import UUID

from fastapi import APIRouter

from services.programs.outcomes.queries import yields
from services.programs.outcomes.routes.bodies import Year
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["outcomes"])


@router.get("/facilities/{facility_id}/outcomes", summary="Hasil satu UPT per tahun / outcomes of a facility in a year")
async def show_yield(work: CurrentWork, facility_id: UUID, *, year: Year) -> yields.FacilityYield:
    """The products of a facility in one year, by product and unit, and its performances."""
    return await yields.show_yield(work, yields.ShowYield(facility_id, year))


@router.get("/outcomes", summary="Hasil semua UPT per tahun / outcomes of all facilities in a year")
async def list_yields(work: CurrentWork, page: PageParameters, *, year: Year) -> Page[yields.FacilityYield]:
    """The same of each facility that the reader may see; one without outcomes has empty sums."""
    return await yields.list_yields(work, yields.ListYields(year, page))
