"""GET, POST /impor/{id}/penerimaan"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.imports.commands.running import RunImport, run_import
from services.agreements.imports.queries.imports import ShowImport, show_import
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/impor/{import_id}/penerimaan")
async def show_accepting(work: CurrentWork, screen: CurrentScreen, import_id: UUID) -> Response:
    """The number of rows by their outcome, before they are accepted."""
    return screen.show("accepting.html.j2", received=await show_import(work, ShowImport(import_id)))


@router.post("/impor/{import_id}/penerimaan")
async def accept(work: CurrentWork, screen: CurrentScreen, import_id: UUID) -> Response:
    """Put every row that was not refused on record."""
    await run_import(work, RunImport(import_id, "accept"))
    return screen.go(f"/impor/{import_id}")
