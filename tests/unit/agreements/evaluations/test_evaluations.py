"""Evaluations: which agreements one can cover, its findings, and its end."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.agreements.evaluations.model.evaluation import (
    Candidate,
    EvaluatedAgreementUnfit,
    Evaluation,
    Figures,
    Finding,
    FindingsMissing,
    NotEvaluated,
    PeriodReversed,
    ReasonForEnd,
    UnderEvaluation,
    require_evaluable,
    require_period,
)
from shared.values.ids import new_id
from shared.values.refusals import WrongState
from tests.unit.agreements.examples import a_facility

KEEPER = new_id()
FIRST, SECOND = sorted((new_id(), new_id()))
DAY = date(2026, 2, 10)


def a_candidate(**changes: Any) -> Candidate:
    values: dict[str, Any] = {"id": FIRST, "keeper_id": KEEPER, "registration_number": "26-JATENG-0001"}
    return Candidate(**values | {"was_in_force": True, "is_open_elsewhere": False} | changes)


def a_finding(agreement_id: UUID = FIRST, **changes: Any) -> Finding:
    values = {"agreement_id": agreement_id, "registration_number": "26-JATENG-0001", "title": "Nota"}
    return Finding(**values | changes)


def a_whole_finding(agreement_id: UUID = FIRST, **changes: Any) -> Finding:
    return a_finding(agreement_id, **{"finding": "Berjalan.", "recommendation": "renew"} | changes)


def an_evaluation(**changes: Any) -> Evaluation:
    period = {"period_from": date(2025, 1, 1), "period_until": date(2025, 12, 31), "due_on": date(2026, 2, 28)}
    values: dict[str, Any] = {"id": new_id(), "title": "Evaluasi 2025", "keeper": a_facility(), "zone": "Asia/Jakarta"}
    values |= period | {"opened_on": DAY, "findings": (a_finding(), a_finding(SECOND))}
    return Evaluation(**values | changes)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"was_in_force": False}, EvaluatedAgreementUnfit),
        ({"keeper_id": new_id()}, EvaluatedAgreementUnfit),
        ({"is_open_elsewhere": True}, UnderEvaluation),
    ],
)
def test_agreements_of_one_keeper_that_were_in_force_are_evaluated_together(
    changes: dict[str, Any], refusal: type[Exception]
) -> None:
    require_evaluable([FIRST, SECOND], [a_candidate(), a_candidate(id=SECOND)])
    with pytest.raises(refusal):
        require_evaluable([FIRST, SECOND], [a_candidate(), a_candidate(id=SECOND, **changes)])


def test_an_agreement_is_named_once_and_the_period_ends_after_it_begins() -> None:
    with pytest.raises(EvaluatedAgreementUnfit):
        require_evaluable([FIRST, FIRST], [a_candidate()])
    require_period(DAY, DAY)
    with pytest.raises(PeriodReversed):
        require_period(DAY, date(2026, 2, 9))


def test_a_finding_keeps_the_names_and_can_be_changed() -> None:
    evaluation = an_evaluation()
    evaluation.put_finding(a_whole_finding(registration_number="", title=""))
    evaluation.put_finding(a_whole_finding(finding="Berjalan baik.", registration_number="", title=""))
    assert [each.finding for each in evaluation.findings] == ["Berjalan baik.", None]
    assert (evaluation.findings[0].title, evaluation.complete) == ("Nota", 1)
    with pytest.raises(NotEvaluated):
        evaluation.put_finding(a_whole_finding(new_id()))


@pytest.mark.parametrize("recommendation", ["addend", "end"])
def test_a_recommendation_to_change_or_to_end_names_its_reason(recommendation: str) -> None:
    evaluation = an_evaluation()
    with pytest.raises(ReasonForEnd):
        evaluation.put_finding(a_whole_finding(recommendation=recommendation))
    evaluation.put_finding(a_whole_finding(recommendation=recommendation, reason="Pelatihan belum tercakup."))


def test_it_is_complete_with_a_finding_for_each_agreement_and_keeps_the_counts() -> None:
    evaluation = an_evaluation()
    evaluation.put_finding(a_whole_finding())
    with pytest.raises(FindingsMissing):
        evaluation.finish(DAY, {})
    evaluation.put_finding(a_whole_finding(SECOND, recommendation="continue"))
    evaluation.finish(DAY, {FIRST: Figures(sessions=12, dues=3, fulfilled=2, overdue=1)})
    assert (evaluation.state, evaluation.completed_on) == ("completed", DAY)
    # None were counted for the second one.
    assert [each.figures and each.figures.sessions for each in evaluation.findings] == [12, 0]


def test_one_that_is_over_does_not_change() -> None:
    evaluation = an_evaluation()
    evaluation.cancel("Periode keliru.")
    with pytest.raises(WrongState):
        evaluation.put_finding(a_whole_finding())
    with pytest.raises(WrongState):
        evaluation.finish(DAY, {})
    with pytest.raises(WrongState):
        evaluation.cancel("Lagi.")
