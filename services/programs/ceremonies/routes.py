"""GET /ceremony-openings"""

from uuid import UUID

from fastapi import APIRouter

from services.programs.ceremonies import queries
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["programs"])


@router.get("/ceremony-openings", summary="Program yang dibuka pada acara / list programs that open at ceremonies")
async def list_ceremony_openings(
    work: CurrentWork, page: PageParameters, ceremony_id: UUID | None = None
) -> Page[queries.CeremonyOpening]:
    """The programs that open at a ceremony: waiting for their plan, open, or refused with the reason."""
    return await queries.list_ceremony_openings(work, queries.ListCeremonyOpenings(ceremony_id, page))
