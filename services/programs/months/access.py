"""Rights to close the months of a facility, and to read them."""

from typing import Protocol
from uuid import UUID

from services.programs.months.model.closing import FacilityNotFound
from shared.access import Work
from shared.values.capabilities import Capability, Scope

CLOSERS = (Capability.HEAD,)
"""The head answers for the reports of the facility."""


class OfFacility(Protocol):
    """A command or query about one facility."""

    @property
    def facility_id(self) -> UUID:
        """Which facility."""


async def scope_to_change(work: Work, command: OfFacility) -> Scope:
    """The facility. Raises `FacilityNotFound`."""
    scope = await scope_to_read(work, command)
    return Scope(facilities=scope.facilities)


async def scope_to_read(work: Work, query: OfFacility) -> Scope:
    """The facility and its region. Raises `FacilityNotFound`."""
    region = await work.connection.fetchval("SELECT region FROM facility WHERE id = $1", query.facility_id)
    if region is None:
        raise FacilityNotFound(id=query.facility_id)
    return Scope(facilities=frozenset({query.facility_id}), regions=frozenset({region}))
