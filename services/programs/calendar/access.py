"""Who reads the calendar of a facility: its offices, and those above it. Partners read programs one by one."""

from typing import Protocol
from uuid import UUID

from services.programs.calendar.model import CalendarNotFound
from shared.access import Work
from shared.values.capabilities import Scope


class OfFacility(Protocol):
    """A query about one facility."""

    @property
    def facility_id(self) -> UUID:
        """Which facility."""


async def scope_to_read(work: Work, query: OfFacility) -> Scope:
    """The facility and its region. Raises `CalendarNotFound`."""
    region = await work.connection.fetchval("SELECT region FROM facility WHERE id = $1", query.facility_id)
    if region is None:
        raise CalendarNotFound(id=query.facility_id)
    return Scope(frozenset({query.facility_id}), frozenset({region}))
