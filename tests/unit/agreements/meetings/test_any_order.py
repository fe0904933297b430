"""Commands in any order and twice: what is completed stays, and so do the readers of the minutes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.agreements.meetings.model.meeting import Meeting
from services.agreements.meetings.model.parts import ActionItem, Owner, Subject
from services.agreements.meetings.model.retracting import require_on_record, retracted
from shared.values.ids import new_id
from shared.values.refusals import Refusal
from shared.values.reported_days import ReportedDay

TODAY = date(2026, 2, 10)
DAYS = st.integers(0, 12).map(lambda days: TODAY - timedelta(days=days))


@dataclass(frozen=True)
class Completion:
    """The item with this number, counted around, is completed on a day."""

    number: int
    day: date


@dataclass(frozen=True)
class Correction:
    """The minutes have another day, keep the items with these numbers, and have further ones."""

    held_on: date
    kept: frozenset[int]
    added: int


@dataclass(frozen=True)
class Retraction:
    """The record is wrong as a whole."""


Command = Completion | Correction | Retraction
COMMANDS = st.lists(
    st.one_of(
        st.builds(Completion, st.integers(0, 5), DAYS),
        st.builds(Correction, DAYS, st.frozensets(st.integers(0, 5)), st.integers(0, 2)),
        st.builds(Retraction),
    ),
    max_size=12,
)


def an_item() -> ActionItem:
    return ActionItem(id=new_id(), task="Menyusun draf", owner=Owner(unit_id=new_id()))


def on(day: date) -> ReportedDay:
    return ReportedDay(edtf=day.isoformat(), earliest=day, latest=day, certain=True)


def recorded() -> Meeting:
    about = (Subject(kind="agreement", id=new_id()),)
    items = (an_item(), an_item(), an_item())
    return Meeting(id=new_id(), kinds=("evaluation",), held=on(TODAY), about=about, action_items=items)


def applied(meeting: Meeting, command: Command) -> Meeting:
    """The meeting after a command, or as it was before a command that is refused."""
    try:
        match command:
            case Completion():
                return _completed(meeting, command)
            case Correction():
                return _corrected(meeting, command)
            case Retraction():
                return retracted(meeting, datetime(2026, 2, 11, tzinfo=UTC))
    except Refusal:
        return meeting


def _completed(meeting: Meeting, command: Completion) -> Meeting:
    if not meeting.action_items:
        return meeting
    items = list(meeting.action_items)
    number = command.number % len(items)
    items[number].check_completion(command.day, meeting.held.earliest, TODAY)
    items[number] = items[number].model_copy(update={"completed_on": command.day})
    return meeting.model_copy(update={"action_items": tuple(items), "version": meeting.version + 1})


def _corrected(meeting: Meeting, command: Correction) -> Meeting:
    require_on_record(meeting)
    kept = [item for n, item in enumerate(meeting.action_items) if n in command.kept]
    added = (an_item() for _ in range(command.added))
    content = recorded().model_copy(update={"held": on(command.held_on), "action_items": (*kept, *added)})
    corrected = meeting.corrected(content, [item.id for item in kept])
    corrected.check([], (), meeting.uncovered_fields)
    return corrected


@given(COMMANDS)
def test_no_commands_in_any_order_and_twice_undo_a_completion_or_change_the_readers(commands: list[Command]) -> None:
    lived = [recorded()]
    for command in commands:
        for _ in range(2):
            lived.append(applied(lived[-1], command))
    for before, after in pairwise(lived):
        assert (after.id, after.about, after.visibility, after.recorded_by) == (
            before.id,
            before.about,
            before.visibility,
            before.recorded_by,
        )
        assert after is before or after.version == before.version + 1
        done = [item for item in before.action_items if item.completed_on is not None]
        assert all(item in after.action_items for item in done)
        assert len({item.id for item in after.action_items}) == len(after.action_items)
        # A retracted record leaves nothing to do, and nothing changes it.
        assert before.retracted_at is None or after is before
        assert after.retracted_at is None or tuple(done) == after.action_items
        assert after.held.earliest
        for item in after.action_items:
            assert item.completed_on is None or after.held.earliest <= item.completed_on <= TODAY
