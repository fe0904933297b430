"""Admitting participants, with their cohort or later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.cohorts.access import scope_to_change
from services.programs.cohorts.model.admission import (
    Admission,
    ConcurrentEnrolment,
    concurrent_enrolments,
    require_admissible,
    require_markable,
)
from services.programs.cohorts.model.cohort import COHORT_START, Cohort
from services.programs.cohorts.model.enrolment import ADMISSION_DAY, Enrolment, enrol
from services.programs.cohorts.store import (
    insert_enrolments,
    load_cohort,
    load_ended,
    load_enrolled_in_cohort,
    load_enrolled_in_program,
    load_last_number,
    load_left_after,
    load_other_programs,
    load_participated,
    save_cohort_version,
)
from services.programs.program.access import KEEPERS
from services.programs.program.model.parts import Opening
from services.programs.program.model.program import Program, require_not_before
from services.programs.program.store import lock_program
from shared.access import Work, use_case
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class AdmitParticipants:
    """Admit participants to a cohort that has started."""

    cohort_id: UUID
    admitted_on: date
    admissions: tuple[Admission, ...]


@dataclass(frozen=True, slots=True)
class AdmittedParticipants:
    """The new enrolments, and participants who are enrolled in other programs too."""

    enrolments: list[Enrolment]
    concurrent: list[ConcurrentEnrolment]


@use_case(*KEEPERS, scope=scope_to_change)
async def admit_participants(work: Work, command: AdmitParticipants) -> AdmittedParticipants:
    """Admit participants together, within the places that are free now."""
    cohort = await load_cohort(work.connection, command.cohort_id)
    program = await lock_program(work.connection, cohort.program_id)
    opening = program.admit(ADMISSION_DAY, command.admitted_on, day_in(program.facility.zone, work.now))
    require_not_before(command.admitted_on, cohort.started_on, COHORT_START)
    await require_room(work, program, opening, command.admissions, command.admitted_on)
    enrolled = await load_enrolled_in_cohort(work.connection, cohort.id, command.admitted_on)
    require_markable(len(enrolled) + len(command.admissions))
    admitted = await enrol_all(work, program, cohort, command.admissions, command.admitted_on)
    await save_cohort_version(work.connection, cohort.id)
    return admitted


async def require_room(
    work: Work, program: Program, opening: Opening, admissions: Sequence[Admission], day: date
) -> None:
    """Raise unless all can be admitted to a locked program on that day."""
    # Locked before the enrolled are counted. Otherwise two requests at the same time could both take the last places.
    enrolled = await load_enrolled_in_program(work.connection, program.id)
    left_later = await load_left_after(work.connection, program.id, day)
    require_admissible(admissions, enrolled, opening.capacity, left_later=left_later)


async def enrol_all(
    work: Work, program: Program, cohort: Cohort, admissions: Sequence[Admission], admitted_on: date
) -> AdmittedParticipants:
    """Enrol all in a cohort that exists."""
    refs = [admission.participant_ref for admission in admissions]
    enrolments = enrol(
        cohort.id,
        admissions,
        admitted_on,
        after=await load_last_number(work.connection, cohort.id),
        earlier=await load_ended(work.connection, program, [each.continues for each in admissions if each.continues]),
        participated=await load_participated(work.connection, program, refs),
    )
    await insert_enrolments(work.connection, enrolments)
    other_programs = await load_other_programs(work.connection, program, refs)
    return AdmittedParticipants(enrolments, concurrent_enrolments(admissions, other_programs))
