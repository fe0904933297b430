"""Tables of programs, sessions, outputs and performances. Their rows are those of the lists, with the same rights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO
from uuid import UUID

from services.programs.outcomes.queries.outcomes import (
    ListOutcomes,
    OutputDetails,
    PerformanceDetails,
    list_outputs,
    list_performances,
)
from services.programs.outcomes.queries.yields import FacilityYield, ListYields, ProductSum, list_yields
from services.programs.program.access import OFFICES, READERS, scope_to_read
from services.programs.program.queries.listing import ListPrograms, ProgramSummary, list_programs
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.sessions.queries.sessions import ListSessions, SessionSummary, list_sessions
from shared.access import Work, anywhere, use_case
from shared.tables.formats import Format
from shared.tables.temporary import written
from shared.tables.writing import Cell
from shared.values.labels import label
from shared.values.quantities import plain_number
from shared.web.cursors import Page, PageRequest, every_page

_PROGRAMS = (
    *("Program", "Kegiatan", "Pilar", "Status", "UPT", "Tahun anggaran", "Dibuka pada", "Kapasitas"),
    "ID Sinergi",
)
_SESSIONS = (
    *("Tanggal", "Mulai", "Menit", "Jenis", "Materi", "Angkatan", "Pengajar dari", "Memenuhi perjanjian"),
    *("Aktif", "Pasif", "Tidak hadir", "ID Sinergi"),
)
_OUTPUTS = (
    *("Dibuat pada", "Produk", "Uraian", "Jumlah", "Satuan", "Nilai dalam rupiah", "Penggunaan", "Angkatan"),
    *("Memenuhi perjanjian", "ID Sinergi"),
)
_PERFORMANCES = ("Tanggal", "Mulai", "Acara", "Tempat", "Penampil", "Angkatan", "Memenuhi perjanjian", "ID Sinergi")
_YIELDS = (
    *("UPT", "Tahun", "Produk", "Satuan", "Jumlah", "Dijual", "Nilai dalam rupiah", "Tanpa nilai"),
    *("Pentas", "Penampil"),
)
_Names = Mapping[UUID | None, str]
_YES = {True: "ya", False: "tidak"}


@dataclass(frozen=True, slots=True)
class ExportPrograms:
    """The programs that a list shows, as a table; the page of the list is of no account."""

    format_: Format
    wanted: ListPrograms


@dataclass(frozen=True, slots=True)
class ExportOfProgram:
    """The sessions, the outputs or the performances of one program, as a table."""

    program_id: UUID
    format_: Format


@dataclass(frozen=True, slots=True)
class ExportYields:
    """The sums of the outcomes of a year, as a table."""

    year: int
    format_: Format


@use_case(*READERS, scope=anywhere, changes=False)
async def export_programs(work: Work, query: ExportPrograms) -> IO[bytes]:
    """The programs that the actor may read and that fit the filter, the newest first; the caller closes the file."""

    async def page_of(page: PageRequest) -> Page[ProgramSummary]:
        return await list_programs(work, replace(query.wanted, page=page))

    rows = (_program(each) async for page in every_page(page_of) for each in page)
    return await written(query.format_, "Program", _PROGRAMS, rows)


@use_case(*READERS, scope=scope_to_read, changes=False)
async def export_sessions(work: Work, query: ExportOfProgram) -> IO[bytes]:
    """The sessions of a program, the latest first, with counts and no marks; the caller closes the file."""
    cohorts = await _cohorts(work, query.program_id)

    async def page_of(page: PageRequest) -> Page[SessionSummary]:
        return await list_sessions(work, ListSessions(query.program_id, page))

    rows = (_session(each, cohorts) async for page in every_page(page_of) for each in page)
    return await written(query.format_, "Pertemuan", _SESSIONS, rows)


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def export_outputs(work: Work, query: ExportOfProgram) -> IO[bytes]:
    """The outputs of a program, the latest first; the caller closes the file."""
    cohorts = await _cohorts(work, query.program_id)

    async def page_of(page: PageRequest) -> Page[OutputDetails]:
        return await list_outputs(work, ListOutcomes(query.program_id, None, page))

    rows = (_output(each, cohorts) async for page in every_page(page_of) for each in page)
    return await written(query.format_, "Hasil produksi", _OUTPUTS, rows)


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def export_performances(work: Work, query: ExportOfProgram) -> IO[bytes]:
    """The performances of a program, the latest first; the caller closes the file."""
    cohorts = await _cohorts(work, query.program_id)

    async def page_of(page: PageRequest) -> Page[PerformanceDetails]:
        return await list_performances(work, ListOutcomes(query.program_id, None, page))

    rows = (_performance(each, cohorts) async for page in every_page(page_of) for each in page)
    return await written(query.format_, "Pentas", _PERFORMANCES, rows)


@use_case(*OFFICES, scope=anywhere, changes=False)
async def export_yields(work: Work, query: ExportYields) -> IO[bytes]:
    """The sums of every facility that the actor reads, one row for each product; the caller closes the file."""

    async def page_of(page: PageRequest) -> Page[FacilityYield]:
        return await list_yields(work, ListYields(query.year, page))

    rows = (row async for page in every_page(page_of) for each in page for row in _yield_rows(each))
    return await written(query.format_, f"Hasil {query.year}", _YIELDS, rows)


async def _cohorts(work: Work, program_id: UUID) -> _Names:
    return {each.id: each.name for each in (await show_program(work, ShowProgram(program_id))).cohorts}


def _program(each: ProgramSummary) -> list[Cell]:
    pillar = label("pillar", each.pillar).id if each.pillar else None
    state = label("program_state", each.state).id
    named = [each.name, each.title.id, pillar, state, each.facility.name]
    return [*named, each.fiscal_year, each.opened_on, each.capacity, str(each.id)]


def _session(each: SessionSummary, cohorts: _Names) -> list[Cell]:
    started = each.started_at.strftime("%H.%M") if each.started_at else None
    instructors = ", ".join(instructor.name for instructor in each.instructors)
    kind = label("session_kind", each.kind).id
    held = [each.held_on, started, each.minutes, kind, each.topic, cohorts.get(each.cohort_id), instructors]
    return [*held, _YES[bool(each.delivered_for)], each.active, each.passive, each.absent, str(each.id)]


def _output(each: OutputDetails, cohorts: _Names) -> list[Cell]:
    product, unit = label("product", each.product).id, label("output_unit", each.unit).id
    disposal = label("output_disposal", each.disposal).id
    made = [each.made, product, each.description, plain_number(each.quantity), unit, each.value, disposal]
    return [*made, cohorts.get(each.cohort_id), _YES[bool(each.delivered_for)], str(each.id)]


def _performance(each: PerformanceDetails, cohorts: _Names) -> list[Cell]:
    started = each.starts_at.strftime("%H.%M") if each.starts_at else None
    performers = sum(group.number for group in each.performers)
    given = [each.held_on, started, each.occasion, each.venue, performers]
    return [*given, cohorts.get(each.cohort_id), _YES[bool(each.delivered_for)], str(each.id)]


def _yield_rows(each: FacilityYield) -> Sequence[list[Cell]]:
    products = [_product(row) for row in each.products] or [(None,) * 6]
    # The performances stand in the first row of a facility, so that a column can be added up.
    counted = [(each.performances, each.performers), *[(None, None)] * (len(products) - 1)]
    return [[each.facility_name, each.year, *row, *sums] for row, sums in zip(products, counted, strict=True)]


def _product(row: ProductSum) -> tuple[Cell, ...]:
    names = label("product", row.product).id, label("output_unit", row.unit).id
    return (*names, plain_number(row.quantity), plain_number(row.sold), row.value, row.without_value)
