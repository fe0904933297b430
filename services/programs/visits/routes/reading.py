"""Reading visits and adoptions.

GET /visits
GET /visits/{id}
GET /adoptions
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.programs.catalogue.model.template import Code
from services.programs.visits.queries import adoptions, visits
from shared.values.cooperation import AdoptionState, VisitState
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["visits"])

Region = Annotated[str | None, Query(pattern="^[A-Z]{2,20}$")]


@router.get("/visits", summary="Daftar kunjungan belajar / list study visits")
async def list_visits(
    work: CurrentWork,
    page: PageParameters,
    *,
    facility: UUID | None = None,
    region: Region = None,
    state: VisitState | None = None,
) -> Page[visits.VisitSummary]:
    """Visits from or to the account's facility, or the facilities of its region or the nation, the latest first."""
    return await visits.list_visits(work, visits.ListVisits(facility, region, state, page))


@router.get("/visits/{visit_id}", summary="Lihat kunjungan belajar / show a study visit")
async def show_visit(work: CurrentWork, visit_id: UUID) -> Versioned[visits.VisitDetails]:
    """One visit with its topics, its record, its tasks and its adoption plans."""
    visit = await visits.show_visit(work, visits.ShowVisit(visit_id))
    return Versioned(visit, visit.version)


@router.get("/adoptions", summary="Daftar replikasi praktik / list adoptions of practices")
async def list_adoptions(
    work: CurrentWork,
    page: PageParameters,
    *,
    facility: UUID | None = None,
    region: Region = None,
    practice: Code | None = None,
    state: AdoptionState | None = None,
) -> Page[adoptions.AdoptionSummary]:
    """Which practice came from which facility, by which program, and whether it was replicated; the newest first."""
    return await adoptions.list_adoptions(work, adoptions.ListAdoptions(facility, region, practice, state, page))
