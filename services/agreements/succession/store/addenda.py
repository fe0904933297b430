"""Keeps addenda with their signatures, and the readings of agreements before each of them."""

import json
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.succession.model.addenda import Addendum, AddendumNotFound, AddendumSignature
from services.agreements.succession.model.addendum_changes import AddendumChanges
from services.agreements.succession.store.calendar import PER_RUN
from shared.access import Work
from shared.postgres.connections import Connection

_WHOLE = """
SELECT to_jsonb(d) || jsonb_build_object('signatures', (
           SELECT coalesce(jsonb_agg(to_jsonb(s) ORDER BY s.signed_on, s.unit_id), '[]')
           FROM addendum_signature s WHERE s.addendum_id = d.id)) AS whole
FROM addendum d
"""


async def load_addendum(connection: Connection, addendum_id: UUID) -> Addendum:
    """One addendum with its signatures. Raises `AddendumNotFound`."""
    whole = await connection.fetchval(_WHOLE + "WHERE d.id = $1", addendum_id)
    if whole is None:
        raise AddendumNotFound(id=addendum_id)
    return Addendum.model_validate_json(whole)


async def load_addenda(connection: Connection, agreement_id: UUID) -> list[Addendum]:
    """All addenda to an agreement, the first one first."""
    rows = await connection.fetch(_WHOLE + "WHERE d.agreement_id = $1 ORDER BY d.ordinal", agreement_id)
    return [Addendum.model_validate_json(row["whole"]) for row in rows]


async def insert_addendum(work: Work, addendum: Addendum) -> None:
    """Insert a drafted addendum."""
    await work.connection.execute(
        """INSERT INTO addendum (id, agreement_id, ordinal, state, number, effective_on, changes, reason, drafted_by,
                                 version, review, changed_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""",
        addendum.id,
        addendum.agreement_id,
        addendum.ordinal,
        addendum.state,
        addendum.number,
        addendum.effective_on,
        addendum.changes.model_dump_json(),
        addendum.reason,
        addendum.drafted_by,
        addendum.version,
        addendum.review,
        work.now,
    )


async def save_addendum(work: Work, addendum: Addendum) -> None:
    """Save everything that changes in an addendum, with its next version."""
    addendum.version += 1
    await work.connection.execute(
        """UPDATE addendum SET state = $2, effective_on = $3, signed_on = $4, version = $5, review = $6, changes = $7,
                               number = $8, reason = $9, drafted_by = $10, changed_at = $11
           WHERE id = $1""",
        addendum.id,
        addendum.state,
        addendum.effective_on,
        addendum.signed_on,
        addendum.version,
        addendum.review,
        addendum.changes.model_dump_json(),
        addendum.number,
        addendum.reason,
        addendum.drafted_by,
        work.now,
    )


async def insert_addendum_signature(work: Work, addendum: Addendum, signature: AddendumSignature) -> None:
    """Insert the signature of a party."""
    await work.connection.execute(
        """INSERT INTO addendum_signature (addendum_id, unit_id, position, capacity, letter, method, signed_on,
                                           override_reason, recorded_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
        addendum.id,
        signature.unit_id,
        signature.position,
        signature.capacity,
        signature.letter,
        signature.method,
        signature.signed_on,
        signature.override_reason,
        work.actor.account,
    )


async def insert_reading(connection: Connection, agreement: Agreement, until: date) -> None:
    """Keep the agreement as it is before it changes; it was so until this day."""
    await connection.execute(
        """INSERT INTO agreement_reading (agreement_id, version, until, whole)
           SELECT id, $2, $3, whole FROM agreement_whole WHERE id = $1""",
        agreement.id,
        agreement.version,
        until,
    )


async def save_readings(connection: Connection, agreement: Agreement, corrected: Collection[str]) -> None:
    """Correct the readings of an agreement before addenda; the last day of each stays."""
    dumped = agreement.model_dump(mode="json", include=set(corrected) - {"in_force_until"})
    if dumped:
        await connection.execute(
            "UPDATE agreement_reading SET whole = whole || $2::jsonb WHERE agreement_id = $1",
            agreement.id,
            json.dumps(dumped),
        )


async def save_leaving(connection: Connection, agreement: Agreement, changes: AddendumChanges, day: date) -> None:
    """Let items and parties leave an agreement from a day on; their rows stay, because others refer to them."""
    # Far below the ordinals of those that stay, and apart from those of an earlier addendum.
    below = 100_000 + 1_000 * agreement.version
    await connection.execute(
        "UPDATE scope_item SET left_on = $3, ordinal = -$4::integer - ordinal WHERE agreement_id = $1 AND id = ANY($2)",
        agreement.id,
        list(changes.removed_items),
        day,
        below,
    )
    leaving = [party.id for party in agreement.parties if party.unit.id in changes.removed_parties]
    await connection.execute(
        "UPDATE party SET left_on = $3, ordinal = -$4::integer - ordinal WHERE agreement_id = $1 AND id = ANY($2)",
        agreement.id,
        leaving,
        day,
        below,
    )


async def load_former_parties(connection: Connection, agreement_id: UUID) -> dict[UUID, UUID]:
    """The ids of the parties that have left an agreement, by their units: one that comes back keeps its id."""
    rows = await connection.fetch(
        "SELECT unit_id, id FROM party WHERE agreement_id = $1 AND left_on IS NOT NULL", agreement_id
    )
    return {row["unit_id"]: row["id"] for row in rows}


async def load_addenda_to_begin(connection: Connection, now: datetime) -> list[UUID]:
    """Signed addenda whose day has come in the zone of the agreement's keeper."""
    rows = await connection.fetch(
        """SELECT d.id FROM addendum d JOIN agreement a ON a.id = d.agreement_id
           WHERE d.state = 'signed' AND a.document_state = 'signed'
             AND d.effective_on <= ($1 AT TIME ZONE a.zone)::date ORDER BY d.id LIMIT $2""",
        now,
        PER_RUN,
    )
    return [row["id"] for row in rows]
