"""Rights to change a candidate."""

from typing import Protocol
from uuid import UUID

from services.programs.candidates.model import CandidateNotFound
from shared.access import Work
from shared.values.capabilities import Scope


class AboutCandidate(Protocol):
    """A command about one candidate."""

    @property
    def candidate_id(self) -> UUID:
        """Which candidate."""


async def scope_to_change(work: Work, command: AboutCandidate) -> Scope:
    """The facility that runs the program. Raises `CandidateNotFound`."""
    facility_id = await work.connection.fetchval(
        "SELECT facility_id FROM candidate JOIN program ON program.id = program_id WHERE candidate.id = $1",
        command.candidate_id,
    )
    if facility_id is None:
        raise CandidateNotFound(id=command.candidate_id)
    return Scope(facilities=frozenset({facility_id}))
