"""Names beside the codes of a cohort, on screens of its own facility."""

from collections.abc import Mapping

from services.programs.cohorts.commands.naming import OpenCohortNames, open_cohort_names
from services.programs.cohorts.queries import CohortDetails
from services.programs.participants.model import NamesUnavailable
from shared.access import Work
from shared.operations.settings import Settings


async def names_beside(work: Work, settings: Settings, cohort: CohortDetails) -> Mapping[str, str] | None:
    """The names by short code, for those who see the roster; None: the resolver is away, and the work goes on."""
    try:
        named = await open_cohort_names(work, OpenCohortNames(cohort.id, settings)) if cohort.roster else []
    except NamesUnavailable:
        return None
    return {each.code: each.name for each in named}
