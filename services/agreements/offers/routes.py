"""The routes of reported offers.

GET /agreements/{id}/offers
GET /agreements/{id}/offers/facilities
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.agreements.offers import queries
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["offers"])


@router.get(
    "/agreements/{agreement_id}/offers", summary="Jumlah jawaban UPT / show the answers of facilities in numbers"
)
async def show_offers(work: CurrentWork, agreement_id: UUID) -> queries.AgreementOffers:
    """How many facilities were asked, and have accepted, declined or not answered, in all and for each item."""
    return await queries.show_offers(work, queries.ShowOffers(agreement_id))


@router.get("/agreements/{agreement_id}/offers/facilities", summary="Jawaban tiap UPT / list the answers of facilities")
async def list_facility_answers(
    work: CurrentWork,
    agreement_id: UUID,
    page: PageParameters,
    *,
    region: Annotated[str | None, Query(pattern="^[A-Z]{2,20}$")] = None,
) -> Page[queries.FacilityAnswers]:
    """The facilities that were asked, by region and name, each with its answers."""
    return await queries.list_facility_answers(work, queries.ListFacilityAnswers(agreement_id, region, page))
