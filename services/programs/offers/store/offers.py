"""Loads one offer for its answer, and saves the answers."""

from collections.abc import Iterable
from uuid import UUID

from services.programs.offers.model import ItemAnswer, Offer, OfferNotFound
from services.programs.offers.store.items import offered_item_of
from services.programs.program.model.columns import facility_of
from shared.postgres.connections import Connection


async def load_agreement_of(connection: Connection, offer_id: UUID) -> UUID:
    """The agreement of an offer. Raises `OfferNotFound`."""
    agreement_id: UUID | None = await connection.fetchval("SELECT agreement_id FROM offer WHERE id = $1", offer_id)
    if agreement_id is None:
        raise OfferNotFound(id=offer_id)
    return agreement_id


async def lock_offer(connection: Connection, offer_id: UUID) -> Offer:
    """Load an offer that exists and lock it; its facility cannot change meanwhile."""
    row = await connection.fetchrow(
        """SELECT offer.*, agreement.line_id, f.name AS facility_name, f.region, f.zone
           FROM offer JOIN offered_agreement agreement USING (agreement_id) JOIN facility f ON f.id = facility_id
           WHERE offer.id = $1 FOR UPDATE OF offer FOR SHARE OF f""",
        offer_id,
    )
    # In a statement of its own: it sees the answers that were given while this one waited for the lock.
    items = await connection.fetch("SELECT * FROM asked_item WHERE offer_id = $1", offer_id)
    return Offer(
        id=row["id"],
        agreement_id=row["agreement_id"],
        line_id=row["line_id"],
        facility=facility_of(row),
        items={item["scope_item_id"]: offered_item_of(item) for item in items},
        version=row["version"],
        closed_because=row["closed_because"],
        answers={
            item["scope_item_id"]: ItemAnswer(
                *(item["answer"], item["reason"], item["answered_on"], item["answered_by"], item["carried_over"]),
                item["override_reason"],
            )
            for item in items
            if item["answer"] is not None
        },
    )


async def save_answers(connection: Connection, offer: Offer, scope_items: Iterable[UUID]) -> int:
    """Save the answers to these items, and the items that are still open; return the new version of the offer."""
    given = [(id_, offer.answers[id_]) for id_ in scope_items]
    await connection.executemany(
        """INSERT INTO offer_answer (scope_item_id, facility_id, agreement_id, answer, reason, answered_on, answered_by,
                                     override_reason, carried_over)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, false)
           ON CONFLICT (scope_item_id, facility_id) DO UPDATE
           SET answer = excluded.answer, reason = excluded.reason, answered_on = excluded.answered_on,
               answered_by = excluded.answered_by,
               override_reason = excluded.override_reason, carried_over = false""",
        [
            (
                *(id_, offer.facility.id, offer.agreement_id, each.answer, each.reason),
                *(each.answered_on, each.answered_by, each.override_reason),
            )
            for id_, each in given
        ],
    )
    version: int = await connection.fetchval(
        "UPDATE offer SET open_items = $2, version = version + 1 WHERE id = $1 RETURNING version",
        offer.id,
        offer.open_items,
    )
    return version
