"""Deliveries in PostgreSQL. A sender leases each delivery by the clock of the database, so two never send the same."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.notifications.delivery.model.deliveries import (
    Accepted,
    Broken,
    Deferred,
    Delivery,
    DeliveryKind,
    Outcome,
    Refused,
    Step,
    Unreachable,
)
from services.notifications.directory.model import Desk
from services.notifications.inbox.model import Notice
from shared.access.partner_tree import load_ancestry
from shared.postgres.connections import Connection
from shared.values.capabilities import Capability
from shared.values.cooperation import Channel, DeliveryCause, Severity
from shared.values.terms import Zone

LEASE_SECONDS = 300
"""Longer than the time limits of a whole round; a sender that died loses its lease."""
BY_SEVERITY: tuple[Severity, ...] = ("critical", "action", "information")
"""In the order of sending: a burst of information holds up nothing that has to be acted on."""
_OUTCOMES = {
    Accepted: "accepted",
    Deferred: "deferred",
    Refused: "refused",
    Unreachable: "unreachable",
    Broken: "broken",
}


async def insert_to_tell(connection: Connection, notice_ids: Collection[UUID], kind: DeliveryKind) -> None:
    """Have deliveries made for these notices."""
    await connection.execute(
        """INSERT INTO notice_to_tell (notice_id, kind) SELECT unnest($1::uuid[]), $2 ON CONFLICT DO NOTHING""",
        list(notice_ids),
        kind,
    )


async def lock_to_tell(connection: Connection, limit: int) -> list[tuple[DeliveryKind, Notice]]:
    """Take notices for which deliveries are to be made: the urgent ones first, then the oldest."""
    rows = await connection.fetch(
        """WITH taken AS (
               DELETE FROM notice_to_tell WHERE (notice_id, kind) IN (
                   SELECT notice_id, kind FROM notice_to_tell ORDER BY rank, notice_id LIMIT $1
                   FOR UPDATE SKIP LOCKED)
               RETURNING notice_id, kind)
           SELECT taken.kind AS told_as, notice.* FROM taken JOIN notice ON notice.id = taken.notice_id
           ORDER BY notice.id""",
        limit,
    )
    return [(row["told_as"], Notice.of(row)) for row in rows]


async def load_holders(connection: Connection, desk: Desk, day: date) -> list[str]:
    """The accounts that may hold a desk on a day, with an address or without."""
    rows = await connection.fetch(
        """SELECT DISTINCT account FROM position
           WHERE capability = $1 AND scope_kind = $2 AND unit = ANY($3) AND valid_from <= $4
             AND (valid_until IS NULL OR valid_until >= $4)""",
        *(desk.capability, desk.scope_kind, await _units_above(connection, desk), day),
    )
    return [row["account"] for row in rows]


async def _units_above(connection: Connection, desk: Desk) -> list[str]:
    # The contact of a partner acts for everything beneath it.
    if desk.scope_kind == "partner":
        return [str(id_) for id_ in await load_ancestry(connection, UUID(desk.unit))]
    return [desk.unit]


async def load_reachable(connection: Connection, desk: Desk, day: date) -> list[str]:
    """The accounts with a confirmed address that may hold a desk on a day; their grants decide."""
    units = await _units_above(connection, desk)
    rows = await connection.fetch(
        """SELECT DISTINCT account FROM position JOIN recipient_way USING (account)
           WHERE capability = $1 AND scope_kind = $2 AND unit = ANY($3) AND valid_from <= $4
             AND (valid_until IS NULL OR valid_until >= $4) AND confirmed_at IS NOT NULL AND refused_at IS NULL
           ORDER BY account""",
        *(desk.capability, desk.scope_kind, units, day),
    )
    return [row["account"] for row in rows]


async def load_reachable_at(connection: Connection, desks: Sequence[Desk], day: date) -> dict[Desk, list[str]]:
    """The same for several desks of our own units; a desk without such an account is left out."""
    rows = await connection.fetch(
        """SELECT capability, scope_kind, unit, array_agg(DISTINCT account ORDER BY account) AS accounts
           FROM unnest($1::text[], $2::text[], $3::text[]) AS given (capability, scope_kind, unit)
           JOIN position USING (capability, scope_kind, unit) JOIN recipient_way USING (account)
           WHERE valid_from <= $4 AND (valid_until IS NULL OR valid_until >= $4)
             AND confirmed_at IS NOT NULL AND refused_at IS NULL
           GROUP BY capability, scope_kind, unit""",
        *([str(getattr(desk, name)) for desk in desks] for name in ("capability", "scope_kind", "unit")),
        day,
    )
    return {Desk(Capability(row["capability"]), row["scope_kind"], row["unit"]): row["accounts"] for row in rows}


# The zone of a facility that never changed is that of its notices.
_HEADS = """
SELECT DISTINCT ON (account) account, coalesce(
    CASE scope_kind WHEN 'facility' THEN (
        SELECT zone FROM facility_period AS f WHERE f.facility_id = unit::uuid AND f.valid_from <= $2
        ORDER BY f.valid_from DESC LIMIT 1) END,
    (SELECT zone FROM notice WHERE desk = scope_kind || ':' || unit || ':head' ORDER BY issued_at DESC LIMIT 1),
    $4) AS zone
