"""Inserts and saves agreements, each with the new entries of its history."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

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

NOTHING: Mapping[str, Any] = MappingProxyType({})


async def insert_agreement(work: Work, agreement: Agreement, more: Mapping[str, Any] = NOTHING) -> None:
    """Insert an agreement with all its parts and the first entry of its history; `more` are further columns."""
    columns = {
        "id": agreement.id,
        "line_id": agreement.line_id,
        "predecessor_id": agreement.predecessor_id,
        "registration_number": agreement.registration_number,
        "registered_source": agreement.registered_source,
        "confidence": agreement.confidence,
        **_columns(agreement),
        **more,
    }
    places = ", ".join(f"${n}" for n in range(1, len(columns) + 1))
    await work.connection.execute(
        f"INSERT INTO agreement ({', '.join(columns)}) VALUES ({places})",  # noqa: S608 -- our own names
        *columns.values(),
    )
    # A new one has nothing to be replaced: half as many statements, which counts when a thousand are registered.
    await insert_parties(work.connection, agreement)
    await insert_places(work.connection, agreement)
    await insert_scope(work.connection, agreement)
    await save_text(work.connection, agreement)
    await _save_history(work, agreement)


async def save_agreement(work: Work, agreement: Agreement) -> None:
    """Save everything but parties, places and scope, with the next version and the new entries of the history."""
    agreement.version += 1
    await _save(work, agreement)


async def save_draft(work: Work, agreement: Agreement) -> None:
    """Save a changed draft with all its parts, and keep its text as a version of its own."""
    agreement.version += 1
    await _save_content(work, agreement)
    await _save(work, agreement)


async def _save_content(work: Work, agreement: Agreement) -> None:
    # What keeps its id keeps its row: numbers refer to parties, and programs to scope items.
    connection = work.connection
    await save_parties(connection, agreement)
    await save_places(connection, agreement)
    await save_scope(connection, agreement)
    await save_text(connection, agreement)


def _columns(agreement: Agreement) -> dict[str, Any]:
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
        "version": agreement.version,
    }


async def _save(work: Work, agreement: Agreement) -> None:
    columns = _columns(agreement)
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
        [
            (agreement.id, agreement.version, t.move, t.from_state, t.to_state, t.reason, work.actor.account,
             t.happened_on, work.now)
            for t in agreement.history
        ],
    )  # fmt: skip
    # Otherwise a second save in the same unit of work would record these moves again.
    agreement.history.clear()
