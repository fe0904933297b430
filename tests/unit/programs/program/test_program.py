"""The moves of a program, and the days that they allow."""

from datetime import UTC, date, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.programs.program.model.parts import Opening
from services.programs.program.model.refusals import AdmissionClosed, DayTooEarly, DayTooLate
from shared.values.refusals import DayInTheFuture, WrongState
from shared.values.terms import Zone, day_in, moment_of
from tests.unit.programs.examples import START, authorisation, open_program, planned_program

TODAY = date(2026, 3, 10)


def test_a_planned_program_has_the_authorisation_it_was_planned_for() -> None:
    program = planned_program()
    assert (program.state, program.version) == ("planned", 1)
    assert program.authorisations == (authorisation(),)
    assert [each.state for each in program.history] == ["planned"]


def test_an_opening_changes_state_and_enters_the_history() -> None:
    program = planned_program()
    program.open(Opening(opened_on=date(2026, 3, 2), capacity=30), TODAY)
    assert (program.state, program.version, program.opening) == (
        "open",
        2,
        Opening(opened_on=date(2026, 3, 2), capacity=30),
    )
    assert [(each.state, each.reached_on) for each in program.history][1:] == [("open", date(2026, 3, 2))]


def test_a_program_opens_once() -> None:
    with pytest.raises(WrongState) as refused:
        open_program().open(Opening(opened_on=TODAY, capacity=30), TODAY)
    assert refused.value.sentence.id == (
        "Pembukaan program: tidak dapat dilakukan selama berstatus dibuka; hanya saat direncanakan."
    )


def test_an_opening_in_the_future_is_refused() -> None:
    with pytest.raises(DayInTheFuture):
        planned_program().open(Opening(opened_on=date(2026, 3, 11), capacity=30), TODAY)


def test_an_opening_before_the_fiscal_year_is_refused() -> None:
    with pytest.raises(DayTooEarly):
        planned_program().open(Opening(opened_on=date(2025, 12, 31), capacity=30), TODAY)


def test_a_program_opens_in_its_own_fiscal_year_only() -> None:
    program = planned_program()
    with pytest.raises(DayTooLate) as refused:
        program.open(Opening(opened_on=date(2028, 1, 1), capacity=30), date(2028, 1, 1))
    assert refused.value.sentence.id == (
        "Tanggal 1 Januari 2028 melewati 31 Desember 2026, yaitu akhir tahun anggaran program."
    )
    program.open(Opening(opened_on=date(2026, 12, 31), capacity=30), date(2028, 1, 1))


def test_the_first_cohort_makes_the_program_run_and_the_second_leaves_it_so() -> None:
    program = open_program()
    assert program.start_cohort(date(2026, 3, 5), TODAY).capacity == 30
    assert (program.state, program.version) == ("running", 3)
    program.start_cohort(date(2026, 3, 9), TODAY)
    assert (program.state, program.version) == ("running", 3)
    assert [each.state for each in program.history] == ["planned", "open", "running"]


def test_no_cohort_starts_before_the_program_is_opened() -> None:
    with pytest.raises(WrongState):
        planned_program().start_cohort(TODAY, TODAY)


def test_no_cohort_starts_before_the_day_of_the_opening() -> None:
    with pytest.raises(DayTooEarly):
        open_program().start_cohort(date(2026, 3, 1), TODAY)


def test_no_cohort_starts_in_the_future() -> None:
    with pytest.raises(DayInTheFuture):
        open_program().start_cohort(date(2026, 3, 11), TODAY)


def test_no_cohort_starts_after_the_fiscal_year() -> None:
    with pytest.raises(DayTooLate):
        open_program().start_cohort(date(2027, 1, 1), date(2027, 1, 1))


@pytest.mark.parametrize("last_day", [{"until": date(2026, 3, 4)}, {"ended_on": date(2026, 3, 4)}])
def test_admission_closes_when_no_agreement_in_force_carries_the_program(last_day: dict[str, date]) -> None:
    program = open_program(**last_day)
    with pytest.raises(AdmissionClosed) as refused:
        program.start_cohort(date(2026, 3, 5), TODAY)
    assert refused.value.sentence.id.startswith("Pada 5 Maret 2026 tidak ada perjanjian yang berlaku")
    program.start_cohort(date(2026, 3, 4), TODAY)
    assert program.state == "running"


def test_one_agreement_in_force_keeps_admission_open() -> None:
    program = open_program(ended_on=date(2026, 3, 4))
    program.authorise(authorisation(32))
    program.start_cohort(date(2026, 3, 5), TODAY)
    assert program.state == "running"


def test_one_more_scope_item_may_carry_a_program() -> None:
    program = planned_program()
    program.authorise(authorisation(32))
    assert program.authorisations == (authorisation(31), authorisation(32))
    assert program.version == 2


def test_an_ended_authorisation_replaces_its_open_version() -> None:
    program = planned_program()
    program.authorise(authorisation(31, ended_on=TODAY))
    assert program.authorisations == (authorisation(31, ended_on=TODAY),)


@pytest.mark.parametrize(
    ("day", "in_force"),
    [(date(2026, 2, 28), False), (START, True), (date(2026, 3, 9), True), (date(2026, 3, 10), False)],
)
def test_an_authorisation_is_in_force_from_its_first_day_until_it_ends(day: date, in_force: bool) -> None:
    assert authorisation(ended_on=date(2026, 3, 9)).in_force_on(day) is in_force
    assert authorisation(until=date(2026, 3, 9)).in_force_on(day) is in_force
    assert authorisation(until=date(2026, 3, 9)).end(date(2026, 6, 1), "continued").in_force_on(day) is in_force
    assert authorisation(until=date(2026, 3, 9), ended_on=date(2026, 6, 1)).in_force_on(day) is in_force, "a gap"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(get_args(Zone)), st.sampled_from(get_args(Zone)))
def test_the_moment_of_a_day_is_on_that_day_in_every_zone(day: date, at: Zone, read_in: Zone) -> None:
    moment = moment_of(day, at, datetime(2200, 1, 1, tzinfo=UTC))
    assert day_in(read_in, moment) == day_in("UTC", moment) == day


def test_the_moment_of_today_is_not_in_the_future() -> None:
    nine_in_the_morning = datetime(2026, 3, 10, 2, tzinfo=UTC)
    assert moment_of(TODAY, "Asia/Jakarta", nine_in_the_morning) == nine_in_the_morning
