"""Where a cohort lies, and who may see the pseudonyms in it."""

from typing import Protocol
from uuid import UUID

from services.programs.cohorts.model import NoSuchCohort
from services.programs.program.place import KEEPERS, scope_of
from shared.access import Actor, Work
from shared.values.capabilities import Scope


class OfCohort(Protocol):
    """A command or query about one cohort."""

    @property
    def cohort_id(self) -> UUID:
        """Which cohort."""


async def place_of_cohort(work: Work, command: OfCohort) -> Scope:
    """The facility and region of a cohort's program, and the partners whom this cohort concerns.

    Raises `NoSuchCohort`.
    """
    row = await work.connection.fetchrow(
        """SELECT facility_id, region,
                  ARRAY(SELECT partner_id FROM cohort_partner WHERE cohort_id = cohort.id) AS partners
           FROM cohort JOIN program ON program.id = program_id WHERE cohort.id = $1""",
        command.cohort_id,
    )
    if row is None:
        raise NoSuchCohort(id=command.cohort_id)
    return scope_of(row)


def sees_participants(actor: Actor, facility_id: UUID) -> bool:
    """Whether the actor runs programs at this very facility; everybody else sees counts."""
    # Not by `grant.covers`, which a grant for the nation does everywhere.
    return any(
        grant.capability in KEEPERS and grant.scope_kind == "facility" and grant.unit == str(facility_id)
        for grant in actor.grants
    )
