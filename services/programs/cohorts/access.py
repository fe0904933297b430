"""Rights to record sessions of a cohort, to read the cohort, and to read the pseudonyms in it."""

from typing import Protocol
from uuid import UUID

from services.programs.cohorts.model import CohortNotFound
from services.programs.program.access import RECORDERS
from services.programs.program.model.columns import scope_of
from shared.access import Actor, Work
from shared.values.capabilities import Scope


class AboutCohort(Protocol):
    """A command or query about one cohort."""

    @property
    def cohort_id(self) -> UUID:
        """Which cohort."""


async def scope_to_change(work: Work, command: AboutCohort) -> Scope:
    """The facility that runs the cohort's program. Raises `CohortNotFound`."""
    scope = await scope_to_read(work, command)
    return Scope(facilities=scope.facilities)


async def scope_to_read(work: Work, query: AboutCohort) -> Scope:
    """The facility and region of the cohort's program, and the partners of this cohort. Raises `CohortNotFound`."""
    row = await work.connection.fetchrow(
        """SELECT facility_id, region,
                  ARRAY(SELECT partner_id FROM cohort_partner WHERE cohort_id = cohort.id) AS partners
           FROM cohort JOIN program ON program.id = program_id WHERE cohort.id = $1""",
        query.cohort_id,
    )
    if row is None:
        raise CohortNotFound(id=query.cohort_id)
    return scope_of(row)


def may_read_pseudonyms(actor: Actor, facility_id: UUID) -> bool:
    """Whether the actor runs programs at this very facility; every other reader gets counts."""
    # Not by `grant.covers`: a grant for the nation covers every facility.
    return any(
        grant.capability in RECORDERS and grant.scope_kind == "facility" and grant.unit == str(facility_id)
        for grant in actor.grants
    )
