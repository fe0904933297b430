"""When an agreement may be extended or ended, and the gap before its successor."""

from datetime import date

import pytest

from services.agreements.agreement.model.terms import FixedTerm, InForce, RunningTerm
from services.agreements.succession.model import (
    NotInForceThen,
    PredecessorNotSigned,
    SuccessorExists,
    cautions,
    gap_days,
    require_extendable,
    require_in_force,
)
from shared.values.ids import new_id
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
