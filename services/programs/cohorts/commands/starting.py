"""Starting a cohort."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.cohorts.commands.admitting import AdmittedParticipants, enrol_all, require_room
from services.programs.cohorts.model.admission import Admission
from services.programs.cohorts.model.cohort import Cohort, CohortNameTaken
from services.programs.cohorts.store.cohorts import insert_cohort
from services.programs.program.access import KEEPERS, scope_to_change
from services.programs.program.commands.announcing import event_fields, is_sensitive
from services.programs.program.model.program import Program
from services.programs.program.store.locking import lock_program
from services.programs.program.store.saving import save_program
from shared.access import Work, use_case
from shared.contracts.program_details import CohortCounted
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
    """The new cohort, and the participants who were admitted with it."""

    cohort: Cohort
    admitted: AdmittedParticipants


@use_case(*KEEPERS, scope=scope_to_change)
async def start_cohort(work: Work, command: StartCohort) -> StartedCohort:
    """Admit the participants together; with its first cohort the program is running."""
    program = await lock_program(work.connection, command.program_id)
    opening = program.start_cohort(command.started_on, day_in(program.facility.zone, work.now))
    who = await require_room(work, program, opening, command.admissions, command.started_on)
    cohort = Cohort(new_id(), program.id, command.name, command.started_on)
    if not await insert_cohort(work.connection, cohort):
        raise CohortNameTaken(name=cohort.name)
    admitted = await enrol_all(work, program, cohort, who, command.started_on)
    await save_program(work.connection, program)
    await _emit_started(work, program, cohort, command.admissions)
    return StartedCohort(cohort, admitted)


async def _emit_started(work: Work, program: Program, cohort: Cohort, admissions: Sequence[Admission]) -> None:
    juveniles = any(each.kind == "juvenile" for each in admissions)
    sensitive = juveniles or await is_sensitive(work, program, len(admissions))
    started = CohortStarted(
        **event_fields(program, cohort.started_on),
        cohort_id=cohort.id,
        participants=None if sensitive else len(admissions),
        started_on=cohort.started_on,
    )
    work.emit(started, moment_of(cohort.started_on, program.facility.zone, work.now))
    if sensitive:
        counted = CohortCounted(program_id=program.id, version=1, cohort_id=cohort.id, participants=len(admissions))
        work.emit(counted)
