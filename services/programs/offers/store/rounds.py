"""Keeps the offers of an agreement to all its facilities: made, reported and closed by one statement each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.programs.program.model.parts import Facility
from shared.postgres.connections import Connection
from shared.values.cooperation import OfferClosedReason
from shared.values.ids import new_id


@dataclass(frozen=True, slots=True)
class AskedFacility:
    """An offer at one facility, with its items that have no answer."""

    offer_id: UUID
    facility: Facility
    items: tuple[UUID, ...]


async def save_answered_earlier(connection: Connection, agreement_id: UUID) -> list[AskedFacility]:
    """Count the open items again, after answers were carried over; return the offers that need no answer any more."""
    rows = await connection.fetch(
        """WITH fewer AS (
               UPDATE offer SET open_items = open, version = version + 1
               FROM (SELECT offer_id, count(*) FILTER (WHERE answer IS NULL) AS open
                     FROM asked_item WHERE agreement_id = $1 GROUP BY offer_id) AS counted
               WHERE id = offer_id AND open < open_items AND closed_at IS NULL RETURNING id, facility_id, open_items)
           SELECT fewer.id AS offer_id, f.id, f.name, f.region, f.zone
           FROM fewer JOIN facility f ON f.id = facility_id WHERE open_items = 0 ORDER BY f.region, f.name, f.id""",
        agreement_id,
    )
    return [_asked(row) for row in rows]


_OPEN = """
WITH asked AS (
    SELECT f.facility_id, array_agg(item.scope_item_id ORDER BY item.scope_item_id) AS items
    FROM agreement_facility f JOIN offered_item item USING (agreement_id)
    WHERE f.agreement_id = $1 AND NOT f.own AND item.asked
      AND NOT EXISTS (SELECT FROM offer_answer a
                      WHERE a.scope_item_id = item.scope_item_id AND a.facility_id = f.facility_id)
    GROUP BY f.facility_id),
saved AS (
    INSERT INTO offer (id, agreement_id, facility_id, offered_on, due_on, open_items, version)
    SELECT given.id, $1, facility_id, $4, $5, cardinality(items), 1
    FROM asked JOIN unnest($2::uuid[], $3::uuid[]) AS given (facility_id, id) USING (facility_id)
    ON CONFLICT (agreement_id, facility_id) DO UPDATE
    SET due_on = excluded.due_on, open_items = excluded.open_items, overdue_at = NULL, version = offer.version + 1
    WHERE offer.open_items < excluded.open_items
    RETURNING id, facility_id)
SELECT saved.id AS offer_id, f.id, f.name, f.region, f.zone, asked.items
FROM saved JOIN asked USING (facility_id) JOIN facility f ON f.id = facility_id ORDER BY f.region, f.name, f.id
"""


async def save_offers(
    connection: Connection, agreement_id: UUID, offered_on: date, due_on: date
) -> list[AskedFacility]:
    """Offer each facility the asked items that it has not answered; return the offers that are new or have grown."""
    where = await connection.fetch(
        "SELECT facility_id FROM agreement_facility WHERE agreement_id = $1 AND NOT own", agreement_id
    )
    facilities = [row["facility_id"] for row in where]
    rows = await connection.fetch(_OPEN, agreement_id, facilities, [new_id() for _ in facilities], offered_on, due_on)
    return [_asked(row, tuple(row["items"])) for row in rows]


async def close_offers(
    connection: Connection, agreement_id: UUID, because: OfferClosedReason, now: datetime
) -> list[AskedFacility]:
    """Close the offers of an agreement; return those that have items without an answer."""
    rows = await connection.fetch(
        """WITH closed AS (
               UPDATE offer SET closed_at = $3, closed_because = $2, version = version + 1
               WHERE agreement_id = $1 AND closed_at IS NULL RETURNING id, facility_id, open_items)
           SELECT closed.id AS offer_id, f.id, f.name, f.region, f.zone
           FROM closed JOIN facility f ON f.id = facility_id WHERE open_items > 0 ORDER BY f.region, f.name, f.id""",
        agreement_id,
        because,
        now,
    )
    return [_asked(row) for row in rows]


async def load_overdue_agreements(connection: Connection, now: datetime) -> list[UUID]:
    """The agreements with offers whose last day is over at their facility, and of which that is not recorded."""
    rows = await connection.fetch(f"SELECT DISTINCT agreement_id FROM offer {_OVERDUE} ORDER BY agreement_id", now)  # noqa: S608 -- a constant
    return [row["agreement_id"] for row in rows]


_OVERDUE = """
JOIN facility f ON f.id = offer.facility_id
WHERE offer.closed_at IS NULL AND offer.open_items > 0 AND offer.overdue_at IS NULL
  AND offer.due_on < ($1::timestamptz AT TIME ZONE f.zone)::date
"""


async def save_overdue(connection: Connection, agreement_id: UUID, now: datetime) -> list[tuple[date, AskedFacility]]:
    """Record that the last day of offers of an agreement is over; return them, each with its last day."""
    rows = await connection.fetch(
        f"""WITH late AS (
                UPDATE offer SET overdue_at = $1, version = version + 1
                WHERE id IN (SELECT offer.id FROM offer {_OVERDUE} AND offer.agreement_id = $2)
                RETURNING id, facility_id, due_on)
            SELECT late.id AS offer_id, due_on, f.id, f.name, f.region, f.zone
            FROM late JOIN facility f ON f.id = facility_id ORDER BY due_on, f.region, f.name, f.id""",  # noqa: S608
        now,
        agreement_id,
    )
    return [(row["due_on"], _asked(row)) for row in rows]


def _asked(row: Mapping[str, Any], items: tuple[UUID, ...] = ()) -> AskedFacility:
    return AskedFacility(row["offer_id"], Facility(row["id"], row["name"], row["region"], row["zone"]), items)
