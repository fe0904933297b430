"""Calling a meeting, moving it, and calling it off."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from services.agreements.agreement.commands.announcing import unit_ref
from services.agreements.meetings.access import KEEPERS, READERS, concerned, scope_to_call, scope_to_change_call
from services.agreements.meetings.model.calls import (
    CallNotFound,
    CallUnknown,
    Invited,
    MeetingCall,
    check_call,
    require_to_come,
)
from services.agreements.meetings.model.meeting import agreements_among
from services.agreements.meetings.model.parts import Subject
from services.agreements.meetings.store.calls import insert_call, load_call_units, lock_call, save_call
from services.agreements.register.model.units import Unit
from services.agreements.register.store.units import load_units
from shared.access import Work, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.meetings import MeetingAbout, MeetingCalled, MeetingCalledOff
from shared.contracts.parts import UnitRef
from shared.values.cooperation import MeetingKind, Visibility
from shared.values.terms import day_in
from shared.values.texts import Text
from shared.web.preconditions import require_version

_MOVE = Text("Memindahkan rapat", "Moving a meeting")
_CALL_OFF = Text("Membatalkan rapat", "Calling a meeting off")
_RECORD = Text("Mencatat rapat", "Recording a meeting")


@dataclass(frozen=True, slots=True)
class CallPlan:
    """When and where a meeting is to be held, and its agenda."""

    planned_on: date
    begins_at: time | None
    venue: str
    agenda: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallMeeting:
    """A meeting of these kinds, called by one of our units, and the units that it invites."""

    meeting_id: UUID
    called_by: UUID
    kinds: tuple[MeetingKind, ...]
    invited: frozenset[UUID]
    plan: CallPlan
    about: tuple[Subject, ...] = ()
    visibility: Visibility = "joint"


@dataclass(frozen=True, slots=True)
class MoveMeeting:
    """Another plan of a called meeting."""

    meeting_id: UUID
    expected_version: int
    plan: CallPlan


@dataclass(frozen=True, slots=True)
class CallMeetingOff:
    """A called meeting that is not held, and why."""

    meeting_id: UUID
    expected_version: int
    reason: str


@use_case(*KEEPERS, scope=scope_to_call)
async def call_meeting(work: Work, command: CallMeeting) -> MeetingCall:
    """Call a meeting. Raises `RecorderNotOurs`, `PartnerInInternalMeeting` or `CalledForThePast`."""
    for agreement_id in agreements_among(command.about):
        # The call reaches each unit that is invited, with what the meeting is about.
        work.actor.permit(READERS, await concerned(work, agreement_id))
    units = await load_units(work.connection, command.invited | {command.called_by})
    caller = units[command.called_by]
    invited = {units[id_].id: units[id_] for id_ in command.invited if units[id_].id != caller.id}
    check_call(caller, invited.values(), command.visibility)
    zone = caller.zone or CAPITAL_ZONE
    today = day_in(zone, work.now)
    require_to_come(command.plan.planned_on, today)
    call = MeetingCall(
        id=command.meeting_id,
        kinds=command.kinds,
        visibility=command.visibility,
        called_by=_invited(caller),
        zone=zone,
        planned_on=command.plan.planned_on,
        begins_at=command.plan.begins_at,
        venue=command.plan.venue,
        agenda=command.plan.agenda,
        about=command.about,
        invited=tuple(_invited(unit) for unit in invited.values()),
    )
    await insert_call(work.connection, call, today)
    _announce(work, call, (caller, *invited.values()), None)
    return call


@use_case(*KEEPERS, scope=scope_to_change_call)
async def move_meeting(work: Work, command: MoveMeeting) -> MeetingCall:
    """Give a called meeting another plan. Raises `WrongState` or `CalledForThePast`."""
    call = await lock_call(work.connection, command.meeting_id)
    require_version(call.version, command.expected_version)
    call.require_open(_MOVE)
    plan = command.plan
    require_to_come(plan.planned_on, day_in(call.zone, work.now))
    changes = {"planned_on": plan.planned_on, "begins_at": plan.begins_at, "venue": plan.venue, "agenda": plan.agenda}
    moved = call.model_copy(update=changes | {"version": call.version + 1})
    await save_call(work.connection, moved)
    _announce(work, moved, await load_call_units(work.connection, call.id), call.planned_on)
    return moved


@use_case(*KEEPERS, scope=scope_to_change_call)
async def call_meeting_off(work: Work, command: CallMeetingOff) -> MeetingCall:
    """Call a meeting off. Raises `WrongState`."""
    call = await lock_call(work.connection, command.meeting_id)
    require_version(call.version, command.expected_version)
    call.require_open(_CALL_OFF)
    changes = {"state": "called_off", "reason": command.reason, "version": call.version + 1}
    over = call.model_copy(update=changes)
    await save_call(work.connection, over)
    units = await load_call_units(work.connection, call.id)
    work.emit(
        MeetingCalledOff(
            meeting_id=call.id,
            version=over.version,
            kinds=call.kinds,
            planned_on=call.planned_on,
            called_by=_caller(call, units),
            units=tuple(unit_ref(unit) for unit in units),
        )
    )
    return over


async def hold_called_meeting(work: Work, meeting_id: UUID) -> int:
    """Mark a called meeting as held, for its minutes; returns their version. Raises `CallUnknown` or `WrongState`."""
    try:
        call = await lock_call(work.connection, meeting_id)
    except CallNotFound as error:
        # The minutes name the call in their body.
        raise CallUnknown(id=meeting_id) from error
    work.actor.permit(KEEPERS, await scope_to_change_call(work, CallMeetingOff(meeting_id, call.version, "")))
    call.require_open(_RECORD)
    held = call.model_copy(update={"state": "held", "version": call.version + 1})
    await save_call(work.connection, held)
    return held.version


def _invited(unit: Unit) -> Invited:
    return Invited(id=unit.id, name=unit.public_name, kind=unit.kind)


def _caller(call: MeetingCall, units: Collection[Unit]) -> UnitRef:
    return unit_ref(next(unit for unit in units if unit.id == call.called_by.id))


def _announce(work: Work, call: MeetingCall, units: Collection[Unit], moved_from: date | None) -> None:
    # Without venue and agenda: people may write names into them.
    work.emit(
        MeetingCalled(
            meeting_id=call.id,
            version=call.version,
            kinds=call.kinds,
            planned_on=call.planned_on,
            begins_at=call.begins_at,
            zone=call.zone,
            about=tuple(MeetingAbout.model_validate(subject) for subject in call.about),
            called_by=_caller(call, units),
            units=tuple(unit_ref(unit) for unit in units),
            visibility=call.visibility,
            moved_from=moved_from,
        )
    )
