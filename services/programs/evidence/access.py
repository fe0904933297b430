"""Access to the evidence of sessions: the facility's recorders and the offices above it, and no partner.

A photo may show inmates, so only offices see it, and every reading is on record.
"""

from typing import Protocol
from uuid import UUID

from services.programs.evidence.model import EvidenceNotFound
from services.programs.sessions import access as sessions
from shared.access import Work
from shared.values.capabilities import Capability, Scope

READERS = (
    Capability.COACHING_OFFICER,
    Capability.HEAD,
    Capability.SESSION_RECORDER,
    Capability.REVIEWER,
    Capability.AUDITOR,
)


class AboutEvidence(Protocol):
    """A command about one piece of evidence."""

    @property
    def evidence_id(self) -> UUID:
        """Which one."""


async def scope_to_change(work: Work, command: AboutEvidence) -> Scope:
    """The facility that held the session. Raises `EvidenceNotFound`."""
    scope = await scope_to_read(work, command)
    return Scope(facilities=scope.facilities)


async def scope_to_read(work: Work, command: AboutEvidence) -> Scope:
    """The facility and region of the session. Raises `EvidenceNotFound`."""
    row = await work.connection.fetchrow(
        """SELECT facility_id, region FROM session_evidence JOIN session ON session.id = session_id
           JOIN program ON program.id = program_id WHERE session_evidence.id = $1""",
        command.evidence_id,
    )
    if row is None:
        raise EvidenceNotFound(id=command.evidence_id)
    return Scope(facilities=frozenset({row["facility_id"]}), regions=frozenset({row["region"]}))


async def scope_of_session(work: Work, query: sessions.AboutSession) -> Scope:
    """The facility and region of a session, without its partners. Raises `SessionNotFound`."""
    scope = await sessions.scope_to_read(work, query)
    return Scope(facilities=scope.facilities, regions=scope.regions)
