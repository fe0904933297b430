"""Reactions to evaluations of agreements."""

from services.programs.evaluations.commands import CloseRequest, KeepRequest, close_request, keep_request
from services.programs.evaluations.model import EvaluationRequest
from shared.access import Work
from shared.contracts.evaluations import EvaluationCompleted, EvaluationOpened
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def keep_what_is_asked(work: Work, event: EvaluationOpened, _envelope: Envelope) -> None:
    """Keep the request of an evaluation."""
    request = EvaluationRequest(
        evaluation_id=event.evaluation_id,
        period_from=event.period_from,
        period_until=event.period_until,
        agreements=event.agreements,
    )
    await keep_request(work, KeepRequest(request))


async def close_what_was_asked(work: Work, event: EvaluationCompleted, _envelope: Envelope) -> None:
    """Ask no more for a completed evaluation."""
    await close_request(work, CloseRequest(event.evaluation_id))


REACTIONS: Reactions = (
    (EvaluationOpened, keep_what_is_asked),
    (EvaluationCompleted, close_what_was_asked),
)
