"""GET, POST /impor/baru"""

from typing import Annotated, get_args

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from services.agreements.imports.commands.receiving import AdmitFile, ReceiveFile, admit_file, receive_file
from services.agreements.imports.commands.running import RunImport, run_import
from services.agreements.imports.model.imports import Kind
from services.agreements.imports.queries.imports import ListImports, ShowImport, list_imports, show_import
from services.agreements.imports.shipped import columns
from shared.access import Work
from shared.console.forms import form_of
from shared.console.screen import CurrentScreen
from shared.console.uploads import upload_page
from shared.files.names import shown_name
from shared.web.cursors import PageRequest
from shared.web.edge import CurrentWork
from shared.web.spooling import CurrentSpool, spool_file


async def admit(work: Work, _request: Request) -> None:
    """Refuse a file before it arrives."""
    await admit_file(work, AdmitFile())


router = APIRouter(route_class=upload_page(admit, spool_file))


class SentTable(BaseModel):
    """The kind of the rows, and the name that the file has on the computer of the sender."""

    kind: Kind
    file: str = Field(max_length=5_000)


@router.get("/impor/baru")
async def show_sending(work: CurrentWork, screen: CurrentScreen, request: Request) -> Response:
    """The form, with the titles of the columns of each kind."""
    # Only those who may import see the form.
    await list_imports(work, ListImports(None, PageRequest(after=None, limit=1)))
    megabytes = request.app.state.edge.settings.files_max_megabytes
    return screen.show("sending.html.j2", kinds=get_args(Kind), columns=columns(), megabytes=megabytes)


@router.post("/impor/baru")
async def send(
    work: CurrentWork,
    screen: CurrentScreen,
    form: Annotated[SentTable, form_of(SentTable)],
    spooled: CurrentSpool,
) -> Response:
    """Receive the table and check its rows; one that was sent before is shown as it is."""
    import_id = await receive_file(work, ReceiveFile(form.kind, shown_name(form.file), spooled.file))
    received = await show_import(work, ShowImport(import_id))
    if received.running is None and "unchecked" in received.rows:
        await run_import(work, RunImport(import_id, "check"))
    # Nothing has changed yet, so the page does not report a change.
    return screen.go(f"/impor/{import_id}", saved=False)
