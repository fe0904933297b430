"""Inserts, saves and loads proposals."""

from uuid import UUID

from services.programs.months.model.month import Month
from services.programs.outcomes.model.output import OutputFacts
from services.programs.outcomes.model.performance import PerformanceFacts
from services.programs.outcomes.model.proposal import (
    OutcomeAlreadyProposed,
    OutcomeProposalNotFound,
    Proposal,
    ProposedOutcome,
)
from shared.postgres.connections import Connection


async def insert_proposal(connection: Connection, proposal: Proposal) -> None:
    """Insert a proposal. Raises `OutcomeAlreadyProposed`."""
    outcome = proposal.outcome
    inserted = await connection.fetchval(
        """INSERT INTO outcome_proposal (id, program_id, outcome_id, expected_version, kind, month, facts,
                                         delivered_for, reason, proposed_by, proposed_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING RETURNING true""",
        *(proposal.id, proposal.program_id),
        *((outcome.id, outcome.version) if outcome else (None, None)),
        *(proposal.kind, proposal.month.first, proposal.facts.model_dump_json() if proposal.facts else None),
        *(sorted(proposal.delivered_for), proposal.reason, proposal.proposed_by, proposal.proposed_at),
    )
    if not inserted:
        raise OutcomeAlreadyProposed


async def save_proposal(connection: Connection, proposal: Proposal) -> None:
    """Save the decision about a proposal, or its withdrawal."""
    await connection.execute(
        "UPDATE outcome_proposal SET state = $2, decided_by = $3, decided_at = $4, version = $5 WHERE id = $1",
        proposal.id,
        proposal.state,
        proposal.decided_by,
        proposal.decided_at,
        proposal.version,
    )


async def load_program_of(connection: Connection, proposal_id: UUID) -> UUID:
    """Load the program of a proposal that exists; it never changes."""
    program_id: UUID = await connection.fetchval("SELECT program_id FROM outcome_proposal WHERE id = $1", proposal_id)
    return program_id


async def lock_proposal(connection: Connection, proposal_id: UUID) -> Proposal:
    """Load a proposal and lock it until the transaction ends. Raises `OutcomeProposalNotFound`."""
    row = await connection.fetchrow("SELECT * FROM outcome_proposal WHERE id = $1 FOR UPDATE", proposal_id)
    if row is None:
        raise OutcomeProposalNotFound(id=proposal_id)
    facts = OutputFacts if row["kind"] == "output" else PerformanceFacts
    changed = row["outcome_id"] is not None
    return Proposal(
        id=row["id"],
        program_id=row["program_id"],
        outcome=ProposedOutcome(row["kind"], row["outcome_id"], row["expected_version"]) if changed else None,
        month=Month.of(row["month"]),
        facts=None if row["facts"] is None else facts.model_validate_json(row["facts"]),
        delivered_for=frozenset(row["delivered_for"]),
        reason=row["reason"],
        proposed_by=row["proposed_by"],
        proposed_at=row["proposed_at"],
        state=row["state"],
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        version=row["version"],
    )
