"""Access to the evidence of sessions and outcomes: the facility's recorders and the offices above it, and no partner.

A photo may show inmates, so only offices see it, and every reading is on record.
"""

from typing import Protocol
from uuid import UUID

from services.programs.evidence.model import EvidenceNotFound, OfSession, Owner
from services.programs.outcomes import access as outcomes
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


class AboutOwner(Protocol):
    """A command or query about the evidence of one session or outcome."""

    @property
    def of(self) -> Owner:
        """Which one."""


class AboutEvidence(Protocol):
    """A command about one piece of evidence."""

    @property
    def evidence_id(self) -> UUID:
        """Which one."""


async def scope_to_change(work: Work, command: AboutEvidence) -> Scope:
    """The facility whose evidence it is. Raises `EvidenceNotFound`."""
    scope = await scope_to_read(work, command)
    return Scope(facilities=scope.facilities)


async def scope_to_read(work: Work, command: AboutEvidence) -> Scope:
    """The facility whose evidence it is, and its region. Raises `EvidenceNotFound`."""
    row = await work.connection.fetchrow(
        """SELECT facility_id, region FROM evidence
           LEFT JOIN session ON session.id = session_id LEFT JOIN outcome ON outcome.id = outcome_id
           JOIN program ON program.id = coalesce(session.program_id, outcome.program_id) WHERE evidence.id = $1""",
        command.evidence_id,
    )
    if row is None:
        raise EvidenceNotFound(id=command.evidence_id)
    return Scope(facilities=frozenset({row["facility_id"]}), regions=frozenset({row["region"]}))


async def scope_to_file(work: Work, command: AboutOwner) -> Scope:
    """The facility of the session or outcome. Raises the refusal of one that is not found."""
    scope = await scope_of_owner(work, command)
    return Scope(facilities=scope.facilities)


async def scope_of_owner(work: Work, query: AboutOwner) -> Scope:
    """The facility and region of a session or outcome, without partners. Raises the refusal of one not found."""
    if isinstance(query.of, OfSession):
        scope = await sessions.scope_to_read(work, query.of)
        return Scope(facilities=scope.facilities, regions=scope.regions)
    return await outcomes.scope_to_read(work, query.of)
