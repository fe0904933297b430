"""The days on which an agreement is in force are the same in the models of agreements and of programs.

Programs copy the first and the last day from events, and change them by addenda and ends on their own.
"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.agreements.agreement.model.terms import FixedTerm, InForce, OpenTerm, RunningTerm, in_force_days
from services.programs.authorisations.model import ContinuedItem, Course, Succession
from services.programs.program.model.parts import Authorisation
from shared.values.ids import new_id
from tests.unit.agreements.agreement.commands import DAYS, TERMS
from tests.unit.agreements.examples import a_signature, an_agreement
from tests.unit.programs.examples import AGREEMENT, FACILITY, authorisation

Term = FixedTerm | RunningTerm | OpenTerm
DAY = timedelta(days=1)
LAST_DAYS = st.lists(st.none() | DAYS, max_size=4)


def carried(days: InForce) -> Authorisation:
    """The authorisation that programs make of the event of the last signature."""
    return authorisation(since=days.in_force_from, until=days.in_force_until)


@given(TERMS, DAYS, LAST_DAYS, DAYS)
def test_both_cover_the_same_days_after_any_addenda(
    term: Term, signed_on: date, last_days: list[date | None], day: date
) -> None:
    agreement = an_agreement(term=term, document_state="validated")
    for party in agreement.parties:
        agreement.put_signature(party, a_signature(party, signed_on=signed_on))
    covered = carried(agreement.days_in_force)
    for last_day in last_days:
        agreement.amend_term(last_day, signed_on, "Adendum.")
        covered = covered.amend(last_day)
    for near in near_to(day, agreement.days_in_force):
        assert covered.in_force_on(near) == agreement.days_in_force.holds_on(near)


@given(TERMS, DAYS, DAYS, DAYS)
def test_after_an_early_end_no_later_day_is_covered_and_every_earlier_one_still_is(
    term: Term, signed_on: date, ended_on: date, day: date
) -> None:
    days = in_force_days(term, signed_on)
    covered = carried(days).end(ended_on, "agreement_terminated")
    for near in (*near_to(day, days), ended_on, ended_on + DAY):
        assert covered.in_force_on(near) == (days.holds_on(near) and near <= ended_on)
    # The same event is delivered again, or a later end follows: the first one counts.
    assert covered.end(ended_on + DAY, "agreement_expired") == covered


@given(TERMS, DAYS, TERMS, DAYS, DAYS)
def test_a_predecessor_and_its_successor_never_cover_the_same_day(
    term: Term, signed_on: date, next_term: Term, next_signed_on: date, day: date
) -> None:
    days, later = in_force_days(term, signed_on), in_force_days(next_term, next_signed_on)
    before, item = carried(days), new_id()
    begins = later.in_force_from
    succession = Succession(
        AGREEMENT,
        new_id(),
        AGREEMENT,
        begins,
        since=begins,
        until=later.in_force_until,
        continued={before.scope_item_id: ContinuedItem(item, ())},
    )
    [ending] = Course(AGREEMENT, None, [succession]).endings(FACILITY.id, [before])
    after = ending.continuation
    assert after is not None
    for near in (*near_to(day, days), *near_to(day, later)):
        assert ending.after.in_force_on(near) == (days.holds_on(near) and near < begins)
        assert after.in_force_on(near) == later.holds_on(near)
        assert not (ending.after.in_force_on(near) and after.in_force_on(near))


@given(TERMS, DAYS, st.integers(2018, 2046))
def test_a_program_can_be_planned_for_each_year_with_a_day_in_force(term: Term, signed_on: date, year: int) -> None:
    days = in_force_days(term, signed_on)
    first = date(year, 1, 1)
    in_year = (first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1))
    assert carried(days).runs_in(year) == any(days.holds_on(each) for each in in_year)


def near_to(day: date, days: InForce) -> list[date]:
    """A day of any kind, and the days around the first and the last one, where a mistake would be by one day."""
    limits = [limit for limit in (days.in_force_from, days.in_force_until) if limit is not None]
    return [day, *(limit + DAY * n for limit in limits for n in (-1, 0, 1))]
