"""GET /program/tabel
GET /program/{id}/pertemuan/tabel
GET /program/{id}/hasil/tabel
GET /program/{id}/pentas/tabel
GET /hasil/tabel
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.programs.exports.queries import (
    ExportOfProgram,
    ExportPrograms,
    ExportYields,
    export_outputs,
    export_performances,
    export_programs,
    export_sessions,
    export_yields,
)
from services.programs.program.pages.listing import WantedPrograms
from shared.console.page_route import PageRoute
from shared.tables.formats import Format
from shared.web.edge import CurrentWork
from shared.web.tables import send_table

router = APIRouter(route_class=PageRoute)


@router.get("/program/tabel")
async def show_programs(work: CurrentWork, wanted: WantedPrograms, bentuk: Format = "xlsx") -> Response:
    """The programs of the list with its filters."""
    table = await export_programs(work, ExportPrograms(bentuk, wanted))
    return send_table(table, "program", bentuk)


@router.get("/program/{program_id}/pertemuan/tabel")
async def show_sessions(work: CurrentWork, program_id: UUID, bentuk: Format = "xlsx") -> Response:
    """The sessions of a program."""
    table = await export_sessions(work, ExportOfProgram(program_id, bentuk))
    return send_table(table, "pertemuan", bentuk)


@router.get("/program/{program_id}/hasil/tabel")
async def show_outputs(work: CurrentWork, program_id: UUID, bentuk: Format = "xlsx") -> Response:
    """The outputs of a program."""
    table = await export_outputs(work, ExportOfProgram(program_id, bentuk))
    return send_table(table, "hasil-produksi", bentuk)


@router.get("/program/{program_id}/pentas/tabel")
async def show_performances(work: CurrentWork, program_id: UUID, bentuk: Format = "xlsx") -> Response:
    """The performances of a program."""
    table = await export_performances(work, ExportOfProgram(program_id, bentuk))
    return send_table(table, "pentas", bentuk)


@router.get("/hasil/tabel")
async def show_yields(
    work: CurrentWork, *, tahun: Annotated[int, Query(ge=1900, le=2999)], bentuk: Format = "xlsx"
) -> Response:
    """The outcomes of a year."""
    table = await export_yields(work, ExportYields(tahun, bentuk))
    return send_table(table, f"hasil-{tahun}", bentuk)
