"""Rights to change a program and to read it.

A partner's contact reads a program as far as an authorisation concerns that partner: through its agreement, or as the
agency responsible for the scope item. The other authorisations of the program are hidden from it.
"""

from typing import Protocol
from uuid import UUID

from services.programs.program.model.columns import scope_of
from services.programs.program.model.refusals import ProgramNotFound
from shared.access import Work
from shared.values.capabilities import Capability, Scope

KEEPERS = (Capability.COACHING_OFFICER, Capability.HEAD)
"""They run the programs of their facility."""

RECORDERS = (*KEEPERS, Capability.SESSION_RECORDER)
"""They record sessions of their facility, and read who takes part."""

OFFICES = (
    *RECORDERS,
    Capability.COOPERATION_OFFICER,
    Capability.HEALTH_OFFICER,
    Capability.PROBATION_OFFICER,
    Capability.REVIEWER,
    Capability.READER,
    Capability.PUBLICATION_OFFICER,
    Capability.AUDITOR,
)
"""They read programs whole, within their facility, their region or the nation."""

READERS = (*OFFICES, Capability.PARTNER_CONTACT)
"""They read programs, whole or for a partner."""


class AboutProgram(Protocol):
    """A command or query about one program."""

    @property
    def program_id(self) -> UUID:
        """Which program."""


class AtFacility(Protocol):
    """A command about one facility."""

    @property
    def facility_id(self) -> UUID:
        """Which facility."""


async def scope_to_plan(_work: Work, command: AtFacility) -> Scope:
    """The facility that will run the program."""
    return Scope(facilities=frozenset({command.facility_id}))


async def scope_to_change(work: Work, command: AboutProgram) -> Scope:
    """The facility that runs the program. Raises `ProgramNotFound`."""
    scope = await _scope_of(work, command.program_id)
    # Without region and partners: they read what the facility does, and change nothing of it.
    return Scope(facilities=scope.facilities)


async def scope_to_read(work: Work, query: AboutProgram) -> Scope:
    """The facility, region and partners of the program. Raises `ProgramNotFound`."""
    return await _scope_of(work, query.program_id)


async def partners_to_read_for(work: Work, program_id: UUID) -> list[UUID] | None:
    """The partners for whom the actor reads the program; None if the actor reads it whole. Raises `ProgramNotFound`."""
    scope = await _scope_of(work, program_id)
    if any(grant.capability in OFFICES and grant.covers(scope) for grant in work.actor.grants):
        return None
    return work.actor.reach([Capability.PARTNER_CONTACT]).partners


async def _scope_of(work: Work, program_id: UUID) -> Scope:
    # Authorisations that have ended count as well: the partner may still read the sessions held under them.
    row = await work.connection.fetchrow(
        """SELECT facility_id, region,
                  ARRAY(SELECT partner_id FROM authorisation_partner WHERE program_id = program.id) AS partners
           FROM program WHERE id = $1""",
        program_id,
    )
    if row is None:
        raise ProgramNotFound(id=program_id)
    return scope_of(row)
