"""Opening an evaluation, recording its findings, completing and cancelling it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.agreements.agreement.commands.announcing import unit_ref
from services.agreements.agreement.model.agreement import AgreementUnknown
from services.agreements.agreement.store.loading import load_agreement
from services.agreements.evaluations.access import KEEPERS, scope_to_change, scope_to_open
from services.agreements.evaluations.model.answers import frozen
from services.agreements.evaluations.model.evaluation import Evaluation, Finding, require_evaluable, require_period
from services.agreements.evaluations.store import (
    insert_evaluation,
    load_answers,
    load_evaluation,
    load_figures,
    load_partners_of,
    lock_candidates,
    lock_evaluation,
    save_completed,
    save_evaluation,
    save_finding,
)
from services.agreements.proposals.access import require_readable_meeting
from shared.access import Work, use_case
from shared.contracts.evaluations import EvaluationCompleted, EvaluationOpened, Recommendation
from shared.contracts.parts import PartnerRef
from shared.values.ids import new_id
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class OpenEvaluation:
    """One evaluation of agreements of a keeper, for a period, to be completed by a day."""

    title: str
    agreements: tuple[UUID, ...]
    period_from: date
    period_until: date
    due_on: date
    meeting_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """The finding about one agreement of an evaluation."""

    evaluation_id: UUID
    expected_version: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class CompleteEvaluation:
    """All findings are on record."""

    evaluation_id: UUID
    expected_version: int
    meeting_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CancelEvaluation:
    """The evaluation is given up, for a reason."""

    evaluation_id: UUID
    expected_version: int
    reason: str


@use_case(*KEEPERS, scope=scope_to_open)
async def open_evaluation(work: Work, command: OpenEvaluation) -> Evaluation:
    """Open an evaluation of agreements that no other one is open for."""
    require_period(command.period_from, command.period_until)
    candidates = await lock_candidates(work.connection, command.agreements)
    unknown = set(command.agreements) - {each.id for each in candidates}
    if unknown:
        raise AgreementUnknown(id=min(unknown))
    require_evaluable(command.agreements, candidates)
    await require_readable_meeting(work, command.meeting_id)
    agreement = await load_agreement(work.connection, command.agreements[0])
    evaluation = Evaluation(
        id=new_id(),
        title=command.title,
        keeper=agreement.keeper,
        zone=agreement.zone,
        period_from=command.period_from,
        period_until=command.period_until,
        due_on=command.due_on,
        meeting_id=command.meeting_id,
        opened_on=day_in(agreement.zone, work.now),
    )
    await insert_evaluation(work, evaluation, command.agreements)
    partners = await load_partners_of(work.connection, command.agreements)
    work.emit(
        EvaluationOpened(
            evaluation_id=evaluation.id,
            version=evaluation.version,
            keeper=unit_ref(evaluation.keeper),
            period_from=evaluation.period_from,
            period_until=evaluation.period_until,
            due_on=evaluation.due_on,
            agreements=tuple(sorted(command.agreements)),
            partners=tuple(PartnerRef(id=each.id, name=each.public_name) for each in partners),
        )
    )
    return await load_evaluation(work.connection, evaluation.id)


@use_case(*KEEPERS, scope=scope_to_change)
async def record_finding(work: Work, command: RecordFinding) -> Evaluation:
    """Record or change the finding about one agreement."""
    evaluation = await lock_evaluation(work.connection, command.evaluation_id)
    require_version(evaluation.version, command.expected_version)
    evaluation.put_finding(command.finding)
    await save_finding(work.connection, evaluation.id, command.finding)
    await save_evaluation(work.connection, evaluation)
    return evaluation


@use_case(*KEEPERS, scope=scope_to_change)
async def complete_evaluation(work: Work, command: CompleteEvaluation) -> Evaluation:
    """Complete it: the counts of sessions and dues are kept as they are now, and later corrections change nothing."""
    evaluation = await lock_evaluation(work.connection, command.evaluation_id)
    require_version(evaluation.version, command.expected_version)
    await require_readable_meeting(work, command.meeting_id)
    evaluation.meeting_id = command.meeting_id or evaluation.meeting_id
    ids = [finding.agreement_id for finding in evaluation.findings]
    period = (evaluation.period_from, evaluation.period_until)
    today = day_in(evaluation.zone, work.now)
    answers = frozen(await load_answers(work.connection, evaluation.id))
    evaluation.finish(today, await load_figures(work.connection, ids, *period), answers)
    for finding in evaluation.findings:
        await save_finding(work.connection, evaluation.id, finding)
    await save_evaluation(work.connection, evaluation, today)
    await save_completed(work.connection, evaluation, work.emit(EvaluationCompleted(**completed_facts(evaluation))))
    return evaluation


def completed_facts(evaluation: Evaluation) -> dict[str, Any]:
    """The facts of an evaluation that is completed, as events carry them."""
    return {
        "evaluation_id": evaluation.id,
        "version": evaluation.version,
        "keeper": unit_ref(evaluation.keeper),
        "period_from": evaluation.period_from,
        "period_until": evaluation.period_until,
        "completed_on": evaluation.completed_on,
        "recommendations": tuple(
            Recommendation(agreement_id=each.agreement_id, recommendation=each.recommendation)
            for each in evaluation.findings
            if each.recommendation is not None
        ),
    }


@use_case(*KEEPERS, scope=scope_to_change)
async def cancel_evaluation(work: Work, command: CancelEvaluation) -> Evaluation:
    """Give an evaluation up; its agreements can be evaluated by another one."""
    evaluation = await lock_evaluation(work.connection, command.evaluation_id)
    require_version(evaluation.version, command.expected_version)
    evaluation.cancel(command.reason)
    await save_evaluation(work.connection, evaluation, day_in(evaluation.zone, work.now))
    return evaluation
