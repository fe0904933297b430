"""What a correction has changed in the findings of an evaluation."""

from services.agreements.evaluations.model.editions import changed_findings
from services.agreements.evaluations.model.evaluation import Figures
from tests.unit.agreements.evaluations.test_evaluations import SECOND, a_whole_finding, an_evaluation


def test_only_findings_that_differ_are_named_with_the_parts_that_do() -> None:
    before = an_evaluation(findings=(a_whole_finding(), a_whole_finding(SECOND, figures=Figures(sessions=3))))
    after = an_evaluation(
        findings=(a_whole_finding(recommendation="continue"), a_whole_finding(SECOND, figures=Figures(sessions=4)))
    )
    first, second = changed_findings(before, after)
    assert (first.parts, first.after.recommendation) == (["recommendation"], "continue")
    assert (second.parts, second.before.agreement_id) == (["figures"], SECOND)
    assert changed_findings(before, before) == []
