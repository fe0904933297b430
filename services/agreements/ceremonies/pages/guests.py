"""The units that the page of the preparation offers as guests."""

from uuid import UUID

from services.agreements.register.model.units import Unit
from services.agreements.register.queries.units import ListFacilities, ListOffices, list_facilities, list_offices
from shared.access import Work
from shared.web.cursors import PageRequest

MOST_FACILITIES = 100
"""More than any region has."""


async def possible_guests(work: Work, keeper: Unit) -> list[tuple[UUID, str]]:
    """The other units of the keeper's region; for a national keeper the regional offices."""
    offices = await list_offices(work, ListOffices())
    found = [(each.id, each.name) for each in offices if keeper.region in (None, each.code)]
    if keeper.region is not None:
        page = PageRequest(after=None, limit=MOST_FACILITIES)
        facilities = await list_facilities(work, ListFacilities(keeper.region, None, page))
        found += [(each.id, each.name) for each in facilities.items]
    return [each for each in found if each[0] != keeper.id]
