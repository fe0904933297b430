"""Entering marks into a sheet, line by line, from a request or from a table."""

import asyncio
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from services.programs.cohorts.model.admission import LARGEST_COHORT
from services.programs.cohorts.model.enrolment import short_code
from services.programs.participants.store import resolver
from services.programs.program.access import RECORDERS
from services.programs.sheets.access import scope_to_change
from services.programs.sheets.model.lines import MarkLine, RefusedLine, judge
from services.programs.sheets.model.sheet import Sheet
from services.programs.sheets.store import load_marks, load_numbers, lock_sheet, save_marks, save_sheet
from shared.access import Work, use_case
from shared.tables.cells import text_of
from shared.tables.header import Column
from shared.tables.limits import TableTooLarge
from shared.tables.reading import Record, read_table

COLUMNS = (
    Column("who", ("Kode", "Kode peserta", "Kode pendek", "Pseudonim", "Code"), required=True),
    Column("mark", ("Kehadiran", "Tanda", "Tanda kehadiran", "Hadir", "Mark", "Attendance"), required=True),
    Column("reason", ("Alasan", "Alasan tidak hadir", "Keterangan", "Reason")),
)
"""The columns of a table of attendance. A column of names is not among them: it is neither read nor stored."""
MOST_LINES = 2 * LARGEST_COHORT
"""Lines of one request or table: those of the largest cohort, and corrections."""


@dataclass(frozen=True, slots=True)
class EnterMarks:
    """Enter these lines."""

    sheet_id: UUID
    lines: tuple[MarkLine, ...]


@dataclass(frozen=True, slots=True)
class EnterTable:
    """Enter the lines of a table: a printed sheet that was filled in, or a list of the facility's own."""

    sheet_id: UUID
    file: BinaryIO


@dataclass(frozen=True, slots=True)
class AdmitTable:
    """A table is about to arrive for a sheet."""

    sheet_id: UUID


@dataclass(frozen=True, slots=True)
class EnteredMarks:
    """The sheet with the number of lines that were kept, those that were refused, and who has no mark yet."""

    sheet: Sheet
    kept: int
    refused: list[RefusedLine]
    missing: list[str]


@use_case(*RECORDERS, scope=scope_to_change, changes=False)
async def admit_table(_work: Work, _command: AdmitTable) -> None:
    """Refuse a table of an account that may not fill in the sheet, before it arrives."""


@use_case(*RECORDERS, scope=scope_to_change)
async def enter_marks(work: Work, command: EnterMarks) -> EnteredMarks:
    """Keep every line that is right; a line for a participant who has a mark replaces it. Raises `WrongState`."""
    return await _enter(work, command.sheet_id, command.lines)


@use_case(*RECORDERS, scope=scope_to_change)
async def enter_table(work: Work, command: EnterTable) -> EnteredMarks:
    """The same with the lines of a table. Raises `WrongState` or a refusal of the file."""
    # In a thread, because reading a workbook would hold up every other request of the process.
    lines = await asyncio.to_thread(_lines, command.file)
    return await _enter(work, command.sheet_id, lines)


async def _enter(work: Work, sheet_id: UUID, lines: Sequence[MarkLine]) -> EnteredMarks:
    connection = work.connection
    sheet = (await lock_sheet(connection, sheet_id)).enter()
    numbers = await load_numbers(connection, sheet.cohort_id, sheet.facts.held_on)
    (facility_id,) = (await scope_to_change(work, AdmitTable(sheet_id))).facilities
    references = await resolver(connection).references(facility_id, list(numbers))
    enrolled = {short_code(number): each for each, number in numbers.items()}
    enrolled |= {reference: each for each, reference in references.items()}
    marks, refused = judge(lines, enrolled)
    await save_marks(connection, sheet_id, marks)
    await save_sheet(connection, sheet)
    marked = {each.participant_id for each in await load_marks(connection, sheet_id)}
    missing = [short_code(number) for each, number in numbers.items() if each not in marked]
    return EnteredMarks(sheet, len(marks), refused, missing)


def _lines(file: BinaryIO) -> list[MarkLine]:
    """The rows of a table that have a mark or a reason: in a printed sheet the others are still empty."""
    rows = (row for row in read_table(file, COLUMNS).rows if isinstance(row, Record))
    found = list(itertools.islice(_filled(rows), MOST_LINES + 1))
    if len(found) > MOST_LINES:
        raise TableTooLarge(rows=len(found), columns=len(COLUMNS), most_rows=MOST_LINES, most_columns=len(COLUMNS))
    return found


def _filled(rows: Iterable[Record]) -> Iterable[MarkLine]:
    for row in rows:
        who, mark, reason = (text_of(row.cells.get(name, "")) for name in ("who", "mark", "reason"))
        if who and (mark or reason):
            yield MarkLine(row.number, who, mark, reason)
