"""Keeping the requests of evaluations, and answering them for each facility. System only."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from services.programs.authorisations.commands.event_parts import facility_ref
from services.programs.evaluations.model import EvaluationRequest, answer_of
from services.programs.evaluations.store import (
    Answered,
    load_asked_facility,
    load_counts,
    load_request,
    load_unanswered,
    lock_answer,
    save_answer,
    save_request,
    save_stale,
)
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.program_details import AgreementCount, EvaluationCounted
from shared.events.job_items import take_each
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class KeepRequest:
    """An evaluation was opened."""

    request: EvaluationRequest


@dataclass(frozen=True, slots=True)
class AnswerEvaluations:
    """Facilities answer for the first time, and again when the record of the period has changed."""


@use_case(scope=nationwide)
async def keep_request(work: Work, command: KeepRequest) -> None:
    """Keep what the evaluation asks. The agreements may arrive later, so the answers are a job."""
    await save_request(work.connection, command.request)


@use_case(scope=nationwide)
async def answer_evaluations(work: Work, _command: AnswerEvaluations) -> None:
    """Give each answer that is missing or no longer right."""
    await save_stale(work.connection)
    asked = await load_unanswered(work.connection, day_in(CAPITAL_ZONE, work.now))
    await take_each(work, "answer_evaluations", asked, partial(_answer, work), lambda each: f"{each[0]} {each[1]}")


async def _answer(work: Work, asked: tuple[UUID, UUID]) -> None:
    evaluation_id, facility_id = asked
    request = await load_request(work.connection, evaluation_id, facility_id)
    answer = answer_of(request.agreements, await load_counts(work.connection, facility_id, request))
    before = await lock_answer(work.connection, evaluation_id, facility_id)
    same = before is not None and before.answer == answer
    version = (before.version if before else 0) + (0 if same else 1)
    await save_answer(work.connection, request, facility_id, Answered(answer, version), work.now)
    if same:
        return
    work.emit(
        EvaluationCounted(
            evaluation_id=evaluation_id,
            facility_id=facility_id,
            version=version,
            facility=facility_ref(await load_asked_facility(work.connection, facility_id)),
            period_from=request.period_from,
            period_until=request.period_until,
            counted_up_to=work.now,
            sessions=answer.total.sessions,
            participants=answer.total.participants,
            outputs=answer.total.outputs,
            agreements=tuple(
                AgreementCount(agreement_id=id_, **each.model_dump()) for id_, each in answer.agreements.items()
            ),
        )
    )
