"""Finds the matters that the calendar has to remind of, and keeps the announced ones."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from services.agreements.succession.store.calendar import SUCCESSOR
from services.agreements.vigilance.model import Band, ComingEnd, Plan, Resumption, Spell
from shared.postgres.connections import Connection
from shared.values.terms import Zone

_TODAY = "JOIN unnest($1::text[], $2::date[]) AS calendar (zone, today) ON calendar.zone = a.zone"
_LAST_DELIVERY = """LEFT JOIN LATERAL (
    SELECT max(y.day) AS day FROM scope_item s JOIN scope_item_activity y ON y.scope_item_id = s.id
    WHERE s.agreement_id = a.id) AS delivery ON true"""
PER_RUN = 100
"""The largest number of agreements in one run of a job; the next run takes the rest."""


async def load_coming_ends(connection: Connection, zone: Zone, today: date, bands: Sequence[Band]) -> list[ComingEnd]:
    """Agreements in force that end by their term and reached a rung that was not announced, the nearest ends first.

    One with a signed successor is left out, and one that is not to be extended.
    """
    rows = await connection.fetch(
        f"""SELECT a.id AS agreement_id, a.in_force_from, a.in_force_until, told.rung AS announced
            FROM agreement a
            CROSS JOIN LATERAL (SELECT min(b.rung) AS rung FROM unnest($3::int[], $4::date[], $5::int[])
                                AS b (rung, last_day, shortest_term)
                                WHERE a.in_force_until <= b.last_day
                                  AND a.in_force_until - a.in_force_from + 1 >= b.shortest_term) AS reached
            CROSS JOIN LATERAL (SELECT min(r.rung) AS rung FROM expiry_reminder r
                                WHERE r.agreement_id = a.id AND r.in_force_until = a.in_force_until) AS told
            WHERE a.zone = $1 AND a.document_state = 'signed' AND a.ended_on IS NULL AND a.in_force_from <= $2
              AND a.in_force_until BETWEEN $2 AND $6 AND reached.rung < coalesce(told.rung, reached.rung + 1)
              AND NOT EXISTS ({SUCCESSOR})
              AND NOT EXISTS (SELECT FROM expiry_decision d
                              WHERE d.agreement_id = a.id AND d.in_force_until = a.in_force_until)
            ORDER BY a.in_force_until, a.id LIMIT $7""",  # noqa: S608 -- our own SQL
        zone,
        today,
        [band.rung for band in bands],
        [band.last_day for band in bands],
        [band.shortest_term for band in bands],
        max(band.last_day for band in bands),
        PER_RUN,
    )
    return [ComingEnd(**row) for row in rows]


async def load_unkept_plans(connection: Connection, todays: Mapping[Zone, date]) -> list[Plan]:
    """Plans to sign on a day that is over, of agreements that not all have signed, unless it was announced."""
    rows = await connection.fetch(
        f"""SELECT a.id AS agreement_id, a.signing_planned_on AS planned_on FROM agreement a {_TODAY}
            WHERE a.document_state IN ('awaiting_signature', 'partially_signed') AND a.signing_planned_on < today
              AND NOT EXISTS (SELECT FROM stale_plan p
                              WHERE p.agreement_id = a.id AND p.planned_on = a.signing_planned_on)
            ORDER BY a.signing_planned_on, a.id""",  # noqa: S608 -- our own SQL
        list(todays),
        list(todays.values()),
    )
    return [Plan(**row) for row in rows]


async def load_spells(connection: Connection, todays: Mapping[Zone, date], after_days: int) -> list[Spell]:
    """Agreements in force under which nothing was delivered for too long, unless that spell was announced.

    An agreement that was registered long after its start gets the same time, because no delivery could be recorded.
    """
    rows = await connection.fetch(
        f"""SELECT a.id AS agreement_id, greatest(a.in_force_from, delivery.day) AS quiet_since,
                   delivery.day IS NOT NULL AS ever_delivered
            FROM agreement a {_TODAY} {_LAST_DELIVERY}
            WHERE a.document_state = 'signed' AND a.in_force_from < today - $3::int
              AND (a.entered_announced_at AT TIME ZONE a.zone)::date < today - $3::int
              AND coalesce(least(a.in_force_until, a.ended_on), 'infinity') >= today
              AND coalesce(delivery.day, '-infinity') < today - $3::int
              AND NOT EXISTS (SELECT FROM dormant_spell d WHERE d.agreement_id = a.id AND (
                  d.resumed_on IS NULL OR d.quiet_since >= greatest(a.in_force_from, delivery.day)))
            ORDER BY a.id LIMIT $4""",  # noqa: S608 -- our own SQL
        list(todays),
        list(todays.values()),
        after_days,
        PER_RUN,
    )
    return [Spell(**row) for row in rows]


async def load_resumptions(connection: Connection) -> list[Resumption]:
    """Announced spells after which something was delivered."""
    rows = await connection.fetch(
        f"""SELECT d.agreement_id, d.quiet_since, delivery.day AS resumed_on
            FROM dormant_spell d JOIN agreement a ON a.id = d.agreement_id {_LAST_DELIVERY}
            WHERE d.resumed_on IS NULL AND delivery.day > d.quiet_since ORDER BY d.agreement_id LIMIT $1""",  # noqa: S608 -- our own SQL
        PER_RUN,
    )
    return [Resumption(**row) for row in rows]


async def insert_reminder(connection: Connection, end: ComingEnd, rung: int, now: datetime) -> None:
    """Keep that a rung was announced for this last day; an addendum that moves the day begins again."""
    await connection.execute(
        "INSERT INTO expiry_reminder (agreement_id, in_force_until, rung, announced_at) VALUES ($1, $2, $3, $4)",
        end.agreement_id,
        end.in_force_until,
        rung,
        now,
    )


async def insert_stale_plan(connection: Connection, plan: Plan, now: datetime) -> None:
    """Keep that a plan was announced as stale."""
    await connection.execute(
        "INSERT INTO stale_plan (agreement_id, planned_on, announced_at) VALUES ($1, $2, $3)",
        plan.agreement_id,
        plan.planned_on,
        now,
    )


async def insert_spell(connection: Connection, spell: Spell, now: datetime) -> None:
    """Keep that a spell was announced."""
    await connection.execute(
        "INSERT INTO dormant_spell (agreement_id, quiet_since, announced_at) VALUES ($1, $2, $3)",
        spell.agreement_id,
        spell.quiet_since,
        now,
    )


async def save_resumption(connection: Connection, agreement_id: UUID, resumed_on: date) -> None:
    """Save the day that ended the announced spell of an agreement."""
    await connection.execute(
        "UPDATE dormant_spell SET resumed_on = $2 WHERE agreement_id = $1 AND resumed_on IS NULL",
        agreement_id,
        resumed_on,
    )
