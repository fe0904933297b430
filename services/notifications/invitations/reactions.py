"""MeetingCalled, CeremonyScheduled: invite the units. MeetingCalledOff, MeetingHeld and those of ceremonies: end it."""

from services.notifications.invitations.commands import EndInvitation, ProjectCall, end_invitation, project_call
from services.notifications.invitations.model.invitations import Invitation, InvitedUnit
from shared.access import Work
from shared.contracts.ceremonies import CeremonyCalledOff, CeremonyHeld, CeremonyScheduled
from shared.contracts.meetings import MeetingCalled, MeetingCalledOff, MeetingHeld
from shared.contracts.parts import UnitRef
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def invite(work: Work, event: MeetingCalled, _envelope: Envelope) -> None:
    """Invite the units of a called meeting, or tell them another day."""
    call = Invitation(
        event.meeting_id,
        event.version,
        "open",
        "meeting",
        event.kinds,
        None,
        event.planned_on,
        event.begins_at,
        event.zone,
        event.called_by.id,
        _units(event.units),
    )
    await project_call(work, ProjectCall(call))


async def invite_to_ceremony(work: Work, event: CeremonyScheduled, _envelope: Envelope) -> None:
    """Invite the units of a ceremony, or tell them another day."""
    call = Invitation(
        event.ceremony_id,
        event.version,
        "open",
        "ceremony",
        (),
        event.title,
        event.planned_on,
        event.begins_at,
        event.zone,
        event.keeper.id,
        _units(event.units),
    )
    await project_call(work, ProjectCall(call))


def _units(units: tuple[UnitRef, ...]) -> tuple[InvitedUnit, ...]:
    return tuple(InvitedUnit(unit.id, unit.kind, unit.name, unit.region) for unit in units)


async def call_off(work: Work, event: MeetingCalledOff, _envelope: Envelope) -> None:
    """End the invitation to a meeting that is not held."""
    await end_invitation(work, EndInvitation(event.meeting_id, "called_off", event.version))


async def call_ceremony_off(work: Work, event: CeremonyCalledOff, _envelope: Envelope) -> None:
    """End the invitation to a ceremony that does not take place."""
    await end_invitation(work, EndInvitation(event.ceremony_id, "called_off", event.version))


async def note_held(work: Work, event: MeetingHeld, _envelope: Envelope) -> None:
    """End the invitation to a meeting that was held."""
    await end_invitation(work, EndInvitation(event.meeting_id, "held", event.version))


async def note_ceremony_held(work: Work, event: CeremonyHeld, _envelope: Envelope) -> None:
    """End the invitation to a ceremony that was held."""
    await end_invitation(work, EndInvitation(event.ceremony_id, "held", event.version))


REACTIONS: Reactions = (
    (MeetingCalled, invite),
    (MeetingCalledOff, call_off),
    (MeetingHeld, note_held),
    (CeremonyScheduled, invite_to_ceremony),
    (CeremonyCalledOff, call_ceremony_off),
    (CeremonyHeld, note_ceremony_held),
)
