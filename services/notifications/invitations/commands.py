"""Invitations follow the calls of meetings and the plans of ceremonies, and each invited unit answers."""

from dataclasses import dataclass
from uuid import UUID

from services.notifications.inbox.reactions import announce
from services.notifications.invitations.access import scope_to_change
from services.notifications.invitations.model.invitations import (
    ANSWERERS,
    Invitation,
    InvitationNotFound,
    InvitationState,
    InvitedUnit,
)
from services.notifications.invitations.store import lock_invitation, save_answer, save_invitation
from shared.access import Work, nationwide, use_case
from shared.contracts.invitations import InvitationAnswered
from shared.contracts.parts import UnitRef
from shared.values.cooperation import InvitationAnswer
from shared.values.terms import Zone


@dataclass(frozen=True, slots=True)
class ProjectCall:
    """A meeting as it is called."""

    call: Invitation


@use_case(scope=nationwide)
async def project_call(work: Work, command: ProjectCall) -> None:
    """Invite the units of a call; an older call than the known one changes nothing. System only."""
    call = command.call
    try:
        before = await lock_invitation(work.connection, call.invitation_id)
    except InvitationNotFound:
        await save_invitation(work.connection, call)
        return
    if before.sequence < call.sequence:
        await save_invitation(work.connection, before.again(call))


@dataclass(frozen=True, slots=True)
class EndInvitation:
    """A meeting that was held or called off."""

    invitation_id: UUID
    state: InvitationState
    sequence: int


@use_case(scope=nationwide)
async def end_invitation(work: Work, command: EndInvitation) -> None:
    """End the invitation, if there is one: most meetings are recorded without a call. System only."""
    try:
        before = await lock_invitation(work.connection, command.invitation_id)
    except InvitationNotFound:
        return
    if before.sequence < command.sequence:
        await save_invitation(work.connection, before.ended(command.state, command.sequence))


@dataclass(frozen=True, slots=True)
class AnswerInvitation:
    """The answer of an invited unit; `deputy` is an office."""

    invitation_id: UUID
    unit_id: UUID
    answer: InvitationAnswer
    deputy: str | None = None


@use_case(*ANSWERERS, scope=scope_to_change)
async def answer_invitation(work: Work, command: AnswerInvitation) -> Invitation:
    """Record the answer of a unit; the last one counts."""
    return await save_answer_of(work, command)


async def save_answer_of(work: Work, command: AnswerInvitation) -> Invitation:
    """Save the answer of a unit for which the caller has checked that the actor may answer."""
    before = await lock_invitation(work.connection, command.invitation_id)
    answered = before.answered(command.unit_id, command.answer, command.deputy, by=work.actor.account, at=work.now)
    unit = answered.unit(command.unit_id)
    await save_answer(work.connection, answered, unit)
    await _announce(work, answered, unit)
    return answered


async def _announce(work: Work, invitation: Invitation, unit: InvitedUnit) -> None:
    """Emit the answer, and notify the desk of the unit that invites."""
    host, counts = invitation.caller, invitation.counts
    event = InvitationAnswered(
        invitation_id=invitation.invitation_id,
        version=invitation.version,
        about=invitation.about,
        host=_unit_ref(host, invitation.zone),
        unit=_unit_ref(unit, invitation.zone),
        answer=unit.answer,
        coming=counts.get("comes", 0),
        deputies=counts.get("deputy", 0),
        not_coming=counts.get("declines", 0),
        not_answered=counts.get(None, 0),
    )
    await announce(work, event)


def _unit_ref(unit: InvitedUnit, zone: Zone) -> UnitRef:
    # The zone of a meeting is that of the unit that has called it; an invitation knows no other.
    own = None if unit.kind == "partner" else zone
    return UnitRef(id=unit.unit_id, kind=unit.kind, name=unit.name, region=unit.region, zone=own)
