"""Ending an enrolment."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.cohorts.access import scope_to_end
from services.programs.cohorts.model.enrolment import (
    ADMITTED,
    END_DAY,
    LAST_ATTENDED,
    Enrolment,
    EnrolmentEnd,
)
from services.programs.cohorts.store import (
    load_last_attended,
    load_program_of,
    lock_enrolment,
    save_cohort_version,
    save_enrolment_end,
)
from services.programs.program.access import KEEPERS
from services.programs.program.model.program import require_not_before
from services.programs.program.store import lock_program
from shared.access import Work, use_case
from shared.values.refusals import require_past
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class EndEnrolment:
    """End an enrolment after its last day."""

    enrolment_id: UUID
    ended_on: date
    reason: EnrolmentEnd


@use_case(*KEEPERS, scope=scope_to_end)
async def end_enrolment(work: Work, command: EndEnrolment) -> Enrolment:
    """End an enrolment; its place is free from then on, and no session expects the participant any more."""
    # The program is locked, so that no session with the participant is recorded meanwhile; and first, as everywhere.
    program = await lock_program(work.connection, await load_program_of(work.connection, command.enrolment_id))
    enrolment = await lock_enrolment(work.connection, command.enrolment_id)
    ended = enrolment.end(command.ended_on, command.reason)
    require_past(END_DAY, command.ended_on, day_in(program.facility.zone, work.now))
    require_not_before(command.ended_on, enrolment.admitted_on, ADMITTED)
    attended = await load_last_attended(work.connection, enrolment)
    if attended is not None:
        require_not_before(command.ended_on, attended, LAST_ATTENDED)
    await save_enrolment_end(work.connection, ended)
    await save_cohort_version(work.connection, ended.cohort_id)
    return ended
