"""GET /facilities
GET /facilities/{id}
GET /regional-offices
GET /units
GET /units/{id}
POST /units
POST /units/{id}/periods
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.register.commands.founding import FoundFacility, found_facility
from services.agreements.register.commands.units import RecordPeriod, record_period
from services.agreements.register.model.founding import OFFICIAL_CODE, NewFacility, Specialisation
from services.agreements.register.model.units import (
    REGION_CODE,
    Facility,
    FacilityKind,
    OwnUnit,
    RegionalOffice,
    Unit,
    UnitPeriod,
)
from services.agreements.register.queries import units
from services.agreements.register.queries.units import UnitDetails
from shared.values.cooperation import UnitKind
from shared.values.inputs import ShortText
from shared.values.terms import Day, Zone
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["register"])


class NewPeriod(BaseModel):
    """Name, kind, class, office and zone of a unit from a day on.

    `region` is the code of the regional office; `office` is the name of an office that no longer exists.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "valid_from": "2026-07-01",
                    "name": "Lapas Kelas IIA Contoh",
                    "facility_kind": "lapas",
                    "facility_class": "IIA",
                    "region": "JATENG",
                    "zone": "Asia/Jakarta",
                }
            ]
        },
    )

    valid_from: Day
    valid_until: Day | None = None
    name: ShortText
    facility_kind: FacilityKind | None = None
    facility_class: ShortText | None = None
    office: ShortText | None = None
    region: Annotated[str | None, Field(pattern=REGION_CODE)] = None
    zone: Zone
    predecessors: tuple[UUID, ...] = Field((), max_length=20)

    def command(self, unit_id: UUID, expected_version: int) -> RecordPeriod:
        """The command that this body asks for."""
        period = UnitPeriod(**self.model_dump(exclude={"predecessors"}))
        return RecordPeriod(unit_id, expected_version, period, self.predecessors)


class FoundedFacility(BaseModel):
    """A facility that exists from a day on; `letter` is the decision that founds it, `located_in` its province."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "valid_from": "2026-01-05",
                    "letter": "CONTOH-1/2026",
                    "name": "Lapas Kelas IIB Contoh Selatan",
                    "facility_kind": "lapas",
                    "facility_class": "IIB",
                    "town": "Contoh",
                    "region": "JATENG",
                    "zone": "Asia/Jakarta",
                    "official_code": "33.99",
                    "located_in": "Jawa Tengah",
                }
            ]
        },
    )

    valid_from: Day
    letter: ShortText
    name: ShortText
    facility_kind: FacilityKind
    facility_class: ShortText | None = None
    specialisation: Specialisation = "general"
    town: ShortText
    region: Annotated[str, Field(pattern=REGION_CODE)]
    zone: Zone
    official_code: Annotated[str, Field(pattern=OFFICIAL_CODE)]
    located_in: ShortText

    def command(self) -> FoundFacility:
        """The command that this body asks for."""
        facility = NewFacility(**self.model_dump(exclude={"valid_from", "letter"}))
        return FoundFacility(facility, self.valid_from, self.letter)


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


@router.get("/units", summary="Daftar unit / list our own units")
async def list_units(
    work: CurrentWork,
    page: PageParameters,
    kind: UnitKind | None = None,
    region: Annotated[str | None, Query(pattern=REGION_CODE, examples=["JATENG"])] = None,
    name: Annotated[ShortText | None, Query()] = None,
) -> Page[Unit]:
    """One page of our own units by name: ministry, directorate general, regional offices and facilities.

    The list is narrowed by kind, region or a part of the name.
    """
    return await units.list_units(work, units.ListUnits(kind, page, region, name))


@router.get("/units/{unit_id}", summary="Satu unit / show a unit")
async def show_unit(work: CurrentWork, unit_id: UUID) -> Versioned[UnitDetails]:
    """One of our own units as it is today, with the periods in which it had other names, classes or offices."""
    details = await units.show_unit(work, units.ShowUnit(unit_id))
    return Versioned(details, details.version)


@router.post("/units", summary="Catat UPT baru / found a facility")
async def found(work: CurrentWork, body: FoundedFacility) -> Created[OwnUnit]:
    """Record a facility that was founded, with its office and official code; positions can be assigned in it then."""
    unit = await found_facility(work, body.command())
    return Created(unit, unit.version, f"/units/{unit.id}")


@router.post("/units/{unit_id}/periods", summary="Catat periode unit / record a period of a unit")
async def record(
    work: CurrentWork, unit_id: UUID, body: NewPeriod, expected_version: ExpectedVersion
) -> Versioned[OwnUnit]:
    """Record the name, class and office of a unit from a day on; they take effect on that day."""
    unit = await record_period(work, body.command(unit_id, expected_version))
    return Versioned(unit, unit.version)
