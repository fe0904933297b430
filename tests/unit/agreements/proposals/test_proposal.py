"""The rules of a proposal: its sides, its answers, its missing parts, and the item that it becomes."""

from datetime import date
from typing import Any

import pytest

from services.agreements.proposals.model import (
    PROPOSED,
    Answer,
    AnsweredBeforeProposal,
    DeclineReasonMissing,
    Proposal,
    ProposalContent,
    ProposalSidesUnfit,
)
from shared.values.cooperation import ProposalAnswer
from shared.values.ids import new_id
from shared.values.refusals import DayInTheFuture, WrongState
from shared.values.reported_days import reported_day
from tests.unit.agreements.examples import a_facility, a_partner, an_office

TODAY = date(2026, 2, 10)
FACILITY, PARTNER = a_facility(), a_partner()


def proposal(**changes: Any) -> Proposal:
    values = {"id": new_id(), "kind": "instructor", "made_by": FACILITY, "made_to": PARTNER}
    content = ProposalContent(title="Dua instruktur menjahit")
    made = {"content": content, "proposed": reported_day("2026-01-27", None, TODAY, PROPOSED)}
    return Proposal(**values | made | changes)


def answer(given: ProposalAnswer, **changes: Any) -> Answer:
    reason = {"reason": "no_budget"} if given == "declined" else {}
    return Answer(**{"answer": given, "answered_on": TODAY} | reason | changes)


def test_a_welcome_is_no_acceptance_and_may_be_followed_by_either_answer() -> None:
    for last in ("accepted", "declined"):
        welcomed = proposal()
        welcomed.put_answer(answer("interest_expressed"), TODAY)
        assert (welcomed.state, welcomed.version) == ("interest_expressed", 2)
        with pytest.raises(WrongState):
            welcomed.put_answer(answer("interest_expressed"), TODAY)
        with pytest.raises(WrongState):
            welcomed.include(new_id())
        welcomed.put_answer(answer(last), TODAY)
        assert (welcomed.state, welcomed.version) == (last, 3)


@pytest.mark.parametrize("first", ["accepted", "declined"])
def test_an_answer_is_final(first: ProposalAnswer) -> None:
    answered = proposal()
    answered.put_answer(answer(first), TODAY)
    for second in ("interest_expressed", "accepted", "declined"):
        with pytest.raises(WrongState):
            answered.put_answer(answer(second), TODAY)


def test_a_reason_is_given_if_it_is_declined_and_only_then() -> None:
    with pytest.raises(DeclineReasonMissing):
        proposal().put_answer(answer("declined", reason=None), TODAY)
    with pytest.raises(DeclineReasonMissing):
        proposal().put_answer(answer("accepted", reason="no_staff"), TODAY)


def test_an_answer_lies_between_the_proposal_and_today() -> None:
    with pytest.raises(DayInTheFuture):
        proposal().put_answer(answer("accepted", answered_on=date(2026, 2, 11)), TODAY)
    with pytest.raises(AnsweredBeforeProposal):
        proposal().put_answer(answer("accepted", answered_on=date(2026, 1, 26)), TODAY)
    # Without a known day of the proposal, nothing can be computed.
    proposal(proposed=reported_day(None, None, TODAY, PROPOSED)).put_answer(
        answer("accepted", answered_on=date(2026, 1, 26)), TODAY
    )


def test_one_of_two_units_is_ours() -> None:
    for sides in (
        {"made_by": PARTNER, "made_to": a_partner()},
        {"made_by": PARTNER, "made_to": PARTNER},
        {"made_by": FACILITY, "made_to": FACILITY},
    ):
        with pytest.raises(ProposalSidesUnfit):
            proposal(**sides).check()
    for sides in (
        {},
        {"made_by": PARTNER, "made_to": FACILITY},
        {"made_by": FACILITY, "made_to": a_facility()},
        {"made_by": an_office(), "made_to": PARTNER},
    ):
        proposal(**sides).check()


def test_our_side_keeps_the_record() -> None:
    assert proposal().ours == FACILITY
    assert proposal(made_by=PARTNER, made_to=FACILITY).ours == FACILITY
    assert proposal(made_to=a_facility()).ours == FACILITY


def test_what_is_missing_is_listed_and_a_meeting_stands_for_the_papers() -> None:
    unknown = reported_day(None, "bulan lalu", TODAY, PROPOSED)
    assert proposal(proposed=unknown).missing == ("proposed_on", "letter", "document")
    assert proposal(proposed=unknown, meeting_id=new_id()).missing == ("proposed_on",)
    # The day of the article "28/11" has no year and never will: it is reported, not missing.
    dated = reported_day("XXXX-11-28", None, TODAY, PROPOSED)
    content = ProposalContent(title="Bibit ikan", letter="415.4/7", document="Map 7")
    assert proposal(proposed=dated, content=content).missing == ()


def test_a_weekday_that_contradicts_the_day_is_a_caution() -> None:
    assert proposal().cautions("tuesday") == ()
    assert [each.code for each in proposal().cautions("monday")] == ["weekday_contradicts_date"]
