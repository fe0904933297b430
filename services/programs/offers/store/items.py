"""Keeps the offered items of an agreement, and the answers that they take over from earlier ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.programs.authorisations.model import Commitment, Item
from services.programs.authorisations.store.gaps import item_of
from services.programs.offers.model import OfferedItem
from services.programs.program.store.saving import insert_partner_names
from shared.contracts.offers import OfferedAgreement
from shared.postgres.connections import Connection


@dataclass(frozen=True, slots=True)
class OfferRound:
    """The line of an agreement, its number, title and parties, and its offered items in their order."""

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
                                     agencies, continues, since, until, asked)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING""",
        [
            (
                *(item.id, commitment.agreement_id, item.field, item.field_name, item.description, item.function),
                *(item.pillar, [agency.id for agency in item.agencies], item.continues),
                *(commitment.since, commitment.until, at_once or not item.continues),
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


async def save_last_day(connection: Connection, agreement_id: UUID, until: date | None) -> None:
    """Save the last day of an agreement in its offered items."""
    await connection.execute("UPDATE offered_item SET until = $2 WHERE agreement_id = $1", agreement_id, until)


async def save_asked_no_more(connection: Connection, items: Sequence[UUID]) -> None:
    """Ask no facility any more about items that have left their agreement."""
    await connection.execute("UPDATE offered_item SET asked = false WHERE scope_item_id = ANY($1)", list(items))


async def load_round(connection: Connection, agreement_id: UUID) -> OfferRound | None:
    """The offered items of an agreement; None if nothing is offered."""
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
    item = replace(item_of(row), continues=tuple(row["continues"]))
    return OfferedItem(item, row["since"], row["until"])
