"""Saves the wishes of ceremonies, and their results."""

import json
from collections.abc import Sequence
from uuid import UUID

from services.programs.ceremonies.model import Fulfilment, OpeningWish
from shared.postgres.connections import Connection

_WAITING = """
SELECT ceremony_id, scope_item_id, agreement_id, opened_on, capacity FROM opening_wish
WHERE state = 'waiting' AND ($1::uuid IS NULL OR agreement_id = $1)
ORDER BY ceremony_id, scope_item_id LIMIT $2 FOR UPDATE
"""


async def insert_wishes(
    connection: Connection, wishes: Sequence[OpeningWish], facility_id: UUID | None, region: str | None
) -> None:
    """Keep the wishes of a ceremony; its keeper and the region above may read them."""
    await connection.executemany(
        """INSERT INTO opening_wish (ceremony_id, scope_item_id, agreement_id, opened_on, capacity, facility_id, region)
           VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING""",
        [
            (
                each.ceremony_id,
                each.scope_item_id,
                each.agreement_id,
                each.opened_on,
                each.capacity,
                facility_id,
                region,
            )
            for each in wishes
        ],
    )


async def lock_waiting(connection: Connection, agreement_id: UUID | None, limit: int) -> list[OpeningWish]:
    """The wishes that wait for a program: of one agreement, or of all."""
    rows = await connection.fetch(_WAITING, agreement_id, limit)
    return [OpeningWish.model_validate(dict(row)) for row in rows]


async def load_plannable(connection: Connection, limit: int) -> list[UUID]:
    """Agreements with a waiting wish whose program is planned by now."""
    rows = await connection.fetch(
        """SELECT DISTINCT w.agreement_id FROM opening_wish w
           JOIN authorisation a USING (scope_item_id) JOIN program p ON p.id = a.program_id
           WHERE w.state = 'waiting' AND p.state <> 'joined' AND p.fiscal_year = extract(year FROM w.opened_on)
           ORDER BY w.agreement_id LIMIT $1""",
        limit,
    )
    return [row["agreement_id"] for row in rows]


async def save_fulfilment(connection: Connection, wish: OpeningWish, fulfilment: Fulfilment) -> None:
    """Save the result of a wish."""
    await connection.execute(
        """UPDATE opening_wish SET state = $3, programs = $4, refusals = $5
           WHERE ceremony_id = $1 AND scope_item_id = $2""",
        wish.ceremony_id,
        wish.scope_item_id,
        fulfilment.state,
        list(fulfilment.programs),
        json.dumps([{"id": each.id, "en": each.en} for each in fulfilment.refusals]),
    )
