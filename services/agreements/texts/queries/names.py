"""Names of our units on a day; a unit without a period on record had today's name."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from shared.access import Work

_NAMES = """
SELECT unit_id, name FROM unit_period
WHERE unit_id = ANY ($1) AND valid_from <= $2 AND coalesce(valid_until, 'infinity') >= $2
"""


async def names_on(work: Work, units: Collection[UUID], day: date) -> dict[UUID, str]:
    """The names of those of our units whose name on a day is on record."""
    return {row["unit_id"]: row["name"] for row in await work.connection.fetch(_NAMES, list(units), day)}
