"""GET, POST /impor/{id}/penarikan"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.imports.commands.running import RunImport, run_import
from services.agreements.imports.queries.imports import ShowImport, show_import
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class Withdrawal(BaseModel):
    """Why the whole table is taken back."""

    reason: Paragraph


@router.get("/impor/{import_id}/penarikan")
async def show_withdrawing(work: CurrentWork, screen: CurrentScreen, import_id: UUID) -> Response:
    """The form."""
    return screen.show("withdrawing.html.j2", received=await show_import(work, ShowImport(import_id)))


@router.post("/impor/{import_id}/penarikan")
async def withdraw(
    work: CurrentWork,
    screen: CurrentScreen,
    import_id: UUID,
    form: Annotated[Withdrawal, form_of(Withdrawal)],
) -> Response:
    """Take back every record that the import has made."""
    await run_import(work, RunImport(import_id, "withdraw", form.reason))
    return screen.go(f"/impor/{import_id}")
