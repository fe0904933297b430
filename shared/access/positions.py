"""Positions: the capability of an account in a unit, its capacity, and its first and last day.

The register of the agreements service owns them and publishes them in internal events; the other services project them.
All three keep them in the same table, and load an account's grants from it here.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from shared.access.actor import Actor
from shared.access.partner_tree import load_covered
from shared.postgres.connections import Connection
from shared.values.capabilities import Capability, Capacity, Grant, ScopeKind
from shared.values.terms import Zone, day_in

CAPITAL_ZONE: Zone = "Asia/Jakarta"
"""Positions begin and end by the calendar of the capital."""


@dataclass(frozen=True, slots=True)
class Position:
    """One position of one account; `valid_until` is its last day, None until it is ended.

    `region` is the region of a facility or regional office; None for partners and the nation. `title` is the name of
    the office, such as Kepala Seksi Binadik; `acts_for` is the position whose holder this one replaces.
    """

    id: UUID
    account: str
    capability: Capability
    scope_kind: ScopeKind
    unit: str
    capacity: Capacity
    letter: str | None
    valid_from: date
    valid_until: date | None
    region: str | None = None
    title: str | None = None
    acts_for: UUID | None = None


async def save_position(connection: Connection, position: Position, recorded_at: datetime) -> None:
    """Insert or replace a position, as the register recorded it at `recorded_at`."""
    await connection.execute(
        """INSERT INTO position (id, account, capability, scope_kind, unit, capacity, letter, valid_from, valid_until,
                                 region, recorded_at, title, acts_for)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
           ON CONFLICT (id) DO UPDATE SET
               (account, capability, scope_kind, unit, capacity, letter, valid_from, valid_until, region,
                recorded_at, title, acts_for) =
               (excluded.account, excluded.capability, excluded.scope_kind, excluded.unit, excluded.capacity,
                excluded.letter, excluded.valid_from, excluded.valid_until, excluded.region, excluded.recorded_at,
                excluded.title, excluded.acts_for)""",
        position.id,
        position.account,
        position.capability,
        position.scope_kind,
        position.unit,
        position.capacity,
        position.letter,
        position.valid_from,
        position.valid_until,
        position.region,
        recorded_at,
        position.title,
        position.acts_for,
    )


async def load_actor(connection: Connection, account: str, now: datetime) -> Actor:
    """The actor of an account with the grants that it has now; without positions it may do nothing."""
    # In a fixed order, because of several equal grants the first goes into the audit trail.
    rows = await connection.fetch(
        """SELECT capability, scope_kind, unit, capacity, region FROM position
           WHERE account = $1 AND valid_from <= $2 AND (valid_until IS NULL OR valid_until >= $2)
           ORDER BY id""",
        account,
        day_in(CAPITAL_ZONE, now),
    )
    partners = {UUID(row["unit"]) for row in rows if row["scope_kind"] == "partner"}
    covered = await load_covered(connection, partners) if partners else {}
    grants = tuple(
        Grant(
            Capability(row["capability"]),
            row["scope_kind"],
            row["unit"],
            row["capacity"],
            row["region"],
            covered[UUID(row["unit"])] if row["scope_kind"] == "partner" else frozenset(),
        )
        for row in rows
    )
    return Actor(account, grants)
