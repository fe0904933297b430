"""Agreements that were signed elsewhere."""

from datetime import date

import pytest

from services.agreements.agreement.model.agreement import BeginsBeforePredecessor
from services.agreements.agreement.model.registration import (
    DaysUnknown,
    NotContinued,
    NumberOfNoParty,
    SupersededInForce,
    is_over,
    party_with,
    registered_days,
    registration_cautions,
    require_extendable_by,
    require_restorable,
)
from services.agreements.agreement.model.terms import FixedTerm, InForce, RunningTerm
from shared.values.ids import new_id
from tests.unit.agreements.examples import SIGNED_ON, TERM, a_signed_agreement, an_agreement

NEXT = FixedTerm(starts_on=date(2026, 1, 27), ends_on=date(2031, 1, 26))


@pytest.mark.parametrize(
    ("term", "signed_on", "begins", "ends"),
    [
        (TERM, None, TERM.starts_on, TERM.ends_on),
        (TERM, SIGNED_ON, TERM.starts_on, TERM.ends_on),
        (TERM, date(2021, 2, 1), date(2021, 2, 1), TERM.ends_on),
        (RunningTerm(months=12), SIGNED_ON, SIGNED_ON, date(2022, 1, 19)),
        (None, SIGNED_ON, SIGNED_ON, None),
    ],
)
def test_the_days_in_force_as_far_as_they_are_known(
    term: FixedTerm | RunningTerm | None, signed_on: date | None, begins: date, ends: date | None
) -> None:
    assert registered_days(term, signed_on) == InForce(in_force_from=begins, in_force_until=ends)


@pytest.mark.parametrize("term", [None, RunningTerm(months=12)])
def test_without_any_first_day_it_is_not_registered(term: RunningTerm | None) -> None:
    with pytest.raises(DaysUnknown):
        registered_days(term, None)


def test_it_continues_one_that_is_signed_and_has_no_other_successor() -> None:
    before, after = a_signed_agreement(), an_agreement(term=NEXT)
    require_extendable_by(after, before, None)
    with pytest.raises(NotContinued, match="21-JATENG-0001"):
        require_extendable_by(after, before, new_id())
    with pytest.raises(NotContinued, match="being drafted"):
        require_extendable_by(after, an_agreement(), None)
    with pytest.raises(BeginsBeforePredecessor):
        require_extendable_by(an_agreement(), before, None)


def test_a_successor_is_retracted_only_if_what_it_has_superseded_is_over() -> None:
    before = a_signed_agreement(in_force_from=TERM.starts_on, in_force_until=TERM.ends_on)
    require_restorable(an_agreement(), before, date(2026, 1, 27))
    with pytest.raises(SupersededInForce):
        require_restorable(an_agreement(), before, date(2026, 1, 26))


def test_a_number_belongs_to_the_party_that_is_the_unit() -> None:
    agreement = an_agreement()
    first = agreement.parties[0]
    assert party_with(agreement, first.unit.id) is first
    with pytest.raises(NumberOfNoParty):
        party_with(agreement, new_id())


@pytest.mark.parametrize(
    ("until", "ended_on", "over"),
    [
        (date(2026, 1, 25), None, True),
        (date(2026, 1, 26), None, False),
        (None, None, False),
        (date(2031, 1, 1), date(2026, 1, 25), True),
        (date(2031, 1, 1), date(2026, 1, 26), False),
    ],
)
def test_an_agreement_is_over_on_the_day_after_its_last(until: date | None, ended_on: date | None, over: bool) -> None:
    days = InForce(in_force_from=date(2021, 1, 1), in_force_until=until)
    assert is_over(days, ended_on, date(2026, 1, 26)) is over


@pytest.mark.parametrize(
    ("signed_on", "codes"),
    [(date(2026, 1, 26), ["signed_recently"]), (date(2026, 1, 12), ["signed_recently"]), (date(2026, 1, 11), [])],
)
def test_a_recent_signature_is_a_caution(signed_on: date, codes: list[str]) -> None:
    assert [each.code for each in registration_cautions(signed_on, date(2026, 1, 26))] == codes
    assert registration_cautions(None, date(2026, 1, 26)) == ()
