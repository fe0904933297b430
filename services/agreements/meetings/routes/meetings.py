"""POST /meetings
GET /meetings
GET /meetings/{id}
GET /action-items
POST /action-items/{id}/completions
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.agreements.agreement.model.parts import Caution
from services.agreements.meetings.commands.completing import CompleteActionItem, complete_action_item
from services.agreements.meetings.commands.recording import record_meeting
from services.agreements.meetings.model.meeting import Meeting
from services.agreements.meetings.queries import meetings as queries
from services.agreements.meetings.queries.meetings import ActionItemState, ActionItemSummary, MeetingSummary
from services.agreements.meetings.routes.bodies import NewMeeting
from services.agreements.meetings.routes.parts import Strict
from shared.values.cooperation import MeetingKind
from shared.values.terms import Day
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["meetings"])


class Completion(Strict):
    """The day on which the action item was completed."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"completed_on": "2026-02-09"}]})

    completed_on: Day


class RecordedMeeting(BaseModel):
    """The meeting's id, and cautions about it."""

    id: UUID
    cautions: tuple[Caution, ...]


class CompletedActionItem(BaseModel):
    """The action item, its meeting, and the day on which it was completed."""

    id: UUID
    meeting_id: UUID
    completed_on: Day


@router.post("/meetings", summary="Catat rapat / record a meeting")
async def record(work: CurrentWork, body: NewMeeting) -> Created[RecordedMeeting]:
    """Record a meeting that was held; the answer has a caution if the weekday contradicts the date."""
    command = body.command()
    cautions = await record_meeting(work, command)
    recorded = RecordedMeeting(id=command.meeting.id, cautions=cautions)
    return Created(recorded, command.meeting.version, f"/meetings/{recorded.id}")


@router.get("/meetings", summary="Daftar rapat / list meetings")
async def list_meetings(
    work: CurrentWork,
    page: PageParameters,
    *,
    about: UUID | None = None,
    unit: UUID | None = None,
    kind: MeetingKind | None = None,
) -> Page[MeetingSummary]:
    """One page of the meetings that the reader may read, the latest first; an uncertain day counts as its latest."""
    return await queries.list_meetings(work, queries.ListMeetings(about, unit, kind, page))


@router.get("/meetings/{meeting_id}", summary="Satu rapat / show a meeting")
async def show_meeting(work: CurrentWork, meeting_id: UUID) -> Versioned[Meeting]:
    """One meeting with attendance, decisions, action items and practices that no agreement covers."""
    meeting = await queries.show_meeting(work, queries.ShowMeeting(meeting_id))
    return Versioned(meeting, meeting.version)


@router.get("/action-items", summary="Daftar tindak lanjut / list action items")
async def list_action_items(
    work: CurrentWork,
    page: PageParameters,
    *,
    owner: UUID | None = None,
    state: ActionItemState | None = None,
) -> Page[ActionItemSummary]:
    """One page of the action items of meetings that the reader may read: the first due first, without a day last."""
    return await queries.list_action_items(work, queries.ListActionItems(owner, state, page))


# Without If-Match: the item is either open or completed, and a second completion is refused.
@router.post("/action-items/{action_item_id}/completions", summary="Selesaikan tindak lanjut / complete an action item")
async def complete(work: CurrentWork, action_item_id: UUID, body: Completion) -> Versioned[CompletedActionItem]:
    """Record that an action item is done: by the keepers of the meeting, or by the unit that owns the item."""
    completion = await complete_action_item(work, CompleteActionItem(action_item_id, body.completed_on))
    completed = CompletedActionItem(id=action_item_id, meeting_id=completion.meeting_id, completed_on=body.completed_on)
    return Versioned(completed, completion.version)
