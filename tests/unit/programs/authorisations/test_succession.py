"""Commitments of agreements, and how their authorisations end, are continued, or end with the year of a program."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from services.programs.authorisations.model import (
    AgreementEnd,
    ContinuedItem,
    Course,
    Ending,
    Succession,
)
from services.programs.program.model.parts import Authorisation, Organisation
from tests.unit.programs.examples import AGENCY, AGREEMENT, FACILITY, SUCCESSOR, authorisation, commitment

ON, THE_DAY_BEFORE = date(2026, 6, 1), date(2026, 5, 31)
LINE = UUID(int=13)
KEPT, RENEWED, DROPPED = UUID(int=31), UUID(int=41), UUID(int=32)
OTHER_AGENCY = Organisation(UUID(int=52), "Dinas Contoh Lain")
LATER = date(2036, 2, 28)
SUCCESSION = Succession(
    AGREEMENT, SUCCESSOR, LINE, ON, ON, LATER, {KEPT: ContinuedItem(RENEWED, (AGENCY, OTHER_AGENCY))}
)
SUPERSEDED = Course(AGREEMENT, None, [SUCCESSION])
EXPIRED = AgreementEnd(AGREEMENT, date(2026, 4, 30), "agreement_expired", final=False)


def ending(course: Course, item: int = 31, **fields: Any) -> Ending:
    (found,) = course.endings(FACILITY.id, [authorisation(item, **fields)])
    return found


def test_an_undertaking_carries_a_program_on_the_days_that_were_stated() -> None:
    for until in (date(2031, 2, 28), None):
        (undertaking,) = commitment(until=until).at(FACILITY)
        assert undertaking.authorisation() == authorisation(31, until=until)


def test_a_commitment_without_a_last_day_is_never_over() -> None:
    assert not commitment(until=None).is_over_on(date(2100, 1, 1))
    assert commitment(until=ON).is_over_on(date(2026, 6, 2))
    assert not commitment(until=ON).is_over_on(ON)


def test_the_successor_continues_a_kept_item_without_a_gap() -> None:
    kept = ending(SUPERSEDED)
    assert kept.after == authorisation(31, ended_on=THE_DAY_BEFORE, end_reason="continued")
    new = kept.successor_in(2026)
    assert new == Authorisation(SUCCESSOR, LINE, RENEWED, (AGENCY, OTHER_AGENCY), ON, until=LATER)
    assert new.in_force_on(ON)
    assert not kept.after.in_force_on(ON)
    assert kept.after.in_force_on(THE_DAY_BEFORE)


def test_a_program_of_an_earlier_year_is_not_handed_over_and_one_of_a_later_year_is() -> None:
    kept = ending(SUPERSEDED)
    assert [bool(kept.successor_in(year)) for year in (2025, 2026, 2027)] == [False, True, True]


def test_a_successor_that_begins_after_a_gap_leaves_the_agreed_last_day() -> None:
    assert ending(SUPERSEDED, until=date(2026, 4, 30)).after.ended_on == date(2026, 4, 30)


def test_a_dropped_item_ends_without_continuation() -> None:
    dropped = ending(SUPERSEDED, 32)
    assert dropped.after == authorisation(32, ended_on=THE_DAY_BEFORE, end_reason="item_not_kept")
    assert dropped.successor_in(2026) is None


def test_an_expired_agreement_ends_what_it_carries() -> None:
    expired = ending(Course(AGREEMENT, EXPIRED, []))
    assert expired.after == authorisation(31, ended_on=date(2026, 4, 30), end_reason="agreement_expired")
    assert expired.successor_in(2026) is None


def test_a_later_successor_revives_what_expiry_suspended() -> None:
    course = Course(AGREEMENT, EXPIRED, [SUCCESSION])
    suspended = ending(Course(AGREEMENT, EXPIRED, [])).after
    for before in (suspended, authorisation()):
        (revived,) = course.endings(FACILITY.id, [before])
        assert revived.after == suspended
        assert revived.successor_in(2026) is not None


def test_authorisations_of_another_agreement_do_not_end() -> None:
    assert SUPERSEDED.endings(FACILITY.id, [authorisation(31, agreement_id=UUID(int=99))]) == []


def test_an_authorisation_that_has_ended_keeps_its_day() -> None:
    ended = authorisation(31, ended_on=date(2026, 4, 1), end_reason="agreement_terminated")
    (found,) = SUPERSEDED.endings(FACILITY.id, [ended])
    assert not found.changed


def test_an_agreement_of_which_no_end_is_known_changes_nothing() -> None:
    assert not ending(Course(AGREEMENT, None, [])).changed


def test_two_successors_of_a_split_share_the_items() -> None:
    other = replace(SUCCESSION, successor_id=UUID(int=14), continued={DROPPED: ContinuedItem(UUID(int=42), ())})
    course = Course(AGREEMENT, None, [SUCCESSION, other])
    successors = [ending(course, item).successor_in(2026) for item in (31, 32)]
    assert [each and each.agreement_id for each in successors] == [SUCCESSOR, UUID(int=14)]


def test_a_kept_item_ends_where_an_extension_is_not_carried_out_any_more() -> None:
    elsewhere = replace(SUCCESSION, facilities=frozenset({UUID(int=98)}))
    for line, reason in ((LINE, "item_not_kept"), (UUID(int=97), "continued")):
        (found,) = Course(AGREEMENT, None, [elsewhere]).endings(FACILITY.id, [authorisation(31, line_id=line)])
        assert (found.after.end_reason, found.continuation is None) == (reason, line == LINE)
