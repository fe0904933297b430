"""Reads of sheets: one with its participants and marks, the open ones of a program, and a table to print."""

import io
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from services.programs.cohorts.access import may_read_pseudonyms
from services.programs.cohorts.model.enrolment import short_code
from services.programs.participants.store import resolver
from services.programs.program import access as program_access
from services.programs.program.access import RECORDERS
from services.programs.program.model.parts import Organisation
from services.programs.sessions.model.attendance import AbsenceReason, AttendanceMark
from services.programs.sheets.access import scope_to_read
from services.programs.sheets.model.sheet import SheetState
from shared.access import Work, use_case
from shared.access.actor import OutOfScope
from shared.tables.formats import Format
from shared.tables.writing import table_writer
from shared.values.cooperation import SessionKind
from shared.values.labels import label
from shared.values.languages import Tongue
from shared.values.terms import ClockTime
from shared.values.texts import Text


class SheetLine(BaseModel):
    """One participant who is expected on the day; without a mark yet, `mark` is null."""

    code: str
    participant_ref: str
    mark: AttendanceMark | None
    reason: AbsenceReason | None


class SheetSummary(BaseModel):
    """An open sheet in a list."""

    id: UUID
    cohort_id: UUID
    cohort_name: str
    held_on: date
    started_at: ClockTime | None
    topic: str
    expected: int
    marked: int
    version: int


class SheetDetails(BaseModel):
    """A sheet with everyone who is expected. `session_id` is the session that was recorded from it."""

    id: UUID
    program_id: UUID
    cohort_id: UUID
    cohort_name: str
    held_on: date
    started_at: ClockTime | None
    minutes: int | None
    kind: SessionKind
    topic: str
    instructors: list[Organisation]
    state: SheetState
    session_id: UUID | None
    lines: list[SheetLine]
    version: int


@dataclass(frozen=True, slots=True)
class ShowSheet:
    """One sheet."""

    sheet_id: UUID


@dataclass(frozen=True, slots=True)
class ShowTable:
    """The lines of a sheet as a table with empty cells for the marks that are missing."""

    sheet_id: UUID
    format: Format
    tongue: Tongue = "id"


@dataclass(frozen=True, slots=True)
class ListSheets:
    """The open sheets of a program."""

    program_id: UUID


MOST_SHEETS = 200
_EXPECTED = """
SELECT DISTINCT participant_id FROM enrolment
WHERE cohort_id = sheet.cohort_id AND admitted_on <= held_on AND (ended_on IS NULL OR ended_on >= held_on)
"""
_SHEETS = f"""
SELECT sheet.*, cohort.name AS cohort_name, (SELECT count(*) FROM ({_EXPECTED}) AS each) AS expected,
       (SELECT count(*) FROM attendance_sheet_mark
        WHERE sheet_id = sheet.id AND participant_id IN ({_EXPECTED})) AS marked
FROM attendance_sheet AS sheet JOIN cohort ON cohort.id = cohort_id
WHERE sheet.program_id = $1 AND state = 'open' ORDER BY held_on, sheet.id LIMIT {MOST_SHEETS}
"""  # noqa: S608 -- constants
_LINES = """
SELECT enrolled.participant_id, number, mark, reason
FROM (SELECT sheet.id, participant_id, max(number) AS number
      FROM attendance_sheet AS sheet JOIN enrolment USING (cohort_id)
      WHERE sheet.id = $1 AND admitted_on <= held_on AND (ended_on IS NULL OR ended_on >= held_on)
      GROUP BY sheet.id, participant_id) AS enrolled
LEFT JOIN attendance_sheet_mark AS entered
       ON entered.sheet_id = enrolled.id AND entered.participant_id = enrolled.participant_id
ORDER BY number
"""


@use_case(*RECORDERS, scope=program_access.scope_to_change, changes=False)
async def list_sheets(work: Work, query: ListSheets) -> list[SheetSummary]:
    """The open sheets of a program, by their day. Raises `OutOfScope` for those above the facility."""
    facility_id = await work.connection.fetchval("SELECT facility_id FROM program WHERE id = $1", query.program_id)
    if not may_read_pseudonyms(work.actor, facility_id):
        raise OutOfScope
    rows = await work.connection.fetch(_SHEETS, query.program_id)
    return [SheetSummary(**row) for row in rows]


@use_case(*RECORDERS, scope=scope_to_read, changes=False)
async def show_sheet(work: Work, query: ShowSheet) -> SheetDetails:
    """One sheet with everyone who is expected on its day. Raises `OutOfScope` for those above the facility."""
    connection = work.connection
    sheet = await connection.fetchrow(
        """SELECT sheet.*, cohort.name AS cohort_name, facility_id FROM attendance_sheet AS sheet
           JOIN cohort ON cohort.id = cohort_id JOIN program ON program.id = sheet.program_id WHERE sheet.id = $1""",
        query.sheet_id,
    )
    instructors = await connection.fetch(
        "SELECT organisation_id AS id, name FROM attendance_sheet_instructor WHERE sheet_id = $1 ORDER BY ordinal",
        query.sheet_id,
    )
    rows = await connection.fetch(_LINES, query.sheet_id)
    references = await resolver(connection).references(sheet["facility_id"], [row["participant_id"] for row in rows])
    lines = [
        SheetLine(**row, code=short_code(row["number"]), participant_ref=references[row["participant_id"]])
        for row in rows
    ]
    return SheetDetails(**sheet, instructors=[Organisation(**each) for each in instructors], lines=lines)


_TITLES = {"id": ("Kode", "Kehadiran", "Alasan"), "en": ("Code", "Mark", "Reason")}
_MARKS: dict[AttendanceMark, Text] = {
    "active": Text("aktif", "active"),
    "passive": Text("pasif", "passive"),
    "absent": Text("tidak hadir", "absent"),
}


@use_case(*RECORDERS, scope=scope_to_read, changes=False)
async def show_table(work: Work, query: ShowTable) -> bytes:
    """The lines as a table that can be filled in and sent back. It has short codes only, no pseudonyms."""
    sheet = await show_sheet(work, ShowSheet(query.sheet_id))
    file = io.BytesIO()
    with table_writer(query.format, file, "Kehadiran", _TITLES[query.tongue]) as table:
        for line in sheet.lines:
            mark = _MARKS[line.mark].in_language(query.tongue) if line.mark else ""
            reason = label("absence_reason", line.reason).in_language(query.tongue) if line.reason else ""
            table.write((line.code, mark, reason))
    return file.getvalue()
