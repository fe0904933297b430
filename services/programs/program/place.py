"""Where a program lies: what the access check asks before any command or query about one."""

from typing import Protocol
from uuid import UUID

from services.programs.program.model import NoSuchProgram
from shared.access import Work
from shared.values.capabilities import Capability, Scope

KEEPERS = (Capability.OFFICER, Capability.HEAD)
"""Who runs a facility's programs."""

VIEWERS = (*KEEPERS, Capability.REGIONAL_REVIEWER, Capability.DIRECTORATE)
"""Who sees programs, each within its facility, its region or the nation."""


class OfProgram(Protocol):
    """A command or query about one program."""

    @property
    def program_id(self) -> UUID:
        """Which program."""


async def place_of(work: Work, command: OfProgram) -> Scope:
    """The facility and region of a program. Raises `NoSuchProgram`."""
    row = await work.connection.fetchrow("SELECT facility_id, region FROM program WHERE id = $1", command.program_id)
    if row is None:
        raise NoSuchProgram(id=command.program_id)
    return Scope(frozenset({row["facility_id"]}), frozenset({row["region"]}))
