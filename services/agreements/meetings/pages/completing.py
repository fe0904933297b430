"""GET, POST /rapat/{id}/tindak-lanjut/{id}"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.meetings.commands.completing import CompleteActionItem, complete_action_item
from services.agreements.meetings.model.parts import ActionItemNotFound
from services.agreements.meetings.queries.meetings import ShowMeeting, show_meeting
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.reported_days import written_reported_day
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class Completion(BaseModel):
    """The day on which the action item was completed."""

    completed_on: FormDay


@router.get("/rapat/{meeting_id}/tindak-lanjut/{action_item_id}")
async def show_action_item(
    work: CurrentWork, screen: CurrentScreen, meeting_id: UUID, action_item_id: UUID
) -> Response:
    """The task with its owner, and the form."""
    meeting = await show_meeting(work, ShowMeeting(meeting_id))
    item = next((each for each in meeting.action_items if each.id == action_item_id), None)
    if item is None:
        raise ActionItemNotFound(id=action_item_id)
    return screen.show("completing.html.j2", meeting=meeting, held=written_reported_day(meeting.held), item=item)


@router.post("/rapat/{meeting_id}/tindak-lanjut/{action_item_id}")
async def complete(
    work: CurrentWork,
    screen: CurrentScreen,
    meeting_id: UUID,
    action_item_id: UUID,
    form: Annotated[Completion, form_of(Completion)],
) -> Response:
    """Record that it is done."""
    await complete_action_item(work, CompleteActionItem(action_item_id, form.completed_on))
    return screen.go(f"/rapat/{meeting_id}")
