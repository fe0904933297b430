"""The routes of exports.

GET /exports/programs
GET /exports/outcomes
GET /programs/{id}/sessions/table
GET /programs/{id}/outputs/table
GET /programs/{id}/performances/table
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
from services.programs.program.model.states import ProgramState
from services.programs.program.queries.listing import ListPrograms
from shared.web.cursors import PageRequest
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.tables import TableFormat, send_table, table_answer

router = APIRouter(route_class=WorkRoute, tags=["exports"])
TABLE = table_answer("The list as a table.")
Region = Annotated[str | None, Query(min_length=1, max_length=20, description="code of a region")]
Year = Annotated[int, Query(ge=1900, le=2999)]
FROM_THE_START = PageRequest(after=None, limit=1)


@router.get("/exports/programs", summary="Ekspor program / export programs", response_class=Response, responses=TABLE)
async def list_programs_as_table(
    work: CurrentWork,
    *,
    facility: UUID | None = None,
    region: Region = None,
    state: ProgramState | None = None,
    agreement: UUID | None = None,
    fiscal_year: Year | None = None,
    covered: bool | None = None,
    format_: TableFormat = "xlsx",
) -> Response:
    """The programs of the list with the same filters, the newest first."""
    wanted = ListPrograms(facility, region, state, agreement, fiscal_year, covered, FROM_THE_START)
    table = await export_programs(work, ExportPrograms(format_, wanted))
    return send_table(table, "program", format_)


@router.get(
    "/exports/outcomes", summary="Ekspor hasil setahun / export outcomes", response_class=Response, responses=TABLE
)
async def list_yields_as_table(work: CurrentWork, *, year: Year, format_: TableFormat = "xlsx") -> Response:
    """The products and performances of each facility that the reader may see, added up for one year."""
    table = await export_yields(work, ExportYields(year, format_))
    return send_table(table, f"hasil-{year}", format_)


@router.get(
    "/programs/{program_id}/sessions/table",
    summary="Ekspor pertemuan / export sessions",
    response_class=Response,
    responses=TABLE,
)
async def list_sessions_as_table(work: CurrentWork, program_id: UUID, format_: TableFormat = "xlsx") -> Response:
    """The sessions of a program with their counts."""
    table = await export_sessions(work, ExportOfProgram(program_id, format_))
    return send_table(table, "pertemuan", format_)


@router.get(
    "/programs/{program_id}/outputs/table",
    summary="Ekspor hasil produksi / export outputs",
    response_class=Response,
    responses=TABLE,
)
async def list_outputs_as_table(work: CurrentWork, program_id: UUID, format_: TableFormat = "xlsx") -> Response:
    """The outputs of a program."""
    table = await export_outputs(work, ExportOfProgram(program_id, format_))
    return send_table(table, "hasil-produksi", format_)


@router.get(
    "/programs/{program_id}/performances/table",
    summary="Ekspor pentas / export performances",
    response_class=Response,
    responses=TABLE,
)
async def list_performances_as_table(work: CurrentWork, program_id: UUID, format_: TableFormat = "xlsx") -> Response:
    """The performances of a program."""
    table = await export_performances(work, ExportOfProgram(program_id, format_))
    return send_table(table, "pentas", format_)
