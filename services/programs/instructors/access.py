"""Rights to register the instructors of a facility, and to read them."""

from typing import Protocol
from uuid import UUID

from services.programs.instructors.model import InstructorNotFound
from shared.access import Work
from shared.values.capabilities import Scope


class AboutInstructor(Protocol):
    """A command or query about one instructor."""

    @property
    def instructor_id(self) -> UUID:
        """Which instructor."""


async def scope_to_change(work: Work, command: AboutInstructor) -> Scope:
    """The facility that registered the instructor. Raises `InstructorNotFound`."""
    scope = await scope_to_read(work, command)
    return Scope(facilities=scope.facilities)


async def scope_to_read(work: Work, query: AboutInstructor) -> Scope:
    """The facility and its region. Raises `InstructorNotFound`."""
    row = await work.connection.fetchrow(
        """SELECT facility_id, region FROM instructor JOIN facility ON facility.id = facility_id
           WHERE instructor.id = $1""",
        query.instructor_id,
    )
    if row is None:
        raise InstructorNotFound(id=query.instructor_id)
    return Scope(facilities=frozenset({row["facility_id"]}), regions=frozenset({row["region"]}))
