"""Rights to change outcomes and to read them: those of the facility and of the offices above it.

A partner reads in its agreement how much was delivered, as sums.
"""

from typing import Protocol
from uuid import UUID

from services.programs.outcomes.model.outcome import NOT_FOUND
from services.programs.outcomes.model.proposal import OutcomeProposalNotFound
from shared.access import Work
from shared.values.capabilities import Scope
from shared.values.cooperation import OutcomeKind


class AboutOutcome(Protocol):
    """A command or query about one outcome."""

    @property
    def kind(self) -> OutcomeKind:
        """Output or performance."""

    @property
    def outcome_id(self) -> UUID:
        """Which one."""


class AboutProposal(Protocol):
    """A command or query about one proposal."""

    @property
    def proposal_id(self) -> UUID:
        """Which proposal."""


async def scope_to_change(work: Work, command: AboutOutcome) -> Scope:
    """The facility of the outcome. Raises `OutputNotFound` or `PerformanceNotFound`."""
    scope = await scope_to_read(work, command)
    return Scope(facilities=scope.facilities)


async def scope_to_read(work: Work, query: AboutOutcome) -> Scope:
    """The facility and region of the outcome. Raises `OutputNotFound` or `PerformanceNotFound`."""
    row = await work.connection.fetchrow(
        """SELECT facility_id, region FROM outcome JOIN program ON program.id = program_id
           WHERE outcome.id = $1 AND kind = $2""",
        query.outcome_id,
        query.kind,
    )
    if row is None:
        raise NOT_FOUND[query.kind](id=query.outcome_id)
    return Scope(facilities=frozenset({row["facility_id"]}), regions=frozenset({row["region"]}))


async def scope_of_proposal(work: Work, command: AboutProposal) -> Scope:
    """The facility whose month would change. Raises `OutcomeProposalNotFound`."""
    facility_id = await work.connection.fetchval(
        "SELECT facility_id FROM outcome_proposal AS p JOIN program ON program.id = program_id WHERE p.id = $1",
        command.proposal_id,
    )
    if facility_id is None:
        raise OutcomeProposalNotFound(id=command.proposal_id)
    return Scope(facilities=frozenset({facility_id}))
