"""Inserts and saves agreements, each with the new entries of its history."""

from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.store.content import (
    insert_parties,
    insert_places,
    insert_scope,
    save_parties,
    save_places,
    save_scope,
)
from services.agreements.agreement.store.texts import save_text
from shared.access import Work


async def insert_agreement(work: Work, agreement: Agreement) -> None:
    """Insert an agreement with all its parts and the first entry of its history."""
    await work.connection.execute(
        """INSERT INTO agreement (id, line_id, predecessor_id, registration_number, instrument, level, keeper_id, zone,
                                  title, document_state, registered_source, confidence, version)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'drafting', $10, $11, $12)""",
        agreement.id,
        agreement.line_id,
        agreement.predecessor_id,
        agreement.registration_number,
        agreement.instrument,
        agreement.level,
        agreement.keeper.id,
        agreement.zone,
        agreement.title,
        agreement.registered_source,
        agreement.confidence,
        agreement.version,
    )
    # A new one has nothing to be replaced: half as many statements, which counts when a thousand are registered.
    await insert_parties(work.connection, agreement)
    await insert_places(work.connection, agreement)
    await insert_scope(work.connection, agreement)
    await save_text(work.connection, agreement)
    await _save(work, agreement)


async def save_agreement(work: Work, agreement: Agreement) -> None:
    """Save everything but parties, places and scope, with the next version and the new entries of the history."""
    agreement.version += 1
    await _save(work, agreement)


async def save_draft(work: Work, agreement: Agreement) -> None:
    """Save a changed draft with all its parts, and keep its text as a version of its own."""
    agreement.version += 1
    await _save_content(work, agreement)
    await _save(work, agreement)


async def save_amended(work: Work, agreement: Agreement) -> None:
    """Save a signed agreement with the parts that an addendum has added, and its text as a version of its own."""
    await save_draft(work, agreement)


async def save_record_event(work: Work, agreement: Agreement, event_id: UUID) -> None:
    """Keep the id of the event that has the whole agreement; a correction names it."""
    await work.connection.execute("UPDATE agreement SET record_event = $2 WHERE id = $1", agreement.id, event_id)


async def _save_content(work: Work, agreement: Agreement) -> None:
    # What keeps its id keeps its row: numbers refer to parties, and programs to scope items.
    connection = work.connection
    await save_parties(connection, agreement)
    await save_places(connection, agreement)
    await save_scope(connection, agreement)
    await save_text(connection, agreement)


async def _save(work: Work, agreement: Agreement) -> None:
    await work.connection.execute(
        """UPDATE agreement SET
               title = $2, instrument = $3, called = $4, level = $5, keeper_id = $6, zone = $7, umbrella_id = $8,
               term = $9, legal_basis = $10, funding = $11, document_state = $12, signing_planned_on = $13,
               sign_before = $14, dated_on = $15, signed_on = $16, in_force_from = $17, in_force_until = $18,
               ended_on = $19, termination_ground = $20, noticed_on = $21, noticed_by = $22, version = $23
           WHERE id = $1""",
        agreement.id,
        agreement.title,
        agreement.instrument,
        agreement.called,
        agreement.level,
        agreement.keeper.id,
        agreement.zone,
        agreement.umbrella_id,
        agreement.term.model_dump_json() if agreement.term else None,
        agreement.legal_basis,
        agreement.funding,
        agreement.document_state,
        agreement.signing_planned_on,
        agreement.sign_before,
        agreement.dated_on,
        agreement.signed_on,
        agreement.in_force_from,
        agreement.in_force_until,
        agreement.ended_on,
        agreement.termination_ground,
        agreement.noticed_on,
        agreement.noticed_by,
        agreement.version,
    )
    await _save_history(work, agreement)


async def _save_history(work: Work, agreement: Agreement) -> None:
    await work.connection.executemany(
        """INSERT INTO agreement_history
               (agreement_id, version, move, from_state, to_state, reason, account, happened_on, at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        [
            (agreement.id, agreement.version, t.move, t.from_state, t.to_state, t.reason, work.actor.account,
             t.happened_on, work.now)
            for t in agreement.history
        ],
    )  # fmt: skip
    # Otherwise a second save in the same unit of work would record these moves again.
    agreement.history.clear()
