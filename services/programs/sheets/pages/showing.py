"""GET /lembar/{id}
GET /lembar/{id}/cetak
GET, POST /lembar/{id}/pencatatan
GET, POST /lembar/{id}/pembuangan
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.participants.model import NamesUnavailable
from services.programs.program.queries.showing import ShowProgram, show_program
from services.programs.sheets.commands.naming import OpenSheetNames, open_sheet_names
from services.programs.sheets.commands.opening import DiscardSheet, discard_sheet
from services.programs.sheets.commands.recording import RecordSheet, record_sheet
from services.programs.sheets.queries import ShowSheet, show_sheet
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen, Screen
from shared.web.edge import CurrentSettings, CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class SheetRecording(BaseModel):
    """Whether those without a mark were absent without information."""

    rest_unexcused: bool = False


@router.get("/lembar/{sheet_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, sheet_id: UUID) -> Response:
    """The participants with their marks, and the next steps."""
    return await _show(work, screen, sheet_id, "showing.html.j2")


@router.get("/lembar/{sheet_id}/cetak")
async def show_printed(work: CurrentWork, screen: CurrentScreen, settings: CurrentSettings, sheet_id: UUID) -> Response:
    """The list to print, with room for a mark: the names that the facility has given, or room to write them."""
    try:
        named = await open_sheet_names(work, OpenSheetNames(sheet_id, settings))
    except NamesUnavailable:
        # The sheet has room to write them by hand.
        named = []
    return await _show(work, screen, sheet_id, "printed.html.j2", names={each.code: each.name for each in named})


@router.get("/lembar/{sheet_id}/pencatatan")
async def show_recording(work: CurrentWork, screen: CurrentScreen, sheet_id: UUID) -> Response:
    """The sheet, and the question about participants without a mark."""
    return await _show(work, screen, sheet_id, "recording.html.j2")


@router.post("/lembar/{sheet_id}/pencatatan")
async def record(
    work: CurrentWork,
    screen: CurrentScreen,
    sheet_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[SheetRecording, form_of(SheetRecording)],
) -> Response:
    """Record the session."""
    recorded = await record_sheet(work, RecordSheet(sheet_id, expected_version, form.rest_unexcused))
    return screen.after(f"/pertemuan/{recorded.session.id}", recorded.doubles)


@router.get("/lembar/{sheet_id}/pembuangan")
async def show_discarding(work: CurrentWork, screen: CurrentScreen, sheet_id: UUID) -> Response:
    """The question whether the sheet is not needed."""
    return await _show(work, screen, sheet_id, "discarding.html.j2")


@router.post("/lembar/{sheet_id}/pembuangan")
async def discard(
    work: CurrentWork, screen: CurrentScreen, sheet_id: UUID, expected_version: ExpectedVersion
) -> Response:
    """Discard the sheet."""
    await discard_sheet(work, DiscardSheet(sheet_id, expected_version))
    sheet = await show_sheet(work, ShowSheet(sheet_id))
    return screen.go(f"/kohort/{sheet.cohort_id}")


async def _show(work: Work, screen: Screen, sheet_id: UUID, template: str, **more: Any) -> Response:
    sheet = await show_sheet(work, ShowSheet(sheet_id))
    program = await show_program(work, ShowProgram(sheet.program_id))
    missing = [line.code for line in sheet.lines if line.mark is None]
    return screen.show(template, sheet=sheet, program=program, missing=missing, **more)
