"""The table of our own units: a row for each period, or one of today, and a row for the facts of each day."""

from collections.abc import AsyncIterator
from typing import IO

from services.agreements.exports.queries.tables import Export, Row, table_of
from services.agreements.register.access import READERS
from services.agreements.register.model.units import Unit
from services.agreements.register.queries.units import ListUnits, list_units
from shared.access import Work, anywhere, use_case
from shared.web.cursors import Page, PageRequest, every_page

_PERIODS = """
SELECT u.id::text AS id, u.name AS unit, p.valid_from, p.valid_until, coalesce(p.name, u.name) AS name, p.office,
       CASE WHEN p.unit_id IS NULL THEN u.facility_class ELSE p.facility_class END AS facility_class,
       (SELECT o.name FROM unit o WHERE o.kind = 'regional_office'
          AND o.region = CASE WHEN p.unit_id IS NULL THEN u.region ELSE p.region END) AS region
FROM unnest($1::uuid[]) WITH ORDINALITY AS chosen (id, ordinal) JOIN unit u ON u.id = chosen.id
     LEFT JOIN unit_period p ON p.unit_id = u.id
ORDER BY chosen.ordinal, p.valid_from
"""
_FACTS = """
SELECT u.id::text AS id, u.name AS unit, f.valid_from, max(f.source) AS source,
       max(f.value) FILTER (WHERE f.kind = 'official_code') AS official_code,
       max(f.value) FILTER (WHERE f.kind = 'capacity')::integer AS capacity,
       max(f.value) FILTER (WHERE f.kind = 'population')::integer AS population,
       max(f.value) FILTER (WHERE f.kind = 'province') AS province
FROM unnest($1::uuid[]) WITH ORDINALITY AS chosen (id, ordinal) JOIN unit u ON u.id = chosen.id
     JOIN unit_fact f ON f.unit_id = u.id
GROUP BY chosen.ordinal, u.id, u.name, f.valid_from ORDER BY chosen.ordinal, f.valid_from
"""


@use_case(*READERS, scope=anywhere, changes=False)
async def export_units(work: Work, query: Export) -> IO[bytes]:
    """Our own units with their periods and facts."""
    return await table_of("units", query, _rows(work))


async def _rows(work: Work) -> AsyncIterator[Row]:
    async def page_of(page: PageRequest) -> Page[Unit]:
        return await list_units(work, ListUnits(None, page))

    async for units in every_page(page_of):
        ids = [unit.id for unit in units]
        for row in (*await work.connection.fetch(_PERIODS, ids), *await work.connection.fetch(_FACTS, ids)):
            yield dict(row)