FROM position JOIN recipient_way USING (account) JOIN recipient USING (account)
WHERE capability = 'head' AND valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)
  AND channel = 'email' AND confirmed_at < $3 AND refused_at IS NULL AND weekly
  AND NOT EXISTS (SELECT FROM delivery AS d WHERE d.kind = 'week' AND d.week = $1 AND d.account = position.account)
ORDER BY account, scope_kind, unit LIMIT $5
"""


async def load_heads_to_tell(
    connection: Connection, monday: date, day: datetime, *, zone: Zone, limit: int
) -> dict[str, Zone]:
    """The heads of units on a day who had an address before it and lack the week of this Monday; their units' zones."""
    rows = await connection.fetch(_HEADS, monday, day.date(), day, zone, limit)
    return {row["account"]: row["zone"] for row in rows}


async def lock_wanted_codes(connection: Connection) -> list[tuple[str, Channel]]:
    """Take the addresses to which a code is to be sent."""
    rows = await connection.fetch(
        """UPDATE recipient_way SET code_wanted = false
           WHERE (account, channel) IN (
               SELECT account, channel FROM recipient_way WHERE code_wanted LIMIT 100 FOR UPDATE SKIP LOCKED)
           RETURNING account, channel"""
    )
    return [(row["account"], row["channel"]) for row in rows]


async def insert_deliveries(connection: Connection, deliveries: Sequence[Delivery]) -> None:
    """Insert deliveries; one that was made before is left as it is."""
    names = (
        "id", "kind", "notice_id", "rule", "desk", "severity", "account", "channel", "daily", "due_at", "made_at",
        "week",
    )  # fmt: skip
    await connection.executemany(
        f"""INSERT INTO delivery ({", ".join(names)}, state)
            VALUES ({", ".join(f"${number}" for number in range(1, len(names) + 1))}, 'waiting')
            ON CONFLICT DO NOTHING""",  # noqa: S608 -- names of columns
        [[getattr(each, name) for name in names] for each in deliveries],
    )


# A digest is taken whole: with its first part all others of the same account and channel that are due.
_LEASE = """
WITH first AS (
    SELECT id, account, channel, daily FROM delivery
    WHERE state = 'waiting' AND due_at <= $1 AND channel = ANY($2)
      AND (leased_until IS NULL OR leased_until < clock_timestamp())
    ORDER BY rank, due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
), others AS (
    SELECT delivery.id FROM delivery
    WHERE state = 'waiting' AND due_at <= $1 AND daily AND (leased_until IS NULL OR leased_until < clock_timestamp())
      AND (account, channel) IN (SELECT account, channel FROM first WHERE daily)
    FOR UPDATE SKIP LOCKED
)
UPDATE delivery SET leased_until = clock_timestamp() + make_interval(secs => $4), attempts = attempts + 1
WHERE id IN (SELECT id FROM first UNION SELECT id FROM others)
RETURNING *
"""


async def lock_due(connection: Connection, channels: Collection[Channel], now: datetime, limit: int) -> list[Delivery]:
    """Lease deliveries that are due: the urgent ones first, then the oldest."""
    rows = await connection.fetch(_LEASE, now, list(channels), limit, float(LEASE_SECONDS))
    return sorted(map(_delivery, rows), key=lambda each: (BY_SEVERITY.index(each.severity), each.due_at, each.id))


