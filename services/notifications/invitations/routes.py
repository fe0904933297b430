"""Routes of invitations.

GET /invitations/{invitation_id}
GET /invitations/{invitation_id}/calendar
POST /invitations/{invitation_id}/answers
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from services.notifications.invitations.commands import AnswerInvitation, answer_invitation
from services.notifications.invitations.model.invitations import Invitation, InvitationState, InvitationSubject
from services.notifications.invitations.queries import ShowCalendar, ShowInvitation, show_calendar, show_invitation
from shared.values.cooperation import InvitationAnswer, MeetingKind
from shared.values.inputs import ShortText
from shared.values.terms import ClockTime, Zone
from shared.web.attachments import download
from shared.web.edge import CurrentSettings, CurrentWork, WorkRoute
from shared.web.responses import Versioned

FILE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The file", "content": {"text/calendar": {"schema": {"type": "string", "format": "binary"}}}}
}
router = APIRouter(prefix="/invitations", route_class=WorkRoute, tags=["invitations"])


class NewAnswer(BaseModel):
    """The answer of an invited unit; `deputy` names the office of the one who comes instead of its head."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "unit_id": "019a2f00-0000-7000-8000-00000000c0de",
                    "answer": "deputy",
                    "deputy": "Sekretaris Dinas",
                }
            ]
        },
    )

    unit_id: UUID
    answer: InvitationAnswer
    deputy: ShortText | None = None


class UnitAnswer(BaseModel):
    """An invited unit and its answer; null: it has not answered."""

    unit_id: UUID
    kind: str
    name: str
    answer: InvitationAnswer | None
    deputy: str | None
    answered_at: datetime | None


class InvitationView(BaseModel):
    """An invitation to a meeting or a ceremony, with the answers by unit and their numbers."""

    invitation_id: UUID
    state: InvitationState
    about: InvitationSubject
    kinds: list[MeetingKind]
    title: str | None
    planned_on: date
    begins_at: ClockTime | None
    zone: Zone
    called_by: str
    coming: int
    not_coming: int
    deputies: int
    not_answered: int
    units: list[UnitAnswer]

    @classmethod
    def of(cls, invitation: Invitation) -> "InvitationView":
        """The view of an invitation."""
        counts = invitation.counts
        own = ("invitation_id", "state", "about", "title", "planned_on", "begins_at", "zone")
        return cls(
            **{name: getattr(invitation, name) for name in own},
            kinds=list(invitation.kinds),
            called_by=invitation.caller.name,
            coming=counts.get("comes", 0),
            not_coming=counts.get("declines", 0),
            deputies=counts.get("deputy", 0),
            not_answered=counts.get(None, 0),
            units=[
                UnitAnswer(**{name: getattr(each, name) for name in UnitAnswer.model_fields})
                for each in invitation.invited
            ],
        )


@router.get("/{invitation_id}", summary="Undangan rapat atau acara / invitation to a meeting or a ceremony")
async def show(work: CurrentWork, invitation_id: UUID) -> Versioned[InvitationView]:
    """Show who of the invited units comes, by offices and counts."""
    shown = await show_invitation(work, ShowInvitation(invitation_id))
    return Versioned(InvitationView.of(shown.invitation), shown.invitation.version)


@router.get(
    "/{invitation_id}/calendar", summary="Berkas kalender / calendar file", response_class=Response, responses=FILE
)
async def show_file(work: CurrentWork, settings: CurrentSettings, invitation_id: UUID) -> Response:
    """The meeting as a file that a calendar reads (RFC 5545)."""
    query = ShowCalendar(invitation_id, settings.public_origin, settings.mail_from)
    calendar = await show_calendar(work, query)
    return download(calendar.content, "rapat.ics", calendar.media_type)


@router.post("/{invitation_id}/answers", summary="Jawab undangan / answer an invitation")
async def answer(work: CurrentWork, invitation_id: UUID, body: NewAnswer) -> Versioned[InvitationView]:
    """Answer for an invited unit: it comes, does not come, or sends a deputy. The last answer counts."""
    command = AnswerInvitation(invitation_id, body.unit_id, body.answer, body.deputy)
    invitation = await answer_invitation(work, command)
    return Versioned(InvitationView.of(invitation), invitation.version)
