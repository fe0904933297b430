"""A visit: its request, the answer of the host, what is recorded of it, and its action items."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest
from pydantic import ValidationError

from services.programs.program.model.refusals import DayTooEarly, ProgramUnknown
from services.programs.visits.model.parts import Topic, VisitAttendance
from services.programs.visits.model.refusals import DayTooSoon, TopicsUnanswered, VisitTaskNotFound, VisitToItself
from services.programs.visits.model.visit import Cancellation, Visit
from shared.values.refusals import DayInTheFuture, WrongState
from shared.values.reported_days import ReportedDay
from tests.unit.programs.visits.visits import (
    AGREED,
    ASKED,
    FARM,
    HOST,
    REHABILITATION,
    TASK,
    TODAY,
    agreed,
    held,
    plan,
    record,
    requested,
)

DAY = timedelta(days=1)


def test_a_request_waits_with_its_topics() -> None:
    visit = requested()
    assert (visit.state, visit.requested_on, visit.planned_on, visit.version) == ("requested", ASKED, AGREED, 1)
    assert visit.programs == ()


def test_a_facility_does_not_visit_itself() -> None:
    with pytest.raises(VisitToItself):
        Visit.request(plan(guest=HOST), ASKED)


def test_no_visit_is_requested_or_agreed_for_a_day_that_is_over() -> None:
    with pytest.raises(DayTooSoon):
        Visit.request(plan(), AGREED + DAY)
    with pytest.raises(DayTooSoon):
        requested().agree(ASKED - DAY, None, ((), ()), (), ASKED)


def test_the_host_binds_each_topic_to_its_programs() -> None:
    visit = agreed()
    assert (visit.state, visit.starts_at, visit.version) == ("agreed", time(9), 2)
    assert [topic.programs for topic in visit.topics] == [(REHABILITATION,), (FARM,)]
    assert visit.programs == (REHABILITATION, FARM)


def test_a_topic_is_bound_to_programs_of_the_host_only() -> None:
    with pytest.raises(ProgramUnknown):
        requested().agree(AGREED, None, ((FARM,), ()), {REHABILITATION}, ASKED)
    with pytest.raises(TopicsUnanswered):
        requested().agree(AGREED, None, ((FARM,),), {FARM}, ASKED)


def test_a_request_is_answered_once() -> None:
    visit = requested()
    visit.decline("security")
    assert (visit.state, visit.decline_reason) == ("declined", "security")
    with pytest.raises(WrongState):
        visit.decline("security")
    with pytest.raises(WrongState):
        visit.agree(AGREED, None, ((), ()), (), ASKED)


def test_a_visit_is_called_off_before_it_takes_place() -> None:
    visit = agreed()
    visit.cancel(Cancellation("guest", ASKED, "no_funding"), ASKED)
    assert visit.state == "cancelled"
    with pytest.raises(WrongState):
        held().cancel(Cancellation("guest", TODAY, "no_funding"), TODAY)
    with pytest.raises(DayInTheFuture):
        agreed().cancel(Cancellation("host", ASKED + DAY, "disease"), ASKED)
    with pytest.raises(DayTooEarly):
        agreed().cancel(Cancellation("host", ASKED - DAY, "disease"), ASKED)


def test_a_visit_is_recorded_with_its_inspections_and_tasks() -> None:
    visit = held()
    assert (visit.state, visit.version) == ("held", 3)
    (item,) = visit.action_items
    assert (item.task, item.owner, item.due_on, item.completed_on) == (TASK.task, "guest", TASK.due_on, None)
    with pytest.raises(WrongState):
        visit.hold(record(), (), {FARM})


def test_only_a_visit_that_was_agreed_is_recorded() -> None:
    with pytest.raises(WrongState):
        requested().hold(record(), (), {FARM})
    with pytest.raises(ProgramUnknown):
        agreed().hold(record(), (), ())


def test_a_visit_is_not_held_before_its_request() -> None:
    before = ReportedDay(edtf="2025-11-02", earliest=ASKED - DAY, latest=ASKED - DAY, certain=True)
    with pytest.raises(DayTooEarly):
        agreed().hold(record(before), (), {FARM})


def test_a_visit_without_request_has_the_day_as_reported() -> None:
    day = ReportedDay(edtf="XXXX-11-28", as_written="Kamis (28/11)", latest=AGREED)
    topics = (Topic(title="Ketahanan pangan", programs=(FARM,)),)
    visit = Visit.register(plan(topics=topics), record(day), (TASK,), {FARM})
    assert (visit.state, visit.requested_on, visit.planned_on, visit.version) == ("held", None, None, 1)
    assert visit.record is not None
    assert not visit.record.held.certain
    with pytest.raises(ProgramUnknown):
        Visit.register(plan(topics=topics), record(day), (), ())


def test_a_task_is_not_due_before_the_visit() -> None:
    early = TASK.model_copy(update={"due_on": AGREED - DAY})
    with pytest.raises(DayTooSoon):
        agreed().hold(record(), (early,), {FARM})


def test_an_action_item_is_completed_once() -> None:
    visit = held()
    (item,) = visit.action_items
    with pytest.raises(DayInTheFuture):
        visit.complete(item.id, TODAY + DAY, TODAY)
    assert visit.complete(item.id, TODAY, TODAY).completed_on == TODAY
    assert visit.version == 4
    with pytest.raises(WrongState):
        visit.complete(item.id, TODAY, TODAY)
    with pytest.raises(VisitTaskNotFound):
        visit.complete(UUID(int=99), TODAY, TODAY)


@pytest.mark.parametrize(
    "broken", [{}, {"position": "Kepala", "group": "Pejabat struktural"}, {"position": "Kepala", "people": 3}]
)
def test_attendance_is_a_position_or_a_counted_group(broken: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        VisitAttendance.model_validate({"side": "host", **broken})


def test_a_day_of_the_visit_is_written_by_its_date() -> None:
    with pytest.raises(DayTooEarly, match="2 November 2025"):
        agreed().cancel(Cancellation("host", date(2025, 11, 2), "disease"), ASKED)
