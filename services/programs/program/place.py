"""Where a program lies and whom it concerns: what the access check asks before any command or query about one.

A partner's contact sees a program as far as an authorisation concerns that partner: by its agreement, or as the agency
that answers for the scope item. What else carries the program is none of its business.
"""

from typing import Protocol
from uuid import UUID

import asyncpg

from services.programs.program.model import NoSuchProgram
from shared.access import Work
from shared.postgres.connections import Connection
from shared.values.capabilities import Capability, Scope

KEEPERS = (Capability.OFFICER, Capability.HEAD)
"""Who runs a facility's programs."""

OFFICES = (*KEEPERS, Capability.REGIONAL_REVIEWER, Capability.DIRECTORATE)
"""Who sees programs whole, each within its facility, its region or the nation."""

VIEWERS = (*OFFICES, Capability.PARTNER_CONTACT)
"""Who sees programs, whole or for a partner."""


class OfProgram(Protocol):
    """A command or query about one program."""

    @property
    def program_id(self) -> UUID:
        """Which program."""


async def place_of(work: Work, command: OfProgram) -> Scope:
    """The facility, region and partners of a program. Raises `NoSuchProgram`."""
    return await _place_of_program(work.connection, command.program_id)


async def _place_of_program(connection: Connection, program_id: UUID) -> Scope:
    # Also by authorisations that have ended: what was done under them stays the partner's to see.
    row = await connection.fetchrow(
        """SELECT facility_id, region,
                  ARRAY(SELECT partner_id FROM authorisation_partner WHERE program_id = program.id) AS partners
           FROM program WHERE id = $1""",
        program_id,
    )
    if row is None:
        raise NoSuchProgram(id=program_id)
    return scope_of(row)


def scope_of(row: asyncpg.Record) -> Scope:
    """Where something of a program lies: its facility and region, and the partners whom it concerns."""
    return Scope(frozenset({row["facility_id"]}), frozenset({row["region"]}), frozenset(row["partners"]))


async def sees_for(work: Work, program_id: UUID) -> list[UUID] | None:
    """The partners for which the actor looks at a program; none where it holds an office that sees it whole."""
    place = await _place_of_program(work.connection, program_id)
    if any(grant.capability in OFFICES and grant.covers(place) for grant in work.actor.grants):
        return None
    return work.actor.reach([Capability.PARTNER_CONTACT]).partners
