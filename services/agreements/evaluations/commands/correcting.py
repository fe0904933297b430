"""Correcting an evaluation that is completed: a new edition, beside the one that was signed off."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import SUBMITTERS
from services.agreements.evaluations.access import scope_to_change
from services.agreements.evaluations.commands.evaluating import completed_facts
from services.agreements.evaluations.model.answers import frozen
from services.agreements.evaluations.model.evaluation import Evaluation, Finding
from services.agreements.evaluations.store import (
    insert_edition,
    load_answers,
    load_completed_event,
    load_figures,
    lock_evaluation,
    save_completed,
    save_finding,
)
from shared.access import Work, use_case
from shared.contracts.evaluations import EvaluationCorrected
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class CorrectEvaluation:
    """Other findings than those that were signed off, and why; counts and answers are those of now."""

    evaluation_id: UUID
    expected_version: int
    reason: str
    findings: Sequence[Finding] = ()


@use_case(*SUBMITTERS, scope=scope_to_change)
async def correct_evaluation(work: Work, command: CorrectEvaluation) -> Evaluation:
    """Complete a further edition. The one before stays readable as it was signed off."""
    evaluation = await lock_evaluation(work.connection, command.evaluation_id)
    require_version(evaluation.version, command.expected_version)
    before = evaluation.model_copy(deep=True)
    today = day_in(evaluation.zone, work.now)
    ids = [finding.agreement_id for finding in evaluation.findings]
    figures = await load_figures(work.connection, ids, evaluation.period_from, evaluation.period_until)
    evaluation.correct(today, command.findings, figures, frozen(await load_answers(work.connection, evaluation.id)))
    await insert_edition(work.connection, before, command.reason, today)
    for finding in evaluation.findings:
        await save_finding(work.connection, evaluation.id, finding)
    corrects = await load_completed_event(work.connection, evaluation.id)
    evaluation.version += 1
    event = EvaluationCorrected(**completed_facts(evaluation), edition=evaluation.edition, corrects=corrects)
    await save_completed(work.connection, evaluation, work.emit(event))
    return evaluation
