"""What is done with cohorts: starting one."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.cohorts.model import (
    Admission,
    Cohort,
    CohortNameTaken,
    ConcurrentEnrolment,
    concurrent,
    require_admissible,
)
from services.programs.cohorts.store import add_cohort, enrolled_in_program, other_programs
from services.programs.program.access import KEEPERS, scope_to_change
from services.programs.program.commands import about
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
    """The cohort, and what is worth a second look."""

    cohort: Cohort
    concurrent: list[ConcurrentEnrolment]


@use_case(*KEEPERS, scope=scope_to_change)
async def start_cohort(work: Work, command: StartCohort) -> StartedCohort:
    """Admit the participants together; with its first cohort the program is running."""
    # Locked before the enrolled are counted: else two cohorts at once could both take the last places.
    program = await lock_program(work.connection, command.program_id)
    zone = program.facility.zone
    opening = program.start_cohort(command.started_on, day_in(zone, work.now))
    enrolled = await enrolled_in_program(work.connection, program.id)
    require_admissible(command.admissions, enrolled, opening.capacity)
    cohort = Cohort(new_id(), program.id, command.name, command.started_on)
    if not await add_cohort(work.connection, cohort, command.admissions):
        raise CohortNameTaken(name=cohort.name)
    await save_program(work.connection, program)
    said = CohortStarted(
        **about(program, cohort.started_on),
        cohort_id=cohort.id,
        participants=len(command.admissions),
        started_on=cohort.started_on,
    )
    work.emit(said, moment_of(cohort.started_on, zone, work.now))
    others = await other_programs(work.connection, program, command.admissions)
    return StartedCohort(cohort, concurrent(command.admissions, others))
