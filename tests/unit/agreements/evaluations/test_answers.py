"""Answers of facilities: one that is missing is not reported by name, and never 0; corrections are further editions."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.agreements.evaluations.model.answers import FacilityAnswer, frozen
from services.agreements.evaluations.model.evaluation import Figures
from shared.values.ids import new_id
from shared.values.refusals import WrongState
from tests.unit.agreements.evaluations.test_evaluations import SECOND, a_whole_finding, an_evaluation

OPENED = date(2026, 2, 10)
MISSING = FacilityAnswer(facility_id=new_id(), facility="Lapas Contoh Utara")
GIVEN = FacilityAnswer(
    facility_id=new_id(), facility="Lapas Contoh", counted_up_to=datetime(2026, 2, 11, tzinfo=UTC), sessions=12
)


@pytest.mark.parametrize(("days", "state"), [(0, "awaited"), (7, "awaited"), (8, "not_reported")])
def test_an_answer_is_awaited_for_seven_days(days: int, state: str) -> None:
    shown = MISSING.on(OPENED, OPENED + timedelta(days=days))
    assert (shown.state, shown.sessions, shown.withheld) == (state, None, False)
    assert GIVEN.on(OPENED, OPENED + timedelta(days=days)) == GIVEN


def test_few_participants_are_withheld_and_what_is_missing_at_the_end_is_not_reported() -> None:
    assert GIVEN.withheld
    assert not GIVEN.model_copy(update={"participants": 9}).withheld
    assert [each.state for each in frozen([MISSING, GIVEN])] == ["not_reported", "answered"]


def test_a_correction_is_a_further_edition_of_what_is_completed() -> None:
    evaluation = an_evaluation(findings=(a_whole_finding(), a_whole_finding(SECOND)))
    with pytest.raises(WrongState):
        evaluation.correct(OPENED, (), {}, ())
    evaluation.finish(OPENED, {}, frozen([GIVEN]))
    later = OPENED + timedelta(days=30)
    evaluation.correct(later, [a_whole_finding(recommendation="continue")], {SECOND: Figures(sessions=3)}, [GIVEN])
    assert (evaluation.edition, evaluation.state, evaluation.completed_on) == (2, "completed", later)
    assert [each.recommendation for each in evaluation.findings] == ["continue", "renew"]
    assert [each.figures and each.figures.sessions for each in evaluation.findings] == [0, 3]
