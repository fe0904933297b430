"""The notice of a termination, and the correction of a slip."""

from datetime import date
from typing import Any

import pytest

from services.agreements.agreement.model.agreement import Agreement, Ending
from services.agreements.agreement.model.terms import OpenTerm
from services.agreements.succession.model.corrections import (
    LastDayTooEarly,
    NothingCorrected,
    SignedInSinergi,
    corrected_parts,
)
from services.agreements.succession.model.notices import (
    NoNoticeGiven,
    NoticeOfNoParty,
    UnderNotice,
    notice_cautions,
    require_no_notice,
    require_notice,
    require_withdrawable,
)
from shared.values.ids import new_id
from shared.values.refusals import DayInTheFuture
from tests.unit.agreements.examples import DAYS, TERM, a_signed_agreement

TODAY = date(2025, 6, 1)


def under_notice(last_day: date) -> Agreement:
    agreement = a_signed_agreement()
    assert not agreement.terminate(Ending("by_notice", last_day, TODAY), "Mitra pindah.", TODAY)
    return agreement


def test_a_notice_is_given_by_a_party_that_signs_and_not_in_the_future() -> None:
    agreement = a_signed_agreement()
    require_notice(agreement, Ending("by_notice", TODAY, TODAY, agreement.principals[1].id), TODAY)
    with pytest.raises(NoticeOfNoParty):
        require_notice(agreement, Ending("by_notice", TODAY, TODAY, new_id()), TODAY)
    with pytest.raises(DayInTheFuture):
        require_notice(agreement, Ending("by_notice", TODAY, date(2025, 6, 2)), TODAY)


@pytest.mark.parametrize(
    ("ground", "last_day", "cautioned"),
    [
        ("by_notice", date(2025, 8, 31), True),
        ("by_notice", date(2025, 9, 1), False),
        ("by_consent", date(2025, 6, 2), False),
    ],
)
def test_a_notice_that_is_too_short_for_its_clause_is_cautioned(
    ground: Any, last_day: date, *, cautioned: bool
) -> None:
    open_ended = a_signed_agreement(term=OpenTerm(starts_on=TERM.starts_on, notice_months=3))
    found = notice_cautions(open_ended, Ending(ground, last_day, TODAY))
    assert [caution.code for caution in found] == ["notice_too_short"] * cautioned
    assert notice_cautions(a_signed_agreement(), Ending(ground, last_day, TODAY)) == ()


def test_a_notice_is_withdrawn_until_its_last_day_is_over() -> None:
    agreement = under_notice(date(2025, 7, 1))
    with pytest.raises(UnderNotice):
        require_no_notice(agreement)
    require_withdrawable(agreement, date(2025, 7, 1))
    with pytest.raises(NoNoticeGiven):
        require_withdrawable(agreement, date(2025, 7, 2))
    agreement.withdraw_notice("Disepakati lanjut.")
    require_no_notice(agreement)
    assert (agreement.ended_on, agreement.termination_ground, agreement.noticed_on) == (None, None, None)
    with pytest.raises(NoNoticeGiven):
        require_withdrawable(agreement, TODAY)
    assert [move.move for move in agreement.history] == ["give_notice", "withdraw_notice"]


def test_an_erratum_has_the_parts_that_differ() -> None:
    agreement = a_signed_agreement()
    same = {"title": agreement.title}
    assert corrected_parts(agreement, same | {"funding": "APBD"}, TODAY) == {"funding": "APBD"}
    for wrong, refusal in (
        (same, NothingCorrected),
        ({}, NothingCorrected),
        ({"signed_on": date(2021, 1, 19)}, SignedInSinergi),
        ({"dated_on": date(2025, 6, 2)}, DayInTheFuture),
        ({"in_force_until": date(2021, 1, 26)}, LastDayTooEarly),
    ):
        with pytest.raises(refusal):
            corrected_parts(agreement, wrong, TODAY)


def test_a_corrected_last_day_is_that_of_the_term_clause_as_well() -> None:
    agreement = a_signed_agreement()
    agreement.correct("Salah ketik.", in_force_until=date(2026, 2, 26))
    assert agreement.term == TERM.model_copy(update={"ends_on": date(2026, 2, 26)})
    assert agreement.in_force is not None
    assert agreement.in_force.in_force_from == DAYS.in_force_from
