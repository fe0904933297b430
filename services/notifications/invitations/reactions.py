"""MeetingCalled: invite its units. MeetingCalledOff, MeetingHeld: end the invitation."""

from services.notifications.invitations.commands import EndInvitation, ProjectCall, end_invitation, project_call
from services.notifications.invitations.model.invitations import Invitation, InvitedUnit
from shared.access import Work
from shared.contracts.meetings import MeetingCalled, MeetingCalledOff, MeetingHeld
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def invite(work: Work, event: MeetingCalled, _envelope: Envelope) -> None:
    """Invite the units of a called meeting, or tell them another day."""
    units = tuple(InvitedUnit(unit.id, unit.kind, unit.name, unit.region) for unit in event.units)
    call = Invitation(
        event.meeting_id,
        event.version,
        "open",
        event.kinds,
        event.planned_on,
        event.begins_at,
        event.zone,
        event.called_by.id,
        units,
    )
    await project_call(work, ProjectCall(call))


async def call_off(work: Work, event: MeetingCalledOff, _envelope: Envelope) -> None:
    """End the invitation to a meeting that is not held."""
    await end_invitation(work, EndInvitation(event.meeting_id, "called_off", event.version))


async def note_held(work: Work, event: MeetingHeld, _envelope: Envelope) -> None:
    """End the invitation to a meeting that was held."""
    await end_invitation(work, EndInvitation(event.meeting_id, "held", event.version))


REACTIONS: Reactions = ((MeetingCalled, invite), (MeetingCalledOff, call_off), (MeetingHeld, note_held))
