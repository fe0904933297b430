"""Events of programs, as commands."""

from services.agreements.evaluations.commands.answers import NoteAnswer, note_answer
from shared.access import Work
from shared.contracts.program_details import EvaluationCounted
from shared.contracts.subscription import Reactions
from shared.events.envelope import Envelope


async def on_counted(work: Work, event: EvaluationCounted, _envelope: Envelope) -> None:
    """A facility has answered an evaluation, or has corrected its answer."""
    await note_answer(
        work,
        NoteAnswer(
            event.evaluation_id,
            event.facility_id,
            event.version,
            event.counted_up_to,
            event.sessions,
            event.participants,
            event.outputs,
        ),
    )


REACTIONS: Reactions = ((EvaluationCounted, on_counted),)
