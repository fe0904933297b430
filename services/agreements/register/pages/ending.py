"""GET, POST /posisi/{id}/akhir"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.register.commands.positions import EndPosition, end_position
from services.agreements.register.pages.units import unit_names
from services.agreements.register.queries.positions import ShowPosition, show_position
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Ending(BaseModel):
    """The last day on which the position holds, and why it ends."""

    last_day: FormDay
    reason: Paragraph


@router.get("/posisi/{position_id}/akhir")
async def show_ending(work: CurrentWork, screen: CurrentScreen, position_id: UUID) -> Response:
    """The form."""
    position = await show_position(work, ShowPosition(position_id))
    return screen.show("ending.html.j2", position=position, names=await unit_names(work, [position]))


@router.post("/posisi/{position_id}/akhir")
async def end(
    work: CurrentWork,
    screen: CurrentScreen,
    position_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Ending, form_of(Ending)],
) -> Response:
    """Set the last day of a position."""
    await end_position(work, EndPosition(position_id, form.last_day, form.reason, expected_version))
    return screen.go("/posisi")
