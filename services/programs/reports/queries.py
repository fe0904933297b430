"""The report of a facility for one month, and the same as a table."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import IO
from uuid import UUID

from pydantic import BaseModel

from services.programs.months.access import scope_to_read
from services.programs.months.model.closing import MonthState, state_of
from services.programs.months.model.month import Month
from services.programs.months.store import load_closing
from services.programs.program.access import OFFICES
from services.programs.reports.model import Figures, ProgramFigures, due_days, figures_of
from shared.access import Work, use_case
from shared.postgres.statements import load_sql
from shared.tables.formats import Format
from shared.tables.temporary import written
from shared.tables.writing import Cell
from shared.values.labels import label
from shared.values.terms import day_in
from shared.values.texts import Text


class MonthReport(BaseModel):
    """The report of a month; it is approved once the head has closed the month.

    Later changes by two people show in the numbers; `closed_sessions` is the number at the closing.
    """

    facility_id: UUID
    facility_name: str
    month: str
    state: MonthState
    region_due_on: date
    nation_due_on: date
    closed_on: date | None
    closed_sessions: int | None
    programs: list[ProgramFigures]
    total: Figures


@dataclass(frozen=True, slots=True)
class ShowReport:
    """The report of one facility for one month."""

    facility_id: UUID
    month: Month


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The report as a table."""

    facility_id: UUID
    month: Month
    format_: Format


_SQL = load_sql(__package__, "report.sql")
_TITLES = (
    *("Program", "Kegiatan", "Pilar", "Pertemuan", "Batal", "Menit", "Peserta berbeda", "Tanda hadir"),
    *("Semua tanda", "Pengunjung pertemuan terbuka"),
)
_WITHHELD = "tidak ditampilkan"
_ALL = "Jumlah"


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def show_report(work: Work, query: ShowReport) -> MonthReport:
    """The report as the reader may have it: a facility has its own exact numbers."""
    connection, month = work.connection, query.month
    facility = await connection.fetchrow("SELECT name, zone FROM facility WHERE id = $1", query.facility_id)
    *rows, total = await connection.fetch(_SQL, query.facility_id, month.first, month.last)
    inside = query.facility_id in work.actor.reach(OFFICES).facilities
    named = [{**row, "title": Text(row["title_indonesian"], row["title_english"])} for row in rows]
    programs, whole = figures_of(named, dict(total), inside=inside)
    closing = await load_closing(connection, query.facility_id, month)
    region_due_on, nation_due_on = due_days(month)
    today = day_in(facility["zone"], work.now)
    return MonthReport(
        facility_id=query.facility_id,
        facility_name=facility["name"],
        month=str(month),
        state=state_of(month, today, closing.statement if closing else None, whole.sessions),
        region_due_on=region_due_on,
        nation_due_on=nation_due_on,
        closed_on=day_in(facility["zone"], closing.closed_at) if closing else None,
        closed_sessions=closing.delivered.sessions if closing else None,
        programs=programs,
        total=whole,
    )


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def export_report(work: Work, query: ExportReport) -> IO[bytes]:
    """The report as a table, which the caller closes; its last row is the total."""
    report = await show_report(work, ShowReport(query.facility_id, query.month))

    async def rows() -> AsyncIterator[list[Cell]]:
        for each in report.programs:
            pillar = label("pillar", each.pillar).id if each.pillar else None
            yield [each.name, each.title.id, pillar, *_cells(each)]
        yield [_ALL, None, None, *_cells(report.total)]

    return await written(query.format_, query.month.name.id, _TITLES, rows())


def _cells(figures: Figures) -> list[Cell]:
    of_persons = (figures.participants, figures.present, figures.marks, figures.audience)
    shown = [_WITHHELD if each is None else each for each in of_persons]
    return [figures.sessions, figures.cancelled, figures.minutes, *shown]
