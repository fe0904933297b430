"""GET /facilities
GET /facilities/{id}
GET /regional-offices
GET /fields
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.agreements.register.model.fields import FieldTree
from services.agreements.register.model.units import REGION_CODE, Facility, FacilityKind, RegionalOffice
from services.agreements.register.queries import units
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute

router = APIRouter(route_class=WorkRoute, tags=["register"])


@router.get("/facilities", summary="Daftar UPT / list facilities")
async def list_facilities(
    work: CurrentWork,
    page: PageParameters,
    region: Annotated[str | None, Query(pattern=REGION_CODE, examples=["JATENG"])] = None,
    kind: FacilityKind | None = None,
) -> Page[Facility]:
    """One page of facilities by name, optionally of one region or kind."""
    return await units.list_facilities(work, units.ListFacilities(region, kind, page))


@router.get("/facilities/{facility_id}", summary="Satu UPT / show a facility")
async def show_facility(work: CurrentWork, facility_id: UUID) -> Facility:
    """One facility with its region and time zone."""
    return await units.show_facility(work, units.ShowFacility(facility_id))


@router.get("/regional-offices", summary="Daftar kantor wilayah / list regional offices")
async def list_offices(work: CurrentWork) -> list[RegionalOffice]:
    """All regional offices, with the codes by which facilities name them."""
    return await units.list_offices(work, units.ListOffices())


@router.get("/fields", summary="Bidang kerja sama / list fields of cooperation")
async def list_fields(work: CurrentWork) -> FieldTree:
    """The tree of fields from which scope items choose."""
    return await units.list_fields(work, units.ListFields())
