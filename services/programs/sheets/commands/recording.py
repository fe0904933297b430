"""Recording the session of a sheet."""

from dataclasses import dataclass, replace
from uuid import UUID

from services.programs.participants.store import resolver
from services.programs.program.access import RECORDERS
from services.programs.program.store.locking import lock_program
from services.programs.sessions.commands.recording import RecordedSession, RecordSession, record_session
from services.programs.sheets.access import scope_to_change
from services.programs.sheets.model.sheet import RECORDING, complete
from services.programs.sheets.store import load_marks, load_numbers, load_sheet, lock_sheet, save_sheet
from shared.access import Work, use_case
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """Record the session of a sheet; `rest_unexcused`: those without a mark were absent without information."""

    sheet_id: UUID
    expected_version: int
    rest_unexcused: bool


@use_case(*RECORDERS, scope=scope_to_change)
async def record_sheet(work: Work, command: RecordSheet) -> RecordedSession:
    """Record the session with all attendance. Raises `NotMarked`, `WrongState` or a refusal of the session."""
    # The program first, as in every command about sessions, so that no two transactions wait for each other.
    program_id = (await load_sheet(work.connection, command.sheet_id)).program_id
    program = await lock_program(work.connection, program_id)
    sheet = await lock_sheet(work.connection, command.sheet_id)
    require_version(sheet.version, command.expected_version)
    sheet.require_open(RECORDING)
    numbers = await load_numbers(work.connection, sheet.cohort_id, sheet.facts.held_on)
    references = await resolver(work.connection).references(program.facility.id, list(numbers))
    marks = await load_marks(work.connection, sheet.id)
    attendance = complete(marks, references, rest_unexcused=command.rest_unexcused)
    facts = replace(sheet.facts, attendance=attendance)
    recorded = await record_session(work, RecordSession(sheet.cohort_id, facts, sheet.delivered_for))
    await save_sheet(work.connection, sheet.record(recorded.session.id))
    return recorded
