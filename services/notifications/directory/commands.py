"""Projecting facilities from the events of their owner."""

from dataclasses import dataclass

from services.notifications.directory.model import FacilityPeriod
from services.notifications.directory.store import save_period
from shared.access import Work, nationwide, use_case


@dataclass(frozen=True, slots=True)
class ProjectFacility:
    """A facility as it is from a day on."""

    period: FacilityPeriod


@use_case(scope=nationwide)
async def project_facility(work: Work, command: ProjectFacility) -> None:
    """Save a period of a facility. System only."""
    await save_period(work.connection, command.period)
