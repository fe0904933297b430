"""GET, POST /impor/baru"""

import io
from typing import Annotated, get_args

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.imports.commands.receiving import ReceiveFile, receive_file
from services.agreements.imports.commands.running import RunImport, run_import
from services.agreements.imports.model.imports import Kind
from services.agreements.imports.queries.imports import ListImports, ShowImport, list_imports, show_import
from services.agreements.imports.shipped import columns
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.console.small_files import SmallFile, file_of
from shared.web.cursors import PageRequest
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class SentTable(BaseModel):
    """The kind of the rows; the file is a field of its own."""

    kind: Kind


@router.get("/impor/baru")
async def show_sending(work: CurrentWork, screen: CurrentScreen) -> Response:
    """The form, with the titles of the columns of each kind."""
    # Only those who may import see the form.
    await list_imports(work, ListImports(None, PageRequest(after=None, limit=1)))
    return screen.show("sending.html.j2", kinds=get_args(Kind), columns=columns())


@router.post("/impor/baru")
async def send(
    work: CurrentWork,
    screen: CurrentScreen,
    form: Annotated[SentTable, form_of(SentTable)],
    file: Annotated[SmallFile, file_of("table_file")],
) -> Response:
    """Receive the table and check its rows; one that was sent before is shown as it is."""
    import_id = await receive_file(work, ReceiveFile(form.kind, file.name, io.BytesIO(file.content)))
    received = await show_import(work, ShowImport(import_id))
    if received.running is None and "unchecked" in received.rows:
        await run_import(work, RunImport(import_id, "check"))
    return screen.go(f"/impor/{import_id}")
