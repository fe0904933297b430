"""Recording changes of facilities and the names of partners. System only."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.authorisations.model import FacilityPeriod
from services.programs.authorisations.store.units import (
    insert_facilities,
    insert_facility_period,
    save_facilities_of_today,
    save_partner_name,
)
from services.programs.program.model.parts import Facility
from shared.access import Work, nationwide, use_case


@dataclass(frozen=True, slots=True)
class RecordPartnerName:
    """A partner has a name, by the version of the partner."""

    partner_id: UUID
    version: int
    name: str


@dataclass(frozen=True, slots=True)
class ApplyFacilityPeriods:
    """The first day of a change of a facility may have come."""


@use_case(scope=nationwide)
async def record_facility(work: Work, facility: Facility) -> None:
    """Record a facility where an account has a position; it may plan programs before it has any agreement."""
    await insert_facilities(work.connection, [facility])


@use_case(scope=nationwide)
async def record_facility_period(work: Work, period: FacilityPeriod) -> None:
    """Record a change of a facility; programs follow on its first day."""
    await insert_facility_period(work.connection, period)
    await save_facilities_of_today(work.connection, work.now)


@use_case(scope=nationwide)
async def apply_facility_periods(work: Work, _command: ApplyFacilityPeriods) -> None:
    """Let programs follow the changes of facilities whose first day has come."""
    await save_facilities_of_today(work.connection, work.now)


@use_case(scope=nationwide)
async def record_partner_name(work: Work, command: RecordPartnerName) -> None:
    """Show this name of a partner wherever it is responsible for a scope item."""
    await save_partner_name(work.connection, command.partner_id, command.version, command.name)
