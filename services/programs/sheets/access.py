"""Rights to fill in a sheet, and to read it: only those who record sessions at the facility."""

from typing import Protocol
from uuid import UUID

from services.programs.cohorts.access import may_read_pseudonyms
from services.programs.sheets.model.sheet import SheetNotFound
from shared.access import Work
from shared.access.actor import OutOfScope
from shared.values.capabilities import Scope


class AboutSheet(Protocol):
    """A command or query about one sheet."""

    @property
    def sheet_id(self) -> UUID:
        """Which sheet."""


async def scope_to_change(work: Work, command: AboutSheet) -> Scope:
    """The facility that runs the program of the sheet. Raises `SheetNotFound`."""
    facility_id = await work.connection.fetchval(
        """SELECT facility_id FROM attendance_sheet AS sheet JOIN program ON program.id = program_id
           WHERE sheet.id = $1""",
        command.sheet_id,
    )
    if facility_id is None:
        raise SheetNotFound(id=command.sheet_id)
    return Scope(facilities=frozenset({facility_id}))


async def scope_to_read(work: Work, query: AboutSheet) -> Scope:
    """The same. Raises `OutOfScope` for those above the facility, who read no pseudonyms."""
    scope = await scope_to_change(work, query)
    (facility_id,) = scope.facilities
    if not may_read_pseudonyms(work.actor, facility_id):
        raise OutOfScope
    return scope
