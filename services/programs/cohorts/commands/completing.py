"""Completing a cohort: the enrolments that go on are completed with it."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.programs.cohorts.access import scope_to_change
from services.programs.cohorts.commands.ending import save_end
from services.programs.cohorts.model.cohort import COMPLETION_DAY, Cohort
from services.programs.cohorts.store.cohorts import (
    load_cohort,
    load_cohort_activity,
    load_going_on,
    load_has_juveniles,
    load_outcome,
    save_completion,
)
from services.programs.cohorts.store.enrolments import lock_open_enrolments_in
from services.programs.program.access import KEEPERS
from services.programs.program.commands.announcing import event_fields, is_sensitive
from services.programs.program.model.program import Program
from services.programs.program.store.locking import lock_program
from shared.access import Work, use_case
from shared.contracts.programs import CohortCompleted
from shared.values.refusals import require_past
from shared.values.terms import day_in, moment_of
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class CompleteCohort:
    """A cohort ran to its end on this day."""

    cohort_id: UUID
    expected_version: int
    completed_on: date


@use_case(*KEEPERS, scope=scope_to_change)
async def complete_cohort(work: Work, command: CompleteCohort) -> Cohort:
    """Complete a cohort that has held sessions; nobody is admitted to it any more.

    Raises `CohortIsCompleted`, `CohortHeldNothing` or a refusal of the day.
    """
    # Its program first, as everywhere, so that nobody is admitted and no session is recorded meanwhile.
    program = await lock_program(work.connection, (await load_cohort(work.connection, command.cohort_id)).program_id)
    cohort = await load_cohort(work.connection, command.cohort_id)
    require_version(cohort.version, command.expected_version)
    require_past(COMPLETION_DAY, command.completed_on, day_in(program.facility.zone, work.now))
    program.require_not_ended_before(command.completed_on)
    return await _complete(work, program, cohort, command.completed_on)


async def complete_cohorts(work: Work, program: Program, day: date) -> None:
    """Complete the cohorts of a locked program that is completed on that day."""
    for cohort in await load_going_on(work.connection, program.id):
        await _complete(work, program, cohort, day)


async def _complete(work: Work, program: Program, cohort: Cohort, day: date) -> Cohort:
    activity = await load_cohort_activity(work.connection, cohort.id)
    completed = cohort.complete(day, activity)
    for enrolment in await lock_open_enrolments_in(work.connection, cohort.id):
        await save_end(work, program, enrolment.end(day, "completed"), day)
    completed = replace(completed, version=await save_completion(work.connection, completed))
    admitted, stayed = await load_outcome(work.connection, cohort.id)
    # Those who stayed, because their number is never larger.
    sensitive = await load_has_juveniles(work.connection, cohort.id) or await is_sensitive(work, program, stayed)
    event = CohortCompleted(
        **event_fields(program, day),
        cohort_id=cohort.id,
        completed_on=day,
        sessions=activity.sessions,
        participants=None if sensitive else admitted,
        completed=None if sensitive else stayed,
    )
    work.emit(event, moment_of(day, program.facility.zone, work.now))
    return completed
