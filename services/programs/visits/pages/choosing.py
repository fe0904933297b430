"""Choosing the other facility of a visit, for pages that begin with it."""

from typing import Any
from uuid import UUID

from services.programs.visits.queries.steps import facilities_like, facility_named, own_facilities
from services.programs.visits.queries.visits import ListVisits, list_visits
from shared.access import Work
from shared.web.cursors import PageRequest

LATEST = 5
"""Visits with the chosen facility that the page shows, so that none is entered twice."""


async def other_facility(work: Work, chosen: UUID | None, searched: str) -> dict[str, Any]:
    """The chosen facility, those that a search found, the reader's own ones, and the latest visits with it."""
    other, own = await facility_named(work, chosen), await own_facilities(work)
    latest = await list_visits(
        work, ListVisits(other.id if other else None, None, None, PageRequest(after=None, limit=LATEST))
    )
    return {
        "other": other,
        "own": [each for each in own if each != other],
        "searched": searched.strip(),
        "found": await facilities_like(work, searched.strip()),
        "latest": latest.items if other else (),
    }
