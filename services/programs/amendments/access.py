"""Rights to decide an amendment, and to read it."""

from typing import Protocol
from uuid import UUID

from services.programs.amendments.model.amendment import AmendmentNotFound
from services.programs.cohorts.access import may_read_pseudonyms
from shared.access import Work
from shared.access.actor import OutOfScope
from shared.values.capabilities import Scope


class AboutAmendment(Protocol):
    """A command or query about one amendment."""

    @property
    def amendment_id(self) -> UUID:
        """Which amendment."""


async def scope_to_change(work: Work, command: AboutAmendment) -> Scope:
    """The facility whose month is amended. Raises `AmendmentNotFound`."""
    facility_id = await work.connection.fetchval(
        "SELECT facility_id FROM amendment JOIN program ON program.id = program_id WHERE amendment.id = $1",
        command.amendment_id,
    )
    if facility_id is None:
        raise AmendmentNotFound(id=command.amendment_id)
    return Scope(facilities=frozenset({facility_id}))


async def scope_to_read(work: Work, query: AboutAmendment) -> Scope:
    """The same. Raises `OutOfScope` for those above the facility, who read no pseudonyms."""
    scope = await scope_to_change(work, query)
    (facility_id,) = scope.facilities
    if not may_read_pseudonyms(work.actor, facility_id):
        raise OutOfScope
    return scope
