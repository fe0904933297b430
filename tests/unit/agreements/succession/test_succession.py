"""When an agreement may be extended or ended, and the gap before its successor."""

from datetime import date

import pytest

from services.agreements.agreement.model.differences import gap_days
from services.agreements.agreement.model.terms import FixedTerm, InForce, RunningTerm
from services.agreements.succession.model.succession import (
    NotInForceThen,
    PredecessorNotSigned,
    SuccessorExists,
    TermEndsTooEarly,
    TermUnchanged,
    cautions,
    require_amendable,
    require_extendable,
    require_in_force,
)
from shared.values.ids import new_id
from shared.values.refusals import DayInTheFuture
from tests.unit.agreements.examples import DAYS, a_signed_agreement, an_agreement


def test_a_signed_agreement_without_successor_can_be_extended() -> None:
    require_extendable(a_signed_agreement(), None)
    with pytest.raises(PredecessorNotSigned, match="being drafted"):
        require_extendable(an_agreement(), None)
    with pytest.raises(SuccessorExists):
        require_extendable(a_signed_agreement(), new_id())


def test_the_refusal_of_a_second_extension_advises_what_is_possible_in_every_state() -> None:
    with pytest.raises(SuccessorExists) as refused:
        require_extendable(a_signed_agreement(), new_id())
    assert "akhiri dahulu" in refused.value.sentence.id


@pytest.mark.parametrize(
    ("begins", "days"), [(date(2026, 1, 20), 0), (date(2026, 1, 27), 0), (date(2026, 1, 28), 1), (date(2026, 2, 6), 10)]
)
def test_the_gap_is_the_days_on_which_neither_is_in_force(begins: date, days: int) -> None:
    before = a_signed_agreement()
    extension = an_agreement(term=FixedTerm(starts_on=begins, ends_on=date(2031, 1, 26)))
    assert gap_days(DAYS, begins) == days
    assert [caution.code for caution in cautions(before, extension)] == ["gap_between_terms"] * (days > 0)


def test_there_is_no_gap_after_an_open_term_and_none_is_known_before_signing() -> None:
    assert gap_days(InForce(in_force_from=DAYS.in_force_from, in_force_until=None), date(2040, 1, 1)) == 0
    assert cautions(a_signed_agreement(), an_agreement(term=RunningTerm(months=12))) == ()
    assert cautions(a_signed_agreement(), an_agreement(term=None)) == ()


def test_an_agreement_ends_early_on_a_day_on_which_it_is_in_force() -> None:
    for day in (date(2021, 1, 27), date(2026, 1, 26)):
        require_in_force(DAYS, day)
    for day in (date(2021, 1, 26), date(2026, 1, 27)):
        with pytest.raises(NotInForceThen):
            require_in_force(DAYS, day)


TODAY = date(2026, 6, 10)
IN_FORCE = InForce(in_force_from=date(2026, 3, 1), in_force_until=date(2026, 8, 31))


@pytest.mark.parametrize("last_day", [None, date(2030, 1, 1), date(2026, 6, 1)])
def test_an_addendum_moves_the_last_day_later_earlier_or_away(last_day: date | None) -> None:
    require_amendable(IN_FORCE, last_day, date(2026, 6, 1), TODAY)


@pytest.mark.parametrize(
    ("last_day", "signed_on", "today", "refusal"),
    [
        (None, date(2026, 6, 11), TODAY, DayInTheFuture),
        (None, date(2026, 2, 28), TODAY, NotInForceThen),
        (None, date(2026, 8, 31), date(2026, 9, 1), NotInForceThen),
        (date(2026, 8, 31), TODAY, TODAY, TermUnchanged),
        (date(2026, 6, 9), TODAY, TODAY, TermEndsTooEarly),
    ],
)
def test_an_addendum_that_cannot_be_is_refused(
    last_day: date | None, signed_on: date, today: date, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        require_amendable(IN_FORCE, last_day, signed_on, today)
