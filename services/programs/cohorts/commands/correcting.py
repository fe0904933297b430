"""Correcting the end of an enrolment: another day or reason, or no end at all."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.cohorts.access import scope_to_end
from services.programs.cohorts.commands.ending import require_end_day
from services.programs.cohorts.model.admission import require_places
from services.programs.cohorts.model.enrolment import (
    RE_ENROLMENT,
    Enrolment,
    EnrolmentGoesOn,
    LeavingReason,
    SessionOffRoster,
)
from services.programs.cohorts.store.cohorts import load_cohort
from services.programs.cohorts.store.enrolled import load_enrolled_in_program
from services.programs.cohorts.store.enrolments import (
    load_goes_on,
    load_last_event,
    load_number_of_others,
    load_program_of,
    load_sessions_off_roster,
    lock_enrolment,
    save_enrolment_end,
)
from services.programs.program.access import KEEPERS
from services.programs.program.model.program import Program
from services.programs.program.store.locking import lock_program
from shared.access import Work, use_case
from shared.contracts.program_details import EnrolmentEndCorrected
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class Leaving:
    """The last day of a participant, and why it was the last one."""

    ended_on: date
    reason: LeavingReason


@dataclass(frozen=True, slots=True)
class CorrectEnrolmentEnd:
    """Replace the recorded end of an enrolment; without a `leaving` it has not ended."""

    enrolment_id: UUID
    expected_version: int
    leaving: Leaving | None
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectedEnrolment:
    """An enrolment after the correction, and the sessions whose rosters do not fit any more."""

    enrolment: Enrolment
    off_roster: list[SessionOffRoster]


@use_case(*KEEPERS, scope=scope_to_end)
async def correct_enrolment_end(work: Work, command: CorrectEnrolmentEnd) -> CorrectedEnrolment:
    """Correct an end that was recorded; the earlier ones and the reason stay on record.

    Raises `EnrolmentNotEnded`, `EnrolmentGoesOn`, `CapacityExceeded`, `WrongState` or a refusal of the day.
    """
    program = await lock_program(work.connection, await load_program_of(work.connection, command.enrolment_id))
    enrolment = await lock_enrolment(work.connection, command.enrolment_id)
    require_version(enrolment.version, command.expected_version)
    leaving = command.leaving
    corrected = enrolment.correct_end(*((leaving.ended_on, leaving.reason) if leaving else (None, None)))
    if leaving is None:
        program.require_live(RE_ENROLMENT)
        (await load_cohort(work.connection, enrolment.cohort_id)).require_going_on()
    else:
        await require_end_day(work, program, enrolment, leaving.ended_on)
    if await load_goes_on(work.connection, corrected):
        raise EnrolmentGoesOn(code=enrolment.code)
    if leaving is None:
        await _require_place(work, program)
    await _save(work, program, corrected, command.reason)
    found = await load_sessions_off_roster(work.connection, corrected)
    return CorrectedEnrolment(corrected, [SessionOffRoster(each) for each in found])


async def _require_place(work: Work, program: Program) -> None:
    enrolled = await load_enrolled_in_program(work.connection, program.id)
    if program.opening is not None:
        require_places(1, len(enrolled), program.opening.capacity)


async def _save(work: Work, program: Program, corrected: Enrolment, reason: str) -> None:
    others = await load_number_of_others(work.connection, corrected)
    event = EnrolmentEndCorrected(
        program_id=program.id,
        version=corrected.version,
        cohort_id=corrected.cohort_id,
        enrolment_id=corrected.id,
        enrolled=others + (corrected.ended_on is None),
        ended_on=corrected.ended_on,
        corrects=await load_last_event(work.connection, corrected.id),
    )
    await save_enrolment_end(work.connection, corrected, work.emit(event), reason)
