"""Loads and saves obligations; each is locked before it changes."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from services.agreements.obligations.model.obligations import Obligation, ObligationNotFound
from shared.access import Work
from shared.postgres.connections import Connection

WHOLE = """
SELECT to_jsonb(o) || jsonb_build_object(
           'unit', (SELECT to_jsonb(u) FROM (SELECT * FROM any_unit WHERE named_as = o.unit_id OFFSET 0) AS u),
           'dues', (SELECT coalesce(jsonb_agg(to_jsonb(d) ORDER BY d.due_on, d.id), '[]')
                    FROM obligation_due d WHERE d.obligation_id = o.id)) AS whole
FROM obligation o
"""
"""An obligation with its dues as one document."""


async def load_obligation(connection: Connection, obligation_id: UUID) -> Obligation:
    """One obligation. Raises `ObligationNotFound`."""
    whole = await connection.fetchval(WHOLE + "WHERE o.id = $1", obligation_id)
    if whole is None:
        raise ObligationNotFound(id=obligation_id)
    return Obligation.model_validate_json(whole)


async def lock_obligation(connection: Connection, obligation_id: UUID) -> Obligation:
    """One obligation, locked until the end of the transaction. Raises `ObligationNotFound`."""
    await connection.execute("SELECT FROM obligation WHERE id = $1 FOR UPDATE", obligation_id)
    return await load_obligation(connection, obligation_id)


async def load_running(connection: Connection, agreement_id: UUID) -> list[Obligation]:
    """The obligations of an agreement that have not ended, in their order."""
    rows = await connection.fetch(
        WHOLE + "WHERE o.agreement_id = $1 AND o.ended_on IS NULL ORDER BY o.ordinal", agreement_id
    )
    return [Obligation.model_validate_json(row["whole"]) for row in rows]


async def load_per_cohort(connection: Connection, scope_items: Sequence[UUID], day: date) -> list[UUID]:
    """The obligations in scope items that are owed for each cohort, of agreements in force on a day; in one order."""
    rows = await connection.fetch(
        """SELECT o.id FROM obligation o JOIN agreement a ON a.id = o.agreement_id
           WHERE o.scope_item_id = ANY($1) AND o.schedule = 'per_cohort' AND o.recorded_on <= $2
             AND coalesce(o.ended_on, 'infinity') >= $2 AND a.document_state = 'signed'
             AND a.in_force_from <= $2 AND coalesce(a.in_force_until, 'infinity') >= $2
           ORDER BY o.id""",
        scope_items,
        day,
    )
    return [row["id"] for row in rows]


async def load_next_ordinal(connection: Connection, agreement_id: UUID) -> int:
    """The ordinal of the next obligation of an agreement, whose row is locked."""
    found: int = await connection.fetchval(
        "SELECT 1 + coalesce(max(ordinal), 0) FROM obligation WHERE agreement_id = $1", agreement_id
    )
    return found


async def insert_obligation(work: Work, obligation: Obligation) -> None:
    """Insert an obligation, without dues."""
    given = obligation.model_dump(exclude={"unit", "dues"}) | {"unit_id": obligation.unit.id}
    given |= {"account": work.actor.account}
    places = ", ".join(f"${n}" for n in range(1, len(given) + 1))
    await work.connection.execute(
        f"INSERT INTO obligation ({', '.join(given)}) VALUES ({places})",  # noqa: S608 -- our own names
        *given.values(),
    )


async def save_obligation(connection: Connection, obligation: Obligation) -> None:
    """Save the quantity and the end of an obligation, with its next version."""
    obligation.version += 1
    await connection.execute(
        "UPDATE obligation SET ended_on = $2, end_reason = $3, version = $4, quantity = $5 WHERE id = $1",
        obligation.id,
        obligation.ended_on,
        obligation.end_reason,
        obligation.version,
        obligation.quantity,
    )


async def insert_change(
    connection: Connection, obligation: Obligation, addendum_id: UUID, effective_on: date, former_quantity: int
) -> None:
    """Insert that an addendum has changed the quantity of an obligation."""
    await connection.execute(
        """INSERT INTO obligation_change (obligation_id, addendum_id, effective_on, former_quantity, quantity)
           VALUES ($1, $2, $3, $4, $5)""",
        obligation.id,
        addendum_id,
        effective_on,
        former_quantity,
        obligation.quantity,
    )


async def load_unknown(connection: Connection, agreement_id: UUID, ids: Sequence[UUID]) -> Collection[UUID]:
    """The ids that name no running obligation of an agreement, and those that are named twice."""
    known = {each.id for each in await load_running(connection, agreement_id)}
    return [id_ for n, id_ in enumerate(ids) if id_ not in known or id_ in ids[:n]]
