"""What the reader may do at the facility of a program, for a page that offers it."""

from services.programs.program.access import KEEPERS, OFFICES, RECORDERS
from services.programs.program.model.parts import Facility
from shared.access import Work
from shared.values.capabilities import Scope


def may_run(work: Work, facility: Facility) -> bool:
    """Whether the reader runs the programs of this facility: opens them, starts cohorts, admits participants."""
    return work.actor.may(KEEPERS, _scope(facility))


def may_record(work: Work, facility: Facility) -> bool:
    """Whether the reader records the sessions of this facility."""
    return work.actor.may(RECORDERS, _scope(facility))


def may_plan(work: Work) -> bool:
    """Whether a position of the reader may plan a program at some facility."""
    return bool(work.actor.reach(KEEPERS).facilities)


def reads_whole(work: Work) -> bool:
    """Whether the reader is of an office, and not only the contact of a partner."""
    return work.actor.may(OFFICES, None)


async def facilities_to_plan_at(work: Work) -> list[Facility]:
    """The facilities whose programs the reader runs, by name."""
    rows = await work.connection.fetch(
        "SELECT id, name, region, zone FROM facility WHERE id = ANY ($1::uuid[]) ORDER BY name",
        work.actor.reach(KEEPERS).facilities,
    )
    return [Facility(**row) for row in rows]


def _scope(facility: Facility) -> Scope:
    return Scope(facilities=frozenset({facility.id}))
