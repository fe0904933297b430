"""Registering an instructor of a facility, and changing the entry."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.instructors.access import scope_to_change
from services.programs.instructors.model import Instructor, InstructorFacts
from services.programs.instructors.store import (
    insert_instructor,
    load_next_number,
    lock_instructor,
    save_instructor,
)
from services.programs.months.access import scope_to_change as scope_of_facility
from services.programs.program.access import KEEPERS
from shared.access import Work, use_case
from shared.values.ids import new_id
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class RegisterInstructor:
    """Register an instructor."""

    facility_id: UUID
    facts: InstructorFacts


@dataclass(frozen=True, slots=True)
class ChangeInstructor:
    """Replace the whole entry of an instructor."""

    instructor_id: UUID
    expected_version: int
    facts: InstructorFacts


@use_case(*KEEPERS, scope=scope_of_facility)
async def register_instructor(work: Work, command: RegisterInstructor) -> Instructor:
    """Register an instructor, who gets the next short code of the facility."""
    number = await load_next_number(work.connection, command.facility_id)
    instructor = Instructor(new_id(), command.facility_id, number, command.facts)
    await insert_instructor(work.connection, instructor)
    return instructor


@use_case(*KEEPERS, scope=scope_to_change)
async def change_instructor(work: Work, command: ChangeInstructor) -> Instructor:
    """Change an instructor, such as the days of a new permit."""
    instructor = await lock_instructor(work.connection, command.instructor_id)
    require_version(instructor.version, command.expected_version)
    changed = instructor.change(command.facts)
    await save_instructor(work.connection, changed)
    return changed
