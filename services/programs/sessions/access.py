"""Rights to change a session and to read it."""

from typing import Protocol
from uuid import UUID

from services.programs.program.model.columns import scope_of
from services.programs.sessions.model.session import SessionNotFound
from shared.access import Work
from shared.values.capabilities import Scope


class AboutSession(Protocol):
    """A command or query about one session."""

    @property
    def session_id(self) -> UUID:
        """Which session."""


async def scope_to_change(work: Work, command: AboutSession) -> Scope:
    """The facility that held the session. Raises `SessionNotFound`."""
    scope = await scope_to_read(work, command)
    return Scope(facilities=scope.facilities)


async def scope_to_read(work: Work, query: AboutSession) -> Scope:
    """The facility and region of the session's program, and its partners on that day. Raises `SessionNotFound`."""
    # Narrower than the scope of the program: the day decides, as it does in the list of sessions.
    row = await work.connection.fetchrow(
        """SELECT facility_id, region,
                  ARRAY(SELECT partner_id FROM authorisation_partner AS p
                        WHERE p.program_id = program.id AND in_force @> held_on) AS partners
           FROM session JOIN program ON program.id = program_id
           WHERE session.id = $1""",
        query.session_id,
    )
    if row is None:
        raise SessionNotFound(id=query.session_id)
    return scope_of(row)
