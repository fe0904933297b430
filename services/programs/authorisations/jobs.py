"""Periodic jobs: a new year begins, a newer catalogue has missing templates, and changes of facilities begin."""

from services.programs.authorisations.commands.planning import FillGaps, RenewPrograms, fill_gaps, renew_programs
from services.programs.authorisations.commands.units import ApplyFacilityPeriods, apply_facility_periods
from shared.access import Work


async def fill_template_gaps(work: Work) -> None:
    """Plan the undertakings whose template exists by now."""
    await fill_gaps(work, FillGaps())


async def plan_years(work: Work) -> None:
    """Plan the programs of the new year, and from 1 November those of the next one."""
    await renew_programs(work, RenewPrograms())


async def follow_facilities(work: Work) -> None:
    """Apply the changes of facilities whose first day has come."""
    await apply_facility_periods(work, ApplyFacilityPeriods())


JOBS = (plan_years, fill_template_gaps, follow_facilities)
