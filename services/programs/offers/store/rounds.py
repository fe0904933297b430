"""Keeps what is offered of an agreement, and offers it to all its facilities by one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.programs.authorisations.model import Commitment, Item
from services.programs.offers.model import OfferedItem
from services.programs.program.model.columns import agencies_of
from services.programs.program.model.parts import Facility
from services.programs.program.store import insert_partner_names
from shared.contracts.offers import OfferedAgreement
from shared.postgres.connections import Connection
from shared.values.cooperation import OfferClosedReason
from shared.values.ids import new_id


@dataclass(frozen=True, slots=True)
class AskedFacility:
    """An offer at one facility, with its items that have no answer."""

    offer_id: UUID
    facility: Facility
    items: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class OfferRound:
    """What people know an agreement by, its line, and its offered items in their order."""

    line_id: UUID
    about: OfferedAgreement
    items: Sequence[Item]


async def insert_offered(
    connection: Connection, about: OfferedAgreement, commitment: Commitment, *, at_once: bool
) -> None:
    """Insert the items of an agreement that are offered; those that continue earlier ones are asked `at_once` or later.

    Items that are recorded already stay as they are.
    """
    await connection.execute(
        "INSERT INTO offered_agreement (agreement_id, line_id, about) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        commitment.agreement_id,
        commitment.line_id,
        about.model_dump_json(),
    )
    await insert_partner_names(connection, (agency for item in commitment.items for agency in item.agencies))
    await connection.executemany(
        """INSERT INTO offered_item (scope_item_id, agreement_id, field, field_name, description, function, pillar,
                                     agencies, since, until, asked)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING""",
        [
            (
                *(item.id, commitment.agreement_id, item.field, item.field_name, item.description, item.function),
                *(item.pillar, [agency.id for agency in item.agencies], commitment.since, commitment.until),
                at_once or not item.continues,
            )
            for item in commitment.items
        ],
    )


_CARRY_OVER = """
INSERT INTO offer_answer (scope_item_id, facility_id, agreement_id, answer, reason, answered_on, answered_by,
                          carried_over)
SELECT DISTINCT ON (item.scope_item_id, f.facility_id)
       item.scope_item_id, f.facility_id, item.agreement_id, coalesce(a.answer, 'accepted'), a.reason,
       coalesce(a.answered_on, s.superseded_on), coalesce(a.answered_by, 'facility'), true
FROM succession s
JOIN succession_item kept USING (agreement_id, successor_id)
JOIN offered_item item ON item.scope_item_id = kept.new_item_id
JOIN agreement_facility f ON f.agreement_id = s.successor_id AND NOT f.own
LEFT JOIN offer_answer a ON a.scope_item_id = kept.old_item_id AND a.facility_id = f.facility_id
LEFT JOIN agreement_facility before ON before.agreement_id = s.agreement_id AND before.facility_id = f.facility_id
WHERE s.successor_id = $1 AND (a.answer IS NOT NULL OR before.own)
ORDER BY item.scope_item_id, f.facility_id, coalesce(a.answer, 'accepted')
ON CONFLICT (scope_item_id, facility_id) DO UPDATE SET answer = 'accepted', reason = NULL
WHERE excluded.answer = 'accepted' AND offer_answer.answer = 'declined' AND offer_answer.carried_over
"""


async def save_carried_over(connection: Connection, agreement_id: UUID) -> None:
    """Save the answers to the items that an agreement continues as answers to its own; the others are asked now.

    A facility that carried out an earlier item on its own has accepted it.
    """
    await connection.execute(_CARRY_OVER, agreement_id)
    await connection.execute(
        """UPDATE offered_item SET asked = true
           WHERE agreement_id = $1 AND NOT asked
             AND scope_item_id IN (SELECT new_item_id FROM succession_item WHERE successor_id = $1)""",
        agreement_id,
    )


async def save_answered_earlier(connection: Connection, agreement_id: UUID) -> list[AskedFacility]:
    """Count what is open again, after answers were carried over; return the offers that need no answer any more."""
    rows = await connection.fetch(
        """WITH fewer AS (
               UPDATE offer SET open_items = open, version = version + 1
               FROM (SELECT offer_id, count(*) FILTER (WHERE answer IS NULL) AS open
                     FROM asked_item WHERE agreement_id = $1 GROUP BY offer_id) AS counted
               WHERE id = offer_id AND open < open_items RETURNING id, facility_id, open_items)
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
    """Offer what is asked to each facility that has not answered it; return the offers that are new or have grown."""
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


async def load_round(connection: Connection, agreement_id: UUID) -> OfferRound | None:
    """What is offered of an agreement; None if nothing is."""
    row = await connection.fetchrow(
        "SELECT line_id, about FROM offered_agreement WHERE agreement_id = $1", agreement_id
    )
    if row is None:
        return None
    about = OfferedAgreement.model_validate_json(row["about"])
    items = await connection.fetch(
        "SELECT * FROM offered_item_details WHERE agreement_id = $1 ORDER BY scope_item_id", agreement_id
    )
    return OfferRound(row["line_id"], about, [offered_item_of(each).item for each in items])


async def save_next_version(connection: Connection, agreement_id: UUID) -> int:
    """Count one more change of the offers of an agreement; the caller holds the lock of its course."""
    version: int = await connection.fetchval(
        "UPDATE offered_agreement SET version = version + 1 WHERE agreement_id = $1 RETURNING version", agreement_id
    )
    return version


def offered_item_of(row: Mapping[str, Any]) -> OfferedItem:
    """The item in a row of `offered_item_details`."""
    item = Item(
        id=row["scope_item_id"],
        field=row["field"],
        field_name=row["field_name"],
        description=row["description"],
        function=row["function"],
        pillar=row["pillar"],
        agencies=agencies_of(row),
    )
    return OfferedItem(item, row["since"], row["until"])


def _asked(row: Mapping[str, Any], items: tuple[UUID, ...] = ()) -> AskedFacility:
    return AskedFacility(row["offer_id"], Facility(row["id"], row["name"], row["region"], row["zone"]), items)
