"""Starting a cohort."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.cohorts.model import (
    Admission,
    Cohort,
    CohortNameTaken,
    ConcurrentEnrolment,
    concurrent_enrolments,
    require_admissible,
)
from services.programs.cohorts.store import insert_cohort, load_enrolled_in_program, load_other_programs
from services.programs.program.access import KEEPERS, scope_to_change
from services.programs.program.commands import event_fields
from services.programs.program.model.program import Program
from services.programs.program.store import lock_program, save_program
from shared.access import Work, use_case
from shared.contracts.programs import CohortStarted
from shared.values.ids import new_id
from shared.values.terms import day_in, moment_of


@dataclass(frozen=True, slots=True)
class StartCohort:
    """Start a cohort of an open or running program with these participants."""

    program_id: UUID
    name: str
    started_on: date
    admissions: tuple[Admission, ...]


@dataclass(frozen=True, slots=True)
class StartedCohort:
    """The new cohort, and participants who are enrolled in other programs too."""

    cohort: Cohort
    concurrent: list[ConcurrentEnrolment]


@use_case(*KEEPERS, scope=scope_to_change)
async def start_cohort(work: Work, command: StartCohort) -> StartedCohort:
    """Admit the participants together; with its first cohort the program is running."""
    # Locked before the enrolled are counted. Otherwise two cohorts at the same time could both take the last places.
    program = await lock_program(work.connection, command.program_id)
    opening = program.start_cohort(command.started_on, day_in(program.facility.zone, work.now))
    enrolled = await load_enrolled_in_program(work.connection, program.id)
    require_admissible(command.admissions, enrolled, opening.capacity)
    cohort = Cohort(new_id(), program.id, command.name, command.started_on)
    if not await insert_cohort(work.connection, cohort, command.admissions):
        raise CohortNameTaken(name=cohort.name)
    await save_program(work.connection, program)
    started = _started(program, cohort, len(command.admissions))
    work.emit(started, moment_of(cohort.started_on, program.facility.zone, work.now))
    other_programs = await load_other_programs(work.connection, program, command.admissions)
    return StartedCohort(cohort, concurrent_enrolments(command.admissions, other_programs))


def _started(program: Program, cohort: Cohort, participants: int) -> CohortStarted:
    fields = event_fields(program, cohort.started_on)
    return CohortStarted(**fields, cohort_id=cohort.id, participants=participants, started_on=cohort.started_on)
