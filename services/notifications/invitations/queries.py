"""An invitation with its answers, for those who are invited and the caller."""

from dataclasses import dataclass
from uuid import UUID

from services.notifications.invitations.access import READERS, scope_to_read
from services.notifications.invitations.gateway import CalendarFile, calendar_file, page_of
from services.notifications.invitations.model.invitations import (
    ANSWERERS,
    Invitation,
    InvitationNotFound,
    InvitedUnit,
)
from shared.access import Work, use_case


@dataclass(frozen=True, slots=True)
class ShowInvitation:
    """The invitation to a meeting."""

    invitation_id: UUID


@dataclass(frozen=True, slots=True)
class ShownInvitation:
    """An invitation, the units for which the actor may answer, and whether the actor is of the unit that invites."""

    invitation: Invitation
    own: list[InvitedUnit]
    is_host: bool


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_invitation(work: Work, query: ShowInvitation) -> ShownInvitation:
    """The invitation with the answers by unit and office."""
    invitation = await _invitation(work, query.invitation_id)
    own = [each for each in invitation.invited if work.actor.may(ANSWERERS, each.scope)]
    is_host = work.actor.may(ANSWERERS, invitation.caller.scope)
    return ShownInvitation(invitation, own if invitation.is_open(work.now) else [], is_host)


@dataclass(frozen=True, slots=True)
class ShowCalendar:
    """The meeting as a file for a calendar; `origin` is Sinergi's address, `sender` that of its mail."""

    invitation_id: UUID
    origin: str
    sender: str


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_calendar(work: Work, query: ShowCalendar) -> CalendarFile:
    """The invitation as a file that a calendar reads."""
    invitation = await _invitation(work, query.invitation_id)
    return calendar_file(invitation, page_of(query.invitation_id, query.origin), sender=query.sender, now=work.now)


async def _invitation(work: Work, invitation_id: UUID) -> Invitation:
    row = await work.connection.fetchrow("SELECT * FROM invitation WHERE invitation_id = $1", invitation_id)
    if row is None:
        raise InvitationNotFound(invitation_id=invitation_id)
    units = await work.connection.fetch("SELECT * FROM invited_unit WHERE invitation_id = $1", invitation_id)
    return Invitation.of(row, units)
