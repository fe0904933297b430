"""The guest plans to adopt a practice, names its program, and records after six months what became of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.program.model.refusals import ProgramUnknown
from services.programs.visits.access import KEEPERS, scope_to_adopt
from services.programs.visits.commands.announcing import adoption_fields
from services.programs.visits.model.adoption import Adoption, Check, VisitProgram
from services.programs.visits.model.visit import Visit
from services.programs.visits.store import (
    insert_adoption,
    load_sessions,
    load_visit_program,
    lock_visit,
    save_adoption,
)
from shared.access import Work, use_case
from shared.contracts.visits import AdoptionAbandoned, AdoptionBegun, AdoptionConfirmed, AdoptionPlanned
from shared.values.ids import new_id
from shared.values.terms import day_in, moment_of
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class PlanAdoption:
    """Adopt the practice of a program of the host, until a day."""

    visit_id: UUID
    expected_version: int
    from_program: UUID
    planned_on: date
    adopt_by: date


@dataclass(frozen=True, slots=True)
class BeginAdoption:
    """The guest's program that adopts the practice."""

    visit_id: UUID
    expected_version: int
    adoption_id: UUID
    program_id: UUID


@dataclass(frozen=True, slots=True)
class CheckAdoption:
    """The result of the check."""

    visit_id: UUID
    expected_version: int
    adoption_id: UUID
    check: Check


@dataclass(frozen=True, slots=True)
class ChangedAdoption:
    """A plan after a change, and its visit."""

    visit: Visit
    adoption: Adoption


@use_case(*KEEPERS, scope=scope_to_adopt)
async def plan_adoption(work: Work, command: PlanAdoption) -> ChangedAdoption:
    """Plan to adopt a practice. Raises `ProgramUnknown` or a refusal of the visit."""
    visit = await lock_visit(work.connection, command.visit_id)
    require_version(visit.version, command.expected_version)
    source = await _program(work, command.from_program)
    adoption = Adoption(new_id(), source.practice, source.id, command.planned_on, command.adopt_by)
    visit.adopt(adoption, day_in(visit.guest.zone, work.now))
    await insert_adoption(work.connection, visit, adoption)
    event = AdoptionPlanned(
        **adoption_fields(visit, adoption),
        planned_on=adoption.planned_on,
        adopt_by=adoption.adopt_by,
        check_due_on=adoption.check_due_on,
    )
    work.emit(event, moment_of(adoption.planned_on, visit.guest.zone, work.now))
    return ChangedAdoption(visit, adoption)


@use_case(*KEEPERS, scope=scope_to_adopt)
async def begin_adoption(work: Work, command: BeginAdoption) -> ChangedAdoption:
    """Name the program that adopts the practice. Raises `AdoptionNotFound` or a refusal of the adoption."""
    visit = await lock_visit(work.connection, command.visit_id)
    require_version(visit.version, command.expected_version)
    program = await _program(work, command.program_id)
    adoption = visit.begin_adoption(command.adoption_id, program)
    await save_adoption(work.connection, visit, adoption)
    work.emit(AdoptionBegun(**adoption_fields(visit, adoption), program_id=program.id))
    return ChangedAdoption(visit, adoption)


@use_case(*KEEPERS, scope=scope_to_adopt)
async def check_adoption(work: Work, command: CheckAdoption) -> ChangedAdoption:
    """Record whether the practice was adopted. Raises `AdoptionNotFound` or a refusal of the check."""
    visit = await lock_visit(work.connection, command.visit_id)
    require_version(visit.version, command.expected_version)
    check = command.check
    program_id = visit.adoption(command.adoption_id).program_id
    sessions = await load_sessions(work.connection, program_id, check.checked_on)
    adoption = visit.check_adoption(command.adoption_id, check, day_in(visit.guest.zone, work.now), sessions)
    await save_adoption(work.connection, visit, adoption)
    work.emit(_checked(visit, adoption, check, sessions), moment_of(check.checked_on, visit.guest.zone, work.now))
    return ChangedAdoption(visit, adoption)


def _checked(visit: Visit, adoption: Adoption, check: Check, sessions: int) -> AdoptionConfirmed | AdoptionAbandoned:
    fields, program_id = adoption_fields(visit, adoption), adoption.program_id
    if check.reason is None and program_id is not None:
        return AdoptionConfirmed(**fields, program_id=program_id, confirmed_on=check.checked_on, sessions=sessions)
    return AdoptionAbandoned(**fields, program_id=program_id, abandoned_on=check.checked_on, reason=check.reason)


async def _program(work: Work, program_id: UUID) -> VisitProgram:
    program = await load_visit_program(work.connection, program_id)
    if program is None:
        raise ProgramUnknown(id=program_id)
    return program
