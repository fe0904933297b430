"""GET /rapat"""

from typing import get_args
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.meetings.queries.meetings import ListMeetings, list_meetings, may_record_meeting
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import MeetingKind
from shared.values.reported_days import written_reported_day
from shared.web.cursors import ScreenParameters
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


@router.get("/rapat")
async def show_list(
    work: CurrentWork,
    screen: CurrentScreen,
    page: ScreenParameters,
    *,
    jenis: MeetingKind | None = None,
    perjanjian: UUID | None = None,
) -> Response:
    """The meetings that the reader may read, the latest first; of one agreement, if it is named."""
    found = await list_meetings(work, ListMeetings(perjanjian, None, jenis, page))
    return screen.show(
        "listing.html.j2",
        found=found,
        held={meeting.id: written_reported_day(meeting.held) for meeting in found.items},
        kinds=get_args(MeetingKind),
        may_record=may_record_meeting(work),
        chosen={"jenis": jenis, "perjanjian": perjanjian},
    )
