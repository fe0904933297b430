"""Heads of units on a day, for the first lines and the signatures of papers."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from services.agreements.texts.model.heads import Head, default_title
from shared.access import Work

# Of the positions of a day the acting one comes first: it replaces the definitive one for that time.
_HEADS = """
SELECT u.id, u.name, p.title, p.capacity, p.letter, p.valid_from, p.valid_until
FROM unit u CROSS JOIN LATERAL (
    SELECT p.title, p.capacity, p.letter, p.valid_from, p.valid_until
    FROM position p
    WHERE p.capability = 'head'
      AND CASE p.scope_kind WHEN 'facility' THEN p.unit = u.id::text WHEN 'region' THEN p.unit = u.code
                            WHEN 'nation' THEN u.kind = 'directorate_general' END
      AND p.valid_from <= $2 AND (p.valid_until IS NULL OR p.valid_until >= $2)
    ORDER BY p.capacity = 'definitive', p.valid_from DESC, p.id DESC LIMIT 1) AS p
WHERE u.id = ANY ($1)
UNION ALL
SELECT r.id, r.name, r.head_office, 'definitive', NULL, r.head_from, r.head_until
FROM partner_resolved r
WHERE r.named_as = r.id AND r.id = ANY ($1) AND r.head_office IS NOT NULL
  AND (r.head_from IS NULL OR r.head_from <= $2) AND (r.head_until IS NULL OR r.head_until >= $2)
"""


async def heads_on(work: Work, units: Collection[UUID], day: date) -> dict[UUID, Head]:
    """The heads of those units that have one on a day; an acting one before the definitive one."""
    rows = await work.connection.fetch(_HEADS, list(units), day)
    return {
        row["id"]: Head.model_validate({**row, "title": row["title"] or default_title(row["name"])}) for row in rows
    }
