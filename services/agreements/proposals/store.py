"""Inserts, saves and loads proposals, and finds the scope items that they may become."""

from datetime import date
from typing import Any
from uuid import UUID

from services.agreements.proposals.model import Proposal, ProposalEntry, ProposalNotFound
from shared.postgres.connections import Connection
from shared.values.terms import Zone


async def insert_proposal(
    connection: Connection, proposal: Proposal, zone: Zone, recorded_on: date, event_id: UUID
) -> None:
    """Insert a proposal; the day of recording is counted in `zone`."""
    await connection.execute(
        """INSERT INTO proposal (id, title, description, field, pillar, letter, document, edtf, as_written, earliest,
                                 latest, certain, sorted_on, missing, version, kind, made_by, made_to, meeting_id,
                                 zone, recorded_on, state, record_event)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, coalesce($11::date, $19::date), $13, $14, $15,
                   $16, $17, $18, $20, $19, 'proposed', $21)""",
        *_content_columns(proposal),
        proposal.kind,
        proposal.made_by.id,
        proposal.made_to.id,
        proposal.meeting_id,
        recorded_on,
        zone,
        event_id,
    )


async def save_content(connection: Connection, proposal: Proposal, event_id: UUID) -> None:
    """Save the content, the reported day and the missing parts."""
    await connection.execute(
        """UPDATE proposal
           SET (title, description, field, pillar, letter, document, edtf, as_written, earliest, latest, certain,
                sorted_on, missing, version, record_event)
               = ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, coalesce($11::date, recorded_on), $13, $14, $15)
           WHERE id = $1""",
        *_content_columns(proposal),
        event_id,
    )


async def save_answer(connection: Connection, proposal: Proposal) -> None:
    """Save the state, the answer, and the scope item that the proposal has become."""
    answer = proposal.answer
    await connection.execute(
        """UPDATE proposal
           SET (state, answer, scope_item_id, version) = ($2, $3, $4, $5) WHERE id = $1""",
        proposal.id,
        proposal.state,
        answer and answer.model_dump_json(),
        proposal.scope_item_id,
        proposal.version,
    )


async def insert_step(connection: Connection, proposal_id: UUID, entry: ProposalEntry) -> None:
    """Add a step to the history."""
    await connection.execute(
        """INSERT INTO proposal_history (proposal_id, version, step, happened_on, at, account)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        proposal_id,
        entry.version,
        entry.step,
        entry.happened_on,
        entry.at,
        entry.account,
    )


async def load_proposal(connection: Connection, proposal_id: UUID) -> Proposal:
    """One proposal. Raises `ProposalNotFound`."""
    whole = await connection.fetchval("SELECT whole FROM proposal_whole WHERE id = $1", proposal_id)
    if whole is None:
        raise ProposalNotFound(id=proposal_id)
    return Proposal.model_validate_json(whole)


async def lock_proposal(connection: Connection, proposal_id: UUID) -> tuple[Proposal, Zone]:
    """One proposal and its zone, locked until the end of the transaction. Raises `ProposalNotFound`."""
    zone: Zone | None = await connection.fetchval("SELECT zone FROM proposal WHERE id = $1 FOR UPDATE", proposal_id)
    if zone is None:
        raise ProposalNotFound(id=proposal_id)
    return await load_proposal(connection, proposal_id), zone


async def load_record_event(connection: Connection, proposal_id: UUID) -> UUID:
    """The last event with the record of a proposal, which a correction names."""
    found: UUID = await connection.fetchval("SELECT record_event FROM proposal WHERE id = $1", proposal_id)
    return found


async def load_common_agreement(connection: Connection, scope_item_id: UUID, proposal_id: UUID) -> UUID | None:
    """The agreement of a scope item that a proposal may become; none of another agreement."""
    found: UUID | None = await connection.fetchval(
        """SELECT agreement_id FROM scope_item
           WHERE id = $1 AND agreement_id IN (SELECT * FROM agreements_of_proposal($2))""",
        scope_item_id,
        proposal_id,
    )
    return found


def _content_columns(proposal: Proposal) -> tuple[Any, ...]:
    content, proposed = proposal.content, proposal.proposed
    return (
        proposal.id,
        content.title,
        content.description,
        content.field,
        content.pillar,
        content.letter,
        content.document,
        proposed.edtf,
        proposed.as_written,
        proposed.earliest,
        proposed.latest,
        proposed.certain,
        list(proposal.missing),
        proposal.version,
    )
