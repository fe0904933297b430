"""Periodic jobs: a newer catalogue may have the templates that were missing, and changes of facilities begin."""

from services.programs.authorisations.commands.planning import FillGaps, fill_gaps
from services.programs.authorisations.commands.units import ApplyFacilityPeriods, apply_facility_periods
from shared.access import Work


async def fill_template_gaps(work: Work) -> None:
    """Plan the undertakings whose template exists by now."""
    await fill_gaps(work, FillGaps())


async def follow_facilities(work: Work) -> None:
    """Apply the changes of facilities whose first day has come."""
    await apply_facility_periods(work, ApplyFacilityPeriods())


JOBS = (fill_template_gaps, follow_facilities)
