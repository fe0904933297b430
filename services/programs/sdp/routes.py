"""The routes of the corrections database.

POST /facilities/{id}/sdp-files
GET /facilities/{id}/sppn-files/{month}
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from services.programs.months.model.month import Month
from services.programs.names.model.rows import RefusedRow
from services.programs.sdp.commands import exporting, importing
from shared.access import Work
from shared.tables.formats import MEDIA_TYPES, WORKBOOK, Format
from shared.values.languages import Tongue
from shared.values.texts import Text
from shared.web.attachments import download
from shared.web.edge import CurrentSettings, CurrentWork, WorkRoute
from shared.web.spooling import CurrentSpool, spool_file
from shared.web.uploads import body_with, id_in_path, upload_route


async def admit(work: Work, request: Request) -> None:
    """Refuse a file before it arrives."""
    await importing.admit_movements(work, importing.AdmitMovements(id_in_path(request, "facility_id")))


router = APIRouter(route_class=WorkRoute, tags=["sdp"])
uploads = APIRouter(route_class=upload_route(admit, spool_file), tags=["sdp"])

DRY_RUN = Query(description="answer in the same way, and change nothing")
MonthText = Annotated[
    str, Path(pattern=r"^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$", examples=["2026-03"], description="YYYY-MM")
]
TableFormat = Annotated[Format, Query(alias="format", description="a workbook or a CSV file")]
TABLE_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "the table",
        "content": {
            media_type.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}}
            for media_type in MEDIA_TYPES.values()
        },
    }
}


class MovementRefusal(BaseModel):
    """A row that was not taken: its number, the type of the problem, and its words. They repeat nothing of the row."""

    entry: int
    code: str
    message: Text

    @classmethod
    def of(cls, refused: RefusedRow) -> "MovementRefusal":
        """The refusal of a row."""
        return cls(entry=refused.entry, code=refused.refusal.code(), message=refused.refusal.sentence)


class MovementsReceipt(BaseModel):
    """How many rows were taken as what, how many enrolments ended and transfers were proposed, and what was refused."""

    dry_run: bool
    arrived: int
    released: int
    transferred: int
    term: int
    unchanged: int
    ended: int
    proposed: int
    refused: list[MovementRefusal]

    @classmethod
    def of(cls, taken: importing.TakenMovements) -> "MovementsReceipt":
        """The receipt of a file."""
        outcomes: tuple[Any, ...] = ("arrived", "released", "transferred", "term", "unchanged")
        counts = {each: taken.outcomes[each] for each in outcomes}
        refused = [MovementRefusal.of(each) for each in taken.refused]
        return cls(dry_run=taken.dry_run, ended=taken.ended, proposed=taken.proposed, refused=refused, **counts)


@uploads.post(
    "/facilities/{facility_id}/sdp-files",
    summary="Kirim berkas harian SDP / send the daily file of SDP",
    openapi_extra=body_with((WORKBOOK, "text/csv")),
)
async def import_movements(
    work: CurrentWork,
    settings: CurrentSettings,
    facility_id: UUID,
    spooled: CurrentSpool,
    *,
    dry_run: Annotated[bool, DRY_RUN] = False,
) -> MovementsReceipt:
    """Take the arrivals and departures of a workbook or CSV file; the same file again changes nothing."""
    command = importing.ImportMovements(facility_id, spooled.file, dry_run, settings)
    return MovementsReceipt.of(await importing.import_movements(work, command))


@router.get(
    "/facilities/{facility_id}/sppn-files/{month}",
    summary="Berkas bulanan SPPN / monthly file for SPPN",
    response_class=Response,
    responses=TABLE_ANSWER,
)
async def open_sppn(
    work: CurrentWork,
    settings: CurrentSettings,
    facility_id: UUID,
    month: MonthText,
    format_: TableFormat = "xlsx",
    *,
    language: Tongue = "id",
) -> Response:
    """The coaching of a month per participant with names, for the facility alone; the reading is recorded."""
    command = exporting.OpenSppn(facility_id, Month.read(month), format_, language, settings)
    content = await exporting.open_sppn(work, command)
    return download(content, f"sppn-{month}.{format_}", MEDIA_TYPES[format_])


routers = (uploads, router)
