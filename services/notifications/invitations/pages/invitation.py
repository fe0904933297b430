"""GET, POST /undangan/{invitation_id}
GET /undangan/{invitation_id}/kalender
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.notifications.invitations.commands import AnswerInvitation, answer_invitation
from services.notifications.invitations.queries import ShowCalendar, ShowInvitation, show_calendar, show_invitation
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import InvitationAnswer
from shared.values.inputs import ShortText
from shared.web.attachments import download
from shared.web.edge import CurrentSettings, CurrentWork

router = APIRouter(route_class=PageRoute)


class AnswerForm(BaseModel):
    """The answer for one of the own units."""

    unit: UUID
    answer: InvitationAnswer
    deputy: ShortText | None = None


@router.get("/undangan/{invitation_id}")
async def show(work: CurrentWork, screen: CurrentScreen, invitation_id: UUID) -> Response:
    """The invitation, the answers, and the form for the own units."""
    shown = await show_invitation(work, ShowInvitation(invitation_id))
    return screen.show("invitation.html.j2", invitation=shown.invitation, own=shown.own, is_host=shown.is_host)


@router.post("/undangan/{invitation_id}")
async def answer(
    work: CurrentWork, screen: CurrentScreen, invitation_id: UUID, form: Annotated[AnswerForm, form_of(AnswerForm)]
) -> Response:
    """Answer for a unit."""
    await answer_invitation(work, AnswerInvitation(invitation_id, form.unit, form.answer, form.deputy))
    return screen.go(f"/undangan/{invitation_id}")


@router.get("/undangan/{invitation_id}/kalender")
async def show_file(work: CurrentWork, settings: CurrentSettings, invitation_id: UUID) -> Response:
    """The meeting as a file for a calendar."""
    query = ShowCalendar(invitation_id, settings.public_origin, settings.mail_from)
    calendar = await show_calendar(work, query)
    return download(calendar.content, "rapat.ics", calendar.media_type)
