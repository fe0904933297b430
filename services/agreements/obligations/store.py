"""Keeps obligations with their dues and deliveries. The obligation is locked before it changes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from services.agreements.obligations.model import Due, Obligation, ObligationNotFound
from shared.access import Work
from shared.postgres.connections import Connection
from shared.values.ids import new_id

WHOLE = """
SELECT to_jsonb(o) || jsonb_build_object(
           'unit', (SELECT to_jsonb(u) FROM (SELECT * FROM any_unit WHERE named_as = o.unit_id OFFSET 0) AS u),
           'dues', (SELECT coalesce(jsonb_agg(to_jsonb(d) ORDER BY d.due_on, d.id), '[]')
                    FROM obligation_due d WHERE d.obligation_id = o.id)) AS whole
FROM obligation o
"""
"""An obligation with its dues as one document."""
DUES_PER_RUN = 200


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
    """Save the end of an obligation, with its next version."""
    obligation.version += 1
    await connection.execute(
        "UPDATE obligation SET ended_on = $2, end_reason = $3, version = $4 WHERE id = $1",
        obligation.id,
        obligation.ended_on,
        obligation.end_reason,
        obligation.version,
    )


async def insert_dues(connection: Connection, obligation: Obligation, dues: Iterable[Due]) -> None:
    """Insert the dues that are not there."""
    await connection.executemany(
        """INSERT INTO obligation_due (id, obligation_id, agreement_id, period, due_on, quantity, opened_on)
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (obligation_id, period) DO NOTHING""",
        [
            (due.id, obligation.id, obligation.agreement_id, due.period, due.due_on, due.quantity, due.opened_on)
            for due in dues
        ],
    )


async def save_due(connection: Connection, due: Due) -> None:
    """Save the sum of the deliveries and the waiver of a due."""
    await connection.execute(
        "UPDATE obligation_due SET delivered = $2, waived_on = $3, waive_reason = $4 WHERE id = $1",
        due.id,
        due.delivered,
        due.waived_on,
        due.waive_reason,
    )


async def save_dues_until(connection: Connection, obligation_id: UUID, day: date) -> None:
    """Keep the dues that begin until a day, and those for which something was delivered; the others are deleted."""
    await connection.execute(
        """DELETE FROM obligation_due d WHERE obligation_id = $1 AND period > $2
             AND NOT EXISTS (SELECT FROM obligation_delivery v WHERE v.due_id = d.id)""",
        obligation_id,
        day,
    )


async def insert_delivery(work: Work, due_id: UUID, quantity: int, delivered_on: date, evidence: str) -> UUID:
    """Insert a delivery; returns its id."""
    id_ = new_id()
    await work.connection.execute(
        """INSERT INTO obligation_delivery (id, due_id, quantity, delivered_on, evidence, account, at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)""",
        id_,
        due_id,
        quantity,
        delivered_on,
        evidence,
        work.actor.account,
        work.now,
    )
    return id_


async def load_to_open(connection: Connection, now: datetime) -> list[UUID]:
    """Obligations of agreements in force with a period that has begun without a due."""
    rows = await connection.fetch(
        """SELECT o.id FROM obligation o JOIN agreement a ON a.id = o.agreement_id
           CROSS JOIN LATERAL (SELECT ($1::timestamptz AT TIME ZONE a.zone)::date AS day) AS today
           WHERE o.ended_on IS NULL AND a.document_state = 'signed'
             AND a.in_force_from <= today.day AND coalesce(a.in_force_until, 'infinity') >= today.day
             AND CASE o.schedule
                 WHEN 'monthly' THEN NOT EXISTS (
                     SELECT FROM obligation_due d
                     WHERE d.obligation_id = o.id AND d.period = date_trunc('month', today.day)::date)
                 WHEN 'once' THEN o.due_on >= greatest(a.in_force_from, o.recorded_on)
                     AND NOT EXISTS (SELECT FROM obligation_due d WHERE d.obligation_id = o.id)
                 ELSE false END
           ORDER BY o.id LIMIT $2""",
        now,
        DUES_PER_RUN,
    )
    return [row["id"] for row in rows]


async def load_missed(connection: Connection, now: datetime) -> list[tuple[UUID, UUID]]:
    """Dues whose day is over, that are not fulfilled, waived or announced, each with its obligation."""
    rows = await connection.fetch(
        """SELECT d.obligation_id, d.id FROM obligation_due d JOIN agreement a ON a.id = d.agreement_id
           WHERE d.waived_on IS NULL AND d.delivered < d.quantity AND d.missed_announced_at IS NULL
             AND d.due_on < ($1::timestamptz AT TIME ZONE a.zone)::date
           ORDER BY d.due_on, d.id LIMIT $2""",
        now,
        DUES_PER_RUN,
    )
    return [(row["obligation_id"], row["id"]) for row in rows]


async def save_missed(connection: Connection, due_id: UUID, now: datetime) -> None:
    """Mark a missed due as announced."""
    await connection.execute("UPDATE obligation_due SET missed_announced_at = $2 WHERE id = $1", due_id, now)


async def load_unknown(connection: Connection, agreement_id: UUID, ids: Sequence[UUID]) -> Collection[UUID]:
    """The ids that name no running obligation of an agreement, and those that are named twice."""
    known = {each.id for each in await load_running(connection, agreement_id)}
    return [id_ for n, id_ in enumerate(ids) if id_ not in known or id_ in ids[:n]]
