"""Projecting facilities and the names of partners from the events of their owner."""

from dataclasses import dataclass
from uuid import UUID

from services.notifications.directory.model import FacilityPeriod
from services.notifications.directory.store import save_partner_name, save_period
from shared.access import Work, nationwide, use_case


@dataclass(frozen=True, slots=True)
class ProjectFacility:
    """A facility as it is from a day on."""

    period: FacilityPeriod


@use_case(scope=nationwide)
async def project_facility(work: Work, command: ProjectFacility) -> None:
    """Save a period of a facility. System only."""
    await save_period(work.connection, command.period)


@dataclass(frozen=True, slots=True)
class ProjectPartnerName:
    """The name of a partner from a version on."""

    partner_id: UUID
    version: int
    name: str


@use_case(scope=nationwide)
async def project_partner_name(work: Work, command: ProjectPartnerName) -> None:
    """Save the name of a partner. System only."""
    await save_partner_name(work.connection, command.partner_id, command.version, command.name)
