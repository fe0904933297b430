"""The table of positions in our own units. Contacts of partners are left out: a table cannot assign them."""

from collections.abc import AsyncIterator
from typing import IO

from services.agreements.exports.queries.tables import Export, Row, table_of
from services.agreements.register.access import POSITION_KEEPERS
from services.agreements.register.queries.positions import ListPositions, VersionedPosition, list_positions
from shared.access import Work, anywhere, use_case
from shared.values.labels import label
from shared.web.cursors import Page, PageRequest, every_page

_NAMES = """
SELECT CASE kind WHEN 'facility' THEN id::text WHEN 'regional_office' THEN region ELSE '' END AS unit, name
FROM unit WHERE kind IN ('facility', 'regional_office', 'directorate_general')
"""


@use_case(*POSITION_KEEPERS, scope=anywhere, changes=False)
async def export_positions(work: Work, query: Export) -> IO[bytes]:
    """The positions in the units of the actor."""
    return await table_of("positions", query, _rows(work))


async def _rows(work: Work) -> AsyncIterator[Row]:
    async def page_of(page: PageRequest) -> Page[VersionedPosition]:
        return await list_positions(work, ListPositions(None, None, page))

    names = {row["unit"]: row["name"] for row in await work.connection.fetch(_NAMES)}
    async for positions in every_page(page_of):
        for position in positions:
            if position.scope_kind != "partner":
                yield _row(position, names.get(position.unit))


def _row(position: VersionedPosition, unit: str | None) -> Row:
    return {
        "id": str(position.id),
        "account": position.account,
        "unit": unit,
        "capability": label("capability", position.capability).id,
        "capacity": label("capacity", position.capacity).id,
        "title": position.title,
        "letter": position.letter,
        "valid_from": position.valid_from,
        "valid_until": position.valid_until,
    }
