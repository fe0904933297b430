"""Rights to change a planned session, and to read it."""

from typing import Protocol
from uuid import UUID

from services.programs.schedule.model.plan import PlannedSessionNotFound
from shared.access import Work
from shared.values.capabilities import Scope


class AboutPlan(Protocol):
    """A command or query about one planned session."""

    @property
    def plan_id(self) -> UUID:
        """Which planned session."""


async def scope_to_change(work: Work, command: AboutPlan) -> Scope:
    """The facility that runs the program. Raises `PlannedSessionNotFound`."""
    scope = await scope_to_read(work, command)
    return Scope(facilities=scope.facilities)


async def scope_to_read(work: Work, query: AboutPlan) -> Scope:
    """The facility and region of the program. Raises `PlannedSessionNotFound`."""
    row = await work.connection.fetchrow(
        """SELECT facility_id, region FROM planned_session AS plan JOIN program ON program.id = program_id
           WHERE plan.id = $1""",
        query.plan_id,
    )
    if row is None:
        raise PlannedSessionNotFound(id=query.plan_id)
    return Scope(facilities=frozenset({row["facility_id"]}), regions=frozenset({row["region"]}))
