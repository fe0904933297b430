"""GET, POST /seremoni/{id}/undangan
GET, POST /seremoni/{id}/pembukaan
GET, POST /seremoni/{id}/pembatalan
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.ceremonies.commands.inviting import InviteToCeremony, invite_to_ceremony
from services.agreements.ceremonies.commands.preparing import (
    CallOffCeremony,
    OpenCeremony,
    call_off_ceremony,
    open_ceremony,
)
from services.agreements.ceremonies.queries.showing import ShowCeremony, show_ceremony
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class CallingOff(BaseModel):
    """Why the ceremony will not take place."""

    reason: Paragraph


@router.get("/seremoni/{ceremony_id}/undangan")
async def show_inviting(work: CurrentWork, screen: CurrentScreen, ceremony_id: UUID) -> Response:
    """Who is invited, and the button that invites."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    return screen.show("starting.html.j2", ceremony=ceremony, step="invite")


@router.post("/seremoni/{ceremony_id}/undangan")
async def invite(
    work: CurrentWork, screen: CurrentScreen, ceremony_id: UUID, expected_version: ExpectedVersion
) -> Response:
    """Invite the units."""
    await invite_to_ceremony(work, InviteToCeremony(ceremony_id, expected_version))
    return screen.go(f"/seremoni/{ceremony_id}")


@router.get("/seremoni/{ceremony_id}/pembukaan")
async def show_opening(work: CurrentWork, screen: CurrentScreen, ceremony_id: UUID) -> Response:
    """A summary of the preparation, and the button that opens the desks."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    return screen.show("starting.html.j2", ceremony=ceremony, step="open")


@router.post("/seremoni/{ceremony_id}/pembukaan")
async def start(
    work: CurrentWork, screen: CurrentScreen, ceremony_id: UUID, expected_version: ExpectedVersion
) -> Response:
    """Open the desks."""
    await open_ceremony(work, OpenCeremony(ceremony_id, expected_version))
    return screen.go(f"/seremoni/{ceremony_id}/tanda-tangan")


@router.get("/seremoni/{ceremony_id}/pembatalan")
async def show_calling_off(work: CurrentWork, screen: CurrentScreen, ceremony_id: UUID) -> Response:
    """The form to call the ceremony off."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    return screen.show("starting.html.j2", ceremony=ceremony, step="call_off")


@router.post("/seremoni/{ceremony_id}/pembatalan")
async def call_off(
    work: CurrentWork,
    screen: CurrentScreen,
    ceremony_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[CallingOff, form_of(CallingOff)],
) -> Response:
    """Call it off."""
    await call_off_ceremony(work, CallOffCeremony(ceremony_id, expected_version, form.reason))
    return screen.go(f"/seremoni/{ceremony_id}")
