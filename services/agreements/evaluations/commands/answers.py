"""Noting the counts with which a facility answers an evaluation."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.agreements.evaluations.store import save_answer
from shared.access import Work, nationwide, use_case


@dataclass(frozen=True, slots=True)
class NoteAnswer:
    """The counts of one facility; those of a lower version are older."""

    evaluation_id: UUID
    facility_id: UUID
    version: int
    counted_up_to: datetime
    sessions: int
    participants: int | None
    outputs: int | None


@use_case(scope=nationwide, changes=False)
async def note_answer(work: Work, command: NoteAnswer) -> None:
    """Note it. An evaluation that is completed keeps the answers that it was completed with."""
    await save_answer(
        work.connection,
        command.evaluation_id,
        command.facility_id,
        command.version,
        (command.counted_up_to, command.sessions, command.participants, command.outputs),
    )
