"""Access to meetings: the unit with the minutes records it, otherwise the keepers of an agreement that it is about.

The units that took part may read the minutes, and so may those that the agreements concern. No partner reads the
minutes of an internal meeting. A call is read by the unit that calls and by those that are invited.
"""

from collections.abc import Collection, Iterable
from typing import Protocol
from uuid import UUID

from services.agreements.agreement import access as agreement
from services.agreements.agreement.model.agreement import AgreementNotFound, AgreementUnknown
from services.agreements.agreement.store.concerned import load_keeper, load_units_concerned
from services.agreements.meetings.model.meeting import Meeting, agreements_among
from services.agreements.meetings.store.calls import load_call, load_call_units
from services.agreements.meetings.store.meetings import load_action_item, load_keeping, load_meeting_units
from services.agreements.register.model.units import Unit
from services.agreements.register.store.units import load_units
from shared.access import Work
from shared.values.capabilities import Capability, Scope

KEEPERS = agreement.KEEPERS
READERS = agreement.READERS
COMPLETERS = (*KEEPERS, Capability.PARTNER_CONTACT)
"""May complete an action item: the keepers of the meeting, and the unit that owns the item."""


class AboutMeeting(Protocol):
    """A query about one meeting."""

    @property
    def meeting_id(self) -> UUID:
        """The id of the meeting."""


class AboutActionItem(Protocol):
    """A command about one action item."""

    @property
    def action_item_id(self) -> UUID:
        """The id of the action item."""


class CallsMeeting(Protocol):
    """A command by which one of our units calls a meeting."""

    @property
    def called_by(self) -> UUID:
        """The id of the unit."""


class RecordsMeeting(Protocol):
    """A command that records a meeting."""

    @property
    def meeting(self) -> Meeting:
        """The meeting."""


async def scope_to_record(work: Work, command: RecordsMeeting) -> Scope:
    """The scope in which a new meeting is kept.

    Raises `AgreementUnknown`, `UnitUnknown`, or `OutOfScope` for an agreement that the recorder may not read.
    """
    meeting = command.meeting
    for agreement_id in meeting.agreement_ids:
        # The minutes reach every unit that the agreement concerns, and can be the basis of additions to it.
        work.actor.permit(READERS, await concerned(work, agreement_id))
    return await _keepers_scope(work, meeting.agreement_ids, meeting.recorded_by)


async def scope_to_complete(work: Work, command: AboutActionItem) -> Scope:
    """The scope in which a meeting is kept, and the owner of its action item. Raises `ActionItemNotFound`."""
    meeting_id, item = await load_action_item(work.connection, command.action_item_id)
    about, recorded_by = await load_keeping(work.connection, meeting_id)
    kept_by = await _keepers_scope(work, agreements_among(about), recorded_by)
    owner = (await load_units(work.connection, [item.owner.unit_id]))[item.owner.unit_id]
    return _union((kept_by, owner.scope))


async def scope_to_correct(work: Work, command: AboutMeeting) -> Scope:
    """The scope in which a meeting is kept. Raises `MeetingNotFound`."""
    about, recorded_by = await load_keeping(work.connection, command.meeting_id)
    return await _keepers_scope(work, agreements_among(about), recorded_by)


async def scope_to_read(work: Work, query: AboutMeeting) -> Scope:
    """Every unit that may read the minutes. Raises `MeetingNotFound`."""
    await load_keeping(work.connection, query.meeting_id)
    return _union(_reading(unit) for unit in await load_meeting_units(work.connection, query.meeting_id))


async def scope_to_call(work: Work, command: CallsMeeting) -> Scope:
    """The unit that calls a meeting. Raises `UnitUnknown`."""
    return (await load_units(work.connection, [command.called_by]))[command.called_by].scope


async def scope_to_change_call(work: Work, command: AboutMeeting) -> Scope:
    """The unit that has called a meeting. Raises `CallNotFound`."""
    caller = (await load_call(work.connection, command.meeting_id)).called_by.id
    return (await load_units(work.connection, [caller]))[caller].scope


async def scope_to_read_call(work: Work, query: AboutMeeting) -> Scope:
    """The unit that calls, and the units that are invited. Raises `CallNotFound`."""
    return _union(_reading(unit) for unit in await load_call_units(work.connection, query.meeting_id))


async def _keepers_scope(work: Work, agreement_ids: Collection[UUID], recorded_by: UUID | None) -> Scope:
    if recorded_by is not None:
        return (await load_units(work.connection, [recorded_by]))[recorded_by].scope
    return _union([(await load_keeper(work.connection, each)).scope for each in agreement_ids])


async def concerned(work: Work, agreement_id: UUID) -> Scope:
    """The units that an agreement in a body concerns. Raises `AgreementUnknown`."""
    try:
        return await load_units_concerned(work.connection, agreement_id)
    except AgreementNotFound as error:
        # A meeting has its own URL, and names its agreements in the body.
        raise AgreementUnknown(id=agreement_id) from error


def _reading(unit: Unit) -> Scope:
    # The regional office reads what concerns its facilities.
    own = Scope(regions=frozenset({unit.region})) if unit.region else Scope()
    return _union((own, unit.scope))


def _union(scopes: Iterable[Scope]) -> Scope:
    """The units of several scopes. The nation is in each of them, because its grants cover every scope."""
    scopes = tuple(scopes)
    return Scope(
        facilities=frozenset().union(*(scope.facilities for scope in scopes)),
        regions=frozenset().union(*(scope.regions for scope in scopes)),
        partners=frozenset().union(*(scope.partners for scope in scopes)),
    )
