"""Periodic job: facilities answer evaluations, and answer again when their record has changed."""

from services.programs.evaluations.commands import AnswerEvaluations, answer_evaluations
from shared.access import Work


async def answer_open_evaluations(work: Work) -> None:
    """Give the answers that are missing or no longer right."""
    await answer_evaluations(work, AnswerEvaluations())


JOBS = (answer_open_evaluations,)
