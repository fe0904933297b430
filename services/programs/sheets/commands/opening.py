"""Opening a sheet for a session of a cohort, and discarding it."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.cohorts import access as cohort_access
from services.programs.cohorts.model.cohort import COHORT_START
from services.programs.cohorts.store.cohorts import load_cohort
from services.programs.months.commands.closing import require_open_months
from services.programs.program.access import RECORDERS
from services.programs.program.model.program import require_not_before
from services.programs.program.store.locking import lock_program
from services.programs.sessions.model.session import SessionFacts
from services.programs.sheets.access import scope_to_change
from services.programs.sheets.model.sheet import Sheet
from services.programs.sheets.store import insert_sheet, lock_sheet, save_sheet
from shared.access import Work, use_case
from shared.values.ids import new_id
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """Open a sheet for a session of a cohort; its day may still come. `delivered_for` as for a session."""

    cohort_id: UUID
    facts: SessionFacts
    delivered_for: frozenset[UUID] | None


@dataclass(frozen=True, slots=True)
class DiscardSheet:
    """Discard a sheet that is not needed."""

    sheet_id: UUID
    expected_version: int


@use_case(*RECORDERS, scope=cohort_access.scope_to_change)
async def open_sheet(work: Work, command: OpenSheet) -> Sheet:
    """Open a sheet, which can be printed before the session. Raises `SheetAlreadyOpen` or a refusal of the day."""
    cohort = await load_cohort(work.connection, command.cohort_id)
    program = await lock_program(work.connection, cohort.program_id)
    day = command.facts.held_on
    require_not_before(day, cohort.started_on, COHORT_START)
    program.require_not_ended_before(day)
    await require_open_months(work, program.facility.id, [day])
    sheet = Sheet(new_id(), program.id, cohort.id, command.facts, command.delivered_for)
    await insert_sheet(work, sheet)
    return sheet


@use_case(*RECORDERS, scope=scope_to_change)
async def discard_sheet(work: Work, command: DiscardSheet) -> Sheet:
    """Discard an open sheet; nothing of it counts."""
    sheet = await lock_sheet(work.connection, command.sheet_id)
    require_version(sheet.version, command.expected_version)
    discarded = sheet.discard()
    await save_sheet(work.connection, discarded)
    return discarded
