"""Ending an enrolment, or all of a program that ends."""

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
    LeavingReason,
)
from services.programs.cohorts.store.enrolments import (
    load_last_attended,
    load_number_of_others,
    load_program_of,
    lock_enrolment,
    lock_open_enrolments,
    save_enrolment_end,
)
from services.programs.program.access import KEEPERS
from services.programs.program.model.program import Program, require_not_before
from services.programs.program.store.locking import lock_program
from shared.access import Work, use_case
from shared.contracts.program_details import EnrolmentEnded
from shared.values.refusals import require_past
from shared.values.terms import day_in, moment_of


@dataclass(frozen=True, slots=True)
class EndEnrolment:
    """End an enrolment after its last day."""

    enrolment_id: UUID
    ended_on: date
    reason: LeavingReason


@use_case(*KEEPERS, scope=scope_to_end)
async def end_enrolment(work: Work, command: EndEnrolment) -> Enrolment:
    """End an enrolment; its place is free from then on, and no session expects the participant any more."""
    # The program is locked, so that no session with the participant is recorded meanwhile; and first, as everywhere.
    program = await lock_program(work.connection, await load_program_of(work.connection, command.enrolment_id))
    enrolment = await lock_enrolment(work.connection, command.enrolment_id)
    ended = enrolment.end(command.ended_on, command.reason)
    await require_end_day(work, program, enrolment, command.ended_on)
    await save_end(work, program, ended, command.ended_on)
    return ended


async def end_enrolments(work: Work, program: Program, day: date, reason: EnrolmentEnd) -> None:
    """End all enrolments in a locked program that have not ended."""
    for enrolment in await lock_open_enrolments(work.connection, program.id):
        await save_end(work, program, enrolment.end(day, reason), day)


async def require_end_day(work: Work, program: Program, enrolment: Enrolment, day: date) -> None:
    """Raise unless the day has come, and the participant was admitted before and attended nothing later."""
    require_past(END_DAY, day, day_in(program.facility.zone, work.now))
    program.require_not_ended_before(day)
    require_not_before(day, enrolment.admitted_on, ADMITTED)
    attended = await load_last_attended(work.connection, enrolment)
    if attended is not None:
        require_not_before(day, attended, LAST_ATTENDED)


async def save_end(work: Work, program: Program, ended: Enrolment, day: date) -> None:
    """Save and emit the end of an enrolment in a locked program."""
    event = EnrolmentEnded(
        program_id=program.id,
        version=ended.version,
        cohort_id=ended.cohort_id,
        enrolment_id=ended.id,
        enrolled=await load_number_of_others(work.connection, ended),
        ended_on=day,
    )
    event_id = work.emit(event, moment_of(day, program.facility.zone, work.now))
    await save_enrolment_end(work.connection, ended, event_id)
