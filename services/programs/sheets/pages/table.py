"""GET, POST /lembar/{id}/tabel
GET /lembar/{id}/unduhan
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from services.programs.sheets.commands.entering import AdmitTable, EnterTable, admit_table, enter_table
from services.programs.sheets.queries import ShowSheet, ShowTable, show_sheet, show_table
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.console.uploads import upload_page
from shared.tables.formats import MEDIA_TYPES, Format
from shared.web.attachments import download
from shared.web.edge import CurrentWork
from shared.web.spooling import CurrentSpool, spool_file
from shared.web.uploads import id_in_path


async def admit(work: Work, request: Request) -> None:
    """Refuse a table before it arrives."""
    await admit_table(work, AdmitTable(id_in_path(request, "sheet_id")))


router = APIRouter(route_class=PageRoute)
uploads = APIRouter(route_class=upload_page(admit, spool_file))


class SentTable(BaseModel):
    """The name that the file has on the computer of the sender; it is not kept."""

    file: str = Field(max_length=5_000)


@router.get("/lembar/{sheet_id}/unduhan")
async def show_file(
    work: CurrentWork,
    screen: CurrentScreen,
    sheet_id: UUID,
    *,
    bentuk: Annotated[Format, Query()] = "xlsx",
) -> Response:
    """The sheet as a workbook or CSV file, in the language of the reader."""
    content = await show_table(work, ShowTable(sheet_id, bentuk, screen.tongue))
    return download(content, f"kehadiran.{bentuk}", MEDIA_TYPES[bentuk])


@uploads.get("/lembar/{sheet_id}/tabel")
async def show_sending(work: CurrentWork, screen: CurrentScreen, request: Request, sheet_id: UUID) -> Response:
    """The form with the file, and the columns that are read."""
    sheet = await show_sheet(work, ShowSheet(sheet_id))
    megabytes = request.app.state.edge.settings.files_max_megabytes
    return screen.show("sending.html.j2", sheet=sheet, megabytes=megabytes)


@uploads.post("/lembar/{sheet_id}/tabel")
async def enter(
    work: CurrentWork,
    screen: CurrentScreen,
    sheet_id: UUID,
    _form: Annotated[SentTable, form_of(SentTable)],
    spooled: CurrentSpool,
) -> Response:
    """Enter the rows; those that were refused are named, and the others are kept."""
    entered = await enter_table(work, EnterTable(sheet_id, spooled.file))
    if not entered.refused:
        return screen.go(f"/lembar/{sheet_id}")
    sheet = await show_sheet(work, ShowSheet(sheet_id))
    return screen.show("entered.html.j2", sheet=sheet, entered=entered)
