"""Saves agreements, each with the new entries of its history."""

from typing import Any
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.store.content import save_parties, save_places, save_scope
from services.agreements.agreement.store.texts import save_text
from shared.access import Work


async def save_agreement(work: Work, agreement: Agreement) -> None:
    """Save everything but parties, places and scope, with the next version and the new entries of the history."""
    agreement.version += 1
    await _save(work, agreement)


async def save_with_parts(work: Work, agreement: Agreement) -> None:
    """Save an agreement with its parties, places and scope, and keep its text as a version of its own."""
    agreement.version += 1
    await _save_content(work, agreement)
    await _save(work, agreement)


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


def changing_columns(agreement: Agreement) -> dict[str, Any]:
    """The columns that change during the life of an agreement."""
    return {
        "title": agreement.title,
        "instrument": agreement.instrument,
        "called": agreement.called,
        "level": agreement.level,
        "keeper_id": agreement.keeper.id,
        "zone": agreement.zone,
        "umbrella_id": agreement.umbrella_id,
        "term": agreement.term.model_dump_json() if agreement.term else None,
        "legal_basis": agreement.legal_basis,
        "funding": agreement.funding,
        "document_state": agreement.document_state,
        "signing_planned_on": agreement.signing_planned_on,
        "sign_before": agreement.sign_before,
        "dated_on": agreement.dated_on,
        "signed_on": agreement.signed_on,
        "in_force_from": agreement.in_force_from,
        "in_force_until": agreement.in_force_until,
        "ended_on": agreement.ended_on,
        "termination_ground": agreement.termination_ground,
        "noticed_on": agreement.noticed_on,
        "noticed_by": agreement.noticed_by,
        "version": agreement.version,
    }


async def _save(work: Work, agreement: Agreement) -> None:
    columns = changing_columns(agreement)
    changes = ", ".join(f"{name} = ${n}" for n, name in enumerate(columns, 2))
    await work.connection.execute(
        f"UPDATE agreement SET {changes} WHERE id = $1",  # noqa: S608 -- our own names
        agreement.id,
        *columns.values(),
    )
    await _save_history(work, agreement)


async def _save_history(work: Work, agreement: Agreement) -> None:
    await work.connection.executemany(
        """INSERT INTO agreement_history
               (agreement_id, version, move, from_state, to_state, reason, account, happened_on, at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        [(agreement.id, *row.values()) for row in history_rows(work, agreement)],
    )
    # Otherwise a second save in the same unit of work would record these moves again.
    agreement.history.clear()


def history_rows(work: Work, agreement: Agreement) -> list[dict[str, Any]]:
    """The new entries of the history as rows."""
    return [
        {
            "version": agreement.version,
            "move": t.move,
            "from_state": t.from_state,
            "to_state": t.to_state,
            "reason": t.reason,
            "account": work.actor.account,
            "happened_on": t.happened_on,
            "at": work.now,
        }
        for t in agreement.history
    ]
