"""The plan to adopt a practice, its program, and the check after six months."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from services.programs.program.model.refusals import DayTooEarly, ProgramUnknown
from services.programs.visits.model.adoption import Check, Outcome
from services.programs.visits.model.refusals import (
    AbandonmentUnexplained,
    AdoptionNotFound,
    AdoptionPlannedBefore,
    CheckTooEarly,
    DayTooSoon,
    NothingReplicated,
    PracticeDiffers,
    ProgramNotVisited,
)
from services.programs.visits.model.visit import Visit
from shared.values.cooperation import AbandonReason
from shared.values.refusals import DayInTheFuture, WrongState
from shared.values.reported_days import ReportedDay
from tests.unit.programs.visits.visits import (
    AGREED,
    FARM,
    GUEST,
    HOST,
    OWN,
    REHABILITATION,
    TODAY,
    adopting,
    adoption,
    agreed,
    held,
    program,
)

DAY = timedelta(days=1)
DUE = date(2026, 6, 1)
PLAN = adoption().id


def check(outcome: Outcome = "adopted", day: date = DUE, reason: AbandonReason | None = None) -> Check:
    return Check(outcome, day, reason)


def begun() -> Visit:
    visit = adopting()
    visit.begin_adoption(PLAN, program(OWN, GUEST))
    return visit


def test_a_plan_names_practice_source_and_day() -> None:
    visit = adopting()
    (plan,) = visit.adoptions
    assert (plan.state, plan.from_program, plan.check_due_on) == ("planned", FARM, DUE)
    assert visit.version == 4


def test_only_a_visit_that_took_place_is_followed_by_a_plan() -> None:
    with pytest.raises(WrongState):
        agreed().adopt(adoption(), TODAY)


def test_a_practice_is_adopted_from_a_program_that_the_visit_was_about() -> None:
    with pytest.raises(ProgramNotVisited):
        held().adopt(adoption(from_program=OWN), TODAY)
    held().adopt(adoption(from_program=REHABILITATION), TODAY)


def test_a_practice_has_one_plan_at_a_time() -> None:
    with pytest.raises(AdoptionPlannedBefore):
        adopting().adopt(adoption(id=UUID(int=52)), TODAY)
    visit = adopting()
    visit.check_adoption(PLAN, check("not_adopted", TODAY, "no_land"), TODAY, 0)
    visit.adopt(adoption(id=UUID(int=52)), TODAY)
    assert [each.state for each in visit.adoptions] == ["abandoned", "planned"]


def test_the_days_of_a_plan_follow_each_other() -> None:
    with pytest.raises(DayInTheFuture):
        held().adopt(adoption(planned_on=TODAY + DAY), TODAY)
    with pytest.raises(DayTooEarly):
        held().adopt(adoption(planned_on=AGREED - DAY), TODAY)
    with pytest.raises(DayTooSoon):
        held().adopt(adoption(adopt_by=TODAY - DAY), TODAY)


def test_a_visit_of_an_unknown_year_limits_no_plan() -> None:
    visit = held(ReportedDay(edtf="XXXX-11-28", latest=AGREED))
    visit.adopt(adoption(planned_on=AGREED - DAY), TODAY)
    assert visit.adoptions[0].planned_on == AGREED - DAY


def test_the_adopted_program_is_one_of_the_guest() -> None:
    assert begun().adoptions[0].program_id == OWN
    with pytest.raises(ProgramUnknown):
        adopting().begin_adoption(PLAN, program(FARM, HOST))
    with pytest.raises(PracticeDiffers, match="Horticulture"):
        adopting().begin_adoption(PLAN, program(OWN, GUEST, "bakery"))
    with pytest.raises(AdoptionNotFound):
        adopting().begin_adoption(UUID(int=99), program(OWN, GUEST))


def test_replication_is_confirmed_after_six_months() -> None:
    visit = begun()
    with pytest.raises(CheckTooEarly, match="1 June 2026"):
        visit.check_adoption(PLAN, check(day=DUE - DAY), DUE, 3)
    assert visit.check_adoption(PLAN, check(), DUE, 3).state == "confirmed"
    with pytest.raises(WrongState):
        visit.check_adoption(PLAN, check(), DUE, 3)


def test_nothing_is_confirmed_without_a_session() -> None:
    for visit in (begun(), adopting()):
        with pytest.raises(NothingReplicated):
            visit.check_adoption(PLAN, check(), DUE, 0)


def test_a_practice_is_given_up_at_any_time_with_a_reason() -> None:
    visit = adopting()
    assert visit.check_adoption(PLAN, check("not_adopted", TODAY, "no_land"), TODAY, 0).state == "abandoned"
    with pytest.raises(WrongState):
        visit.begin_adoption(PLAN, program(OWN, GUEST))


def test_a_reason_belongs_to_what_was_not_adopted() -> None:
    for wrong in (check("not_adopted"), check(reason="no_land")):
        with pytest.raises(AbandonmentUnexplained):
            begun().check_adoption(PLAN, wrong, DUE, 1)


def test_a_check_lies_between_its_plan_and_today() -> None:
    with pytest.raises(DayInTheFuture):
        begun().check_adoption(PLAN, check(day=DUE + DAY), DUE, 1)
    with pytest.raises(DayTooEarly):
        begun().check_adoption(PLAN, check("not_adopted", TODAY - DAY, "no_land"), DUE, 0)
