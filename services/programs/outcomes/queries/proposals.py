"""The proposals of a program, and one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.amendments.model.amendment import AmendmentState
from services.programs.months.model.month import Month
from services.programs.outcomes.access import scope_of_proposal
from services.programs.outcomes.model.output import OutputFacts
from services.programs.outcomes.model.performance import PerformanceFacts
from services.programs.outcomes.model.proposal import ProposedChange
from services.programs.program.access import RECORDERS, scope_to_change
from shared.access import Work, use_case
from shared.values.cooperation import OutcomeKind
from shared.web.cursors import Page, PageRequest


class OutcomeProposal(BaseModel):
    """A proposal. Without `output` and `performance` the outcome is to be retracted.

    `own`: the reader has proposed it, so that another person decides it.
    """

    id: UUID
    program_id: UUID
    outcome_id: UUID | None
    kind: OutcomeKind
    change: ProposedChange
    month: str
    output: OutputFacts | None
    performance: PerformanceFacts | None
    delivered_for: list[UUID]
    reason: str
    state: AmendmentState
    own: bool
    proposed_at: datetime
    decided_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class ListProposals:
    """A page of the proposals of a program."""

    program_id: UUID
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowProposal:
    """One proposal."""

    proposal_id: UUID


@use_case(*RECORDERS, scope=scope_to_change, changes=False)
async def list_proposals(work: Work, query: ListProposals) -> Page[OutcomeProposal]:
    """The proposals of a program, the newest first."""
    (after,) = query.page.after_as(UUID)
    rows = await work.connection.fetch(
        """SELECT * FROM outcome_proposal WHERE program_id = $1 AND ($2::uuid IS NULL OR id < $2)
           ORDER BY id DESC LIMIT $3""",
        query.program_id,
        after,
        query.page.limit + 1,
    )
    return query.page.cut([_proposal(work, row) for row in rows], lambda each: (each.id,))


@use_case(*RECORDERS, scope=scope_of_proposal, changes=False)
async def show_proposal(work: Work, query: ShowProposal) -> OutcomeProposal:
    """One proposal with the outcome as it would be."""
    row = await work.connection.fetchrow("SELECT * FROM outcome_proposal WHERE id = $1", query.proposal_id)
    return _proposal(work, row)


def _proposal(work: Work, row: Mapping[str, Any]) -> OutcomeProposal:
    facts, kind = row["facts"], row["kind"]
    change: ProposedChange = "late" if row["outcome_id"] is None else "correction" if facts else "retraction"
    return OutcomeProposal(
        **{
            **row,
            "change": change,
            "month": str(Month.of(row["month"])),
            "output": OutputFacts.model_validate_json(facts) if facts and kind == "output" else None,
            "performance": PerformanceFacts.model_validate_json(facts) if facts and kind == "performance" else None,
            "own": row["proposed_by"] == work.actor.account,
        }
    )
