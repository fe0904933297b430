"""Saves the dues of obligations, and finds those that the calendar opens or makes overdue."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from services.agreements.obligations.model.dues import Due
from services.agreements.obligations.model.obligations import Obligation
from shared.postgres.connections import Connection

DUES_PER_RUN = 200


async def insert_dues(connection: Connection, obligation: Obligation, dues: Iterable[Due]) -> None:
    """Insert the dues that are not there."""
    await connection.executemany(
        """INSERT INTO obligation_due (id, obligation_id, agreement_id, period, due_on, quantity, opened_on, cohort_id,
                                       delivered)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (obligation_id, period, cohort_id) DO NOTHING""",
        [
            (
                due.id,
                obligation.id,
                obligation.agreement_id,
                due.period,
                due.due_on,
                due.quantity,
                due.opened_on,
                due.cohort_id,
                due.delivered,
            )
            for due in dues
        ],
    )


async def save_due(connection: Connection, due: Due) -> None:
    """Save the quantity of a due, the sum of its deliveries, its waiver, and when it was announced as missed."""
    await connection.execute(
        """UPDATE obligation_due SET quantity = $2, delivered = $3, waived_on = $4, waive_reason = $5,
                                     missed_announced_at = $6
           WHERE id = $1""",
        due.id,
        due.quantity,
        due.delivered,
        due.waived_on,
        due.waive_reason,
        due.missed_announced_at,
    )


async def save_dues_until(connection: Connection, obligation_id: UUID, day: date) -> None:
    """Keep the dues that begin until a day, and those for which something was delivered; the others are deleted."""
    await connection.execute(
        """DELETE FROM obligation_due d WHERE obligation_id = $1 AND period > $2
             AND NOT EXISTS (SELECT FROM obligation_delivery v WHERE v.due_id = d.id)
             AND NOT EXISTS (SELECT FROM obligation_credit c WHERE c.due_id = d.id)""",
        obligation_id,
        day,
    )


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