def _delivery(row: Mapping[str, Any]) -> Delivery:
    return Delivery(**{name: row[name] for name in Delivery.__slots__})


async def load_told_notices(connection: Connection, notice_ids: Collection[UUID]) -> dict[UUID, Notice]:
    """These notices as they are now."""
    rows = await connection.fetch("SELECT * FROM notice WHERE id = ANY($1)", list(notice_ids))
    return {row["id"]: Notice.of(row) for row in rows}


async def save_dropped(connection: Connection, dropped: Mapping[UUID, DeliveryCause], now: datetime) -> None:
    """Save that these are not sent any more, and why. The attempt for which they were leased did not take place."""
    await connection.execute(
        """UPDATE delivery SET state = 'dropped', cause = given.cause, ended_at = $3, leased_until = NULL,
                               attempts = attempts - 1
           FROM unnest($1::uuid[], $2::text[]) AS given (id, cause) WHERE delivery.id = given.id""",
        list(dropped),
        list(dropped.values()),
        now,
    )


async def save_postponed(connection: Connection, postponed: Mapping[UUID, datetime]) -> None:
    """Save that these are due later."""
    await connection.execute(
        """UPDATE delivery SET due_at = given.due_at, leased_until = NULL, attempts = attempts - 1
           FROM unnest($1::uuid[], $2::timestamptz[]) AS given (id, due_at) WHERE delivery.id = given.id""",
        list(postponed),
        list(postponed.values()),
    )


async def save_attempt(
    connection: Connection, delivery: Delivery, outcome: Outcome, step: Step, *, now: datetime, milliseconds: int
) -> bool:
    """Record an attempt and what follows; False if another sender has recorded it, after this one lost its lease."""
    ended = None if step.state == "waiting" else now
    saved = await connection.fetchval(
        """UPDATE delivery SET state = $3, cause = $4, due_at = coalesce($5, due_at), deferrals = $6, ended_at = $7,
                               leased_until = NULL, unreachable_since = $8
           WHERE id = $1 AND attempts = $2 AND state = 'waiting' RETURNING id""",
        *(
            delivery.id,
            delivery.attempts,
            step.state,
            step.cause,
            step.due_at,
            step.deferrals,
            ended,
            step.unreachable_since,
        ),
    )
    if saved is None:
        return False
    await connection.execute(
        """INSERT INTO delivery_attempt (delivery_id, number, at, outcome, cause, milliseconds)
           VALUES ($1, $2, $3, $4, $5, $6)""",
        *(delivery.id, delivery.attempts, now, _OUTCOMES[type(outcome)], getattr(outcome, "code", None), milliseconds),
    )
    return True


async def save_forgotten(connection: Connection, before: Mapping[Severity, datetime], limit: int) -> int:
    """Delete deliveries with their attempts that ended before the moment of their severity; how many they were."""
    result = await connection.execute(
        """DELETE FROM delivery WHERE id IN (
               SELECT delivery.id FROM delivery
               JOIN unnest($1::text[], $2::timestamptz[]) AS given (severity, moment) USING (severity)
               WHERE state <> 'waiting' AND ended_at < given.moment LIMIT $3)""",
        list(before),
        list(before.values()),
        limit,
    )
    return int(result.split()[-1])


async def lock_sent(connection: Connection, delivery_id: UUID) -> Delivery | None:
    """A delivery that a server has taken, locked until the end of the transaction; None if there is none."""
    row = await connection.fetchrow(
        "SELECT * FROM delivery WHERE id = $1 AND state IN ('sent', 'failed') FOR UPDATE", delivery_id
    )
    return None if row is None else _delivery(row)


async def save_bounced(connection: Connection, delivery: Delivery, status: str, now: datetime) -> bool:
    """Save that a sent delivery did not arrive, with the status of the report; False if it had failed before."""
    saved = await connection.fetchval(
        """UPDATE delivery SET state = 'failed', cause = 'bounced', ended_at = $2, attempts = attempts + 1
           WHERE id = $1 AND state = 'sent' RETURNING attempts""",
        delivery.id,
        now,
    )
    if saved is None:
        return False
    await connection.execute(
        """INSERT INTO delivery_attempt (delivery_id, number, at, outcome, cause, milliseconds)
           VALUES ($1, $2, $3, 'refused', $4, 0)""",
        *(delivery.id, saved, now, status),
    )
    return True
