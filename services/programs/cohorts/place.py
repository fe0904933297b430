"""Where a cohort lies, and who may see the pseudonyms in it."""

from typing import Protocol
from uuid import UUID

from services.programs.cohorts.model import NoSuchCohort
from services.programs.program.place import KEEPERS, place_of_program
from shared.access import Actor, Work
from shared.values.capabilities import Scope


class OfCohort(Protocol):
    """A command or query about one cohort."""

    @property
    def cohort_id(self) -> UUID:
        """Which cohort."""


async def place_of_cohort(work: Work, command: OfCohort) -> Scope:
    """The place of a cohort's program. Raises `NoSuchCohort`."""
    program_id = await work.connection.fetchval("SELECT program_id FROM cohort WHERE id = $1", command.cohort_id)
    if program_id is None:
        raise NoSuchCohort(id=command.cohort_id)
    return await place_of_program(work.connection, program_id)


def sees_participants(actor: Actor, facility_id: UUID) -> bool:
    """Whether the actor runs programs at this very facility; everybody else sees counts."""
    # Not by `grant.covers`, which a grant for the nation does everywhere.
    return any(
        grant.capability in KEEPERS and grant.scope_kind == "facility" and grant.unit == str(facility_id)
        for grant in actor.grants
    )
