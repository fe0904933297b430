"""Facilities, regional offices, and our own units with their periods and facts."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.register.access import READERS, UNIT_KEEPERS
from services.agreements.register.model.facts import UnitFact
from services.agreements.register.model.units import (
    Facility,
    FacilityKind,
    FacilityNotFound,
    OwnUnit,
    RegionalOffice,
    Unit,
    UnitNotFound,
    UnitPeriod,
)
from shared.access import Work, anywhere, use_case
from shared.values.cooperation import UnitKind
from shared.web.cursors import Page, PageRequest


class UnitDetails(OwnUnit):
    """One of our own units as it is today, with its periods and its dated facts, the first ones first."""

    periods: list[UnitPeriod]
    facts: list[UnitFact]


@dataclass(frozen=True, slots=True)
class ListFacilities:
    """Facilities by name, of one region or kind or of all."""

    region: str | None
    kind: FacilityKind | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowFacility:
    """One facility."""

    facility_id: UUID


@dataclass(frozen=True, slots=True)
class ListUnits:
    """Our own units by name, narrowed by kind, region or a part of the name."""

    kind: UnitKind | None
    page: PageRequest
    region: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ShowUnit:
    """One of our own units."""

    unit_id: UUID


@dataclass(frozen=True, slots=True)
class ListOffices:
    """All regional offices."""


def may_keep_units(work: Work) -> bool:
    """Whether a position of the reader may record periods and facts of our own units."""
    return work.actor.reach(UNIT_KEEPERS).nation


@use_case(*READERS, scope=anywhere, changes=False)
async def list_facilities(work: Work, query: ListFacilities) -> Page[Facility]:
    """One page of facilities, sorted by name."""
    # Names are unique, so the last name of a page is enough as its cursor.
    rows = await work.connection.fetch(
        """SELECT * FROM facility
           WHERE ($1::text IS NULL OR region = $1) AND ($2::text IS NULL OR kind = $2)
             AND ($3::text IS NULL OR name > $3)
           ORDER BY name LIMIT $4""",
        query.region,
        query.kind,
        *query.page.after_as(str),
        query.page.limit + 1,
    )
    return query.page.cut([Facility.model_validate(dict(row)) for row in rows], lambda facility: [facility.name])


@use_case(*READERS, scope=anywhere, changes=False)
async def show_facility(work: Work, query: ShowFacility) -> Facility:
    """One facility. Raises `FacilityNotFound`."""
    row = await work.connection.fetchrow("SELECT * FROM facility WHERE id = $1", query.facility_id)
    if row is None:
        raise FacilityNotFound(id=query.facility_id)
    return Facility.model_validate(dict(row))


@use_case(*READERS, scope=anywhere, changes=False)
async def list_units(work: Work, query: ListUnits) -> Page[Unit]:
    """One page of our own units, sorted by name."""
    rows = await work.connection.fetch(
        """SELECT * FROM any_unit
           WHERE kind <> 'partner' AND ($1::text IS NULL OR kind = $1)
             AND ($2::text IS NULL OR region = $2) AND ($3::text IS NULL OR strpos(lower(name), lower($3)) > 0)
             AND ($4::text IS NULL OR (name, id) > ($4, $5::uuid))
           ORDER BY name, id LIMIT $6""",
        query.kind,
        query.region,
        query.name,
        *query.page.after_as(str, UUID),
        query.page.limit + 1,
    )
    return query.page.cut([Unit.model_validate(dict(row)) for row in rows], lambda unit: [unit.name, unit.id])


@use_case(*READERS, scope=anywhere, changes=False)
async def show_unit(work: Work, query: ShowUnit) -> UnitDetails:
    """One of our own units with its periods. Raises `UnitNotFound`."""
    found = await work.connection.fetchval(
        """SELECT to_jsonb(u) || jsonb_build_object(
               'predecessors', (SELECT coalesce(jsonb_agg(p.predecessor_id ORDER BY p.predecessor_id), '[]')
                                FROM unit_predecessor p WHERE p.unit_id = u.id),
               'periods', (SELECT coalesce(jsonb_agg(to_jsonb(p) ORDER BY p.valid_from), '[]')
                           FROM unit_period p WHERE p.unit_id = u.id),
               'facts', (SELECT coalesce(jsonb_agg(to_jsonb(f) ORDER BY f.kind, f.valid_from), '[]')
                         FROM unit_fact f WHERE f.unit_id = u.id))
           FROM unit u WHERE u.id = $1""",
        query.unit_id,
    )
    if found is None:
        raise UnitNotFound(id=query.unit_id)
    return UnitDetails.model_validate_json(found)


@use_case(*READERS, scope=anywhere, changes=False)
async def list_offices(work: Work, _query: ListOffices) -> list[RegionalOffice]:
    """All regional offices, sorted by code."""
    rows = await work.connection.fetch("SELECT id, code, name, area, zone FROM regional_office ORDER BY code")
    return [RegionalOffice.model_validate(dict(row)) for row in rows]
