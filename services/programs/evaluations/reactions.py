"""Reaction to evaluations of agreements."""

from services.programs.evaluations.commands import KeepRequest, keep_request
from services.programs.evaluations.model import EvaluationRequest
from shared.access import Work
from shared.contracts.evaluations import EvaluationOpened
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def keep_what_is_asked(work: Work, event: EvaluationOpened, _envelope: Envelope) -> None:
    """Keep the request of an evaluation."""
    request = EvaluationRequest(
        evaluation_id=event.evaluation_id,
        period_from=event.period_from,
        period_until=event.period_until,
        due_on=event.due_on,
        agreements=event.agreements,
    )
    await keep_request(work, KeepRequest(request))


REACTIONS: Reactions = ((EvaluationOpened, keep_what_is_asked),)
