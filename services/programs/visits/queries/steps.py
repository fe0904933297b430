"""The steps that the reader may take with visits, and the choices of its forms."""

from collections.abc import Collection
from uuid import UUID

from services.programs.program.model.parts import Facility
from services.programs.visits.access import KEEPERS
from services.programs.visits.model.refusals import AdoptionNotFound
from services.programs.visits.queries.adoptions import AdoptionSummary
from services.programs.visits.queries.visits import VisitDetails
from shared.access import Work
from shared.values.capabilities import Scope


def may_request(work: Work) -> bool:
    """Whether a position of the reader may request or register a visit for some facility."""
    return bool(work.actor.reach(KEEPERS).facilities)


def may_act_in(work: Work, *facilities: Facility) -> bool:
    """Whether the reader acts for one of these facilities."""
    return work.actor.may(KEEPERS, Scope(facilities=frozenset(each.id for each in facilities)))


def adoption_in(visit: VisitDetails, adoption_id: UUID) -> AdoptionSummary:
    """One of the visit's plans. Raises `AdoptionNotFound`."""
    found = next((each for each in visit.adoptions if each.id == adoption_id), None)
    if found is None:
        raise AdoptionNotFound(id=adoption_id)
    return found


async def own_facilities(work: Work) -> list[Facility]:
    """The facilities for which the reader acts, by name."""
    return await _facilities(work, "id = ANY ($1::uuid[])", work.actor.reach(KEEPERS).facilities)


async def facilities_like(work: Work, name: str) -> list[Facility]:
    """The facilities with these words in their name."""
    return await _facilities(work, "strpos(lower(name), lower($1)) > 0", name) if name else []


async def facility_named(work: Work, facility_id: UUID | None) -> Facility | None:
    """One facility, if it is known."""
    found = await _facilities(work, "id = $1", facility_id) if facility_id else []
    return found[0] if found else None


async def choices_of_programs(work: Work, facilities: Collection[UUID]) -> list[tuple[str, str]]:
    """The programs of the facilities among these for which the reader acts, as id and name, the newest first."""
    own = [each for each in facilities if work.actor.may(KEEPERS, Scope(facilities=frozenset({each})))]
    return await _programs(work, "facility_id = ANY ($1::uuid[]) AND state <> 'joined'", own)


async def programs_of_practice(work: Work, facility_id: UUID, practice: str) -> list[tuple[str, str]]:
    """The programs of a facility that run a practice, if the reader acts for it."""
    if not work.actor.may(KEEPERS, Scope(facilities=frozenset({facility_id}))):
        return []
    return await _programs(work, "facility_id = $1 AND template = $2 AND state <> 'joined'", facility_id, practice)


async def _facilities(work: Work, which: str, value: object) -> list[Facility]:
    rows = await work.connection.fetch(
        f"SELECT id, name, region, zone FROM facility WHERE {which} ORDER BY name LIMIT 40",  # noqa: S608 -- as above
        value,
    )
    return [Facility(**row) for row in rows]


async def _programs(work: Work, which: str, *values: object) -> list[tuple[str, str]]:
    rows = await work.connection.fetch(
        f"SELECT id, name, fiscal_year FROM program WHERE {which} ORDER BY id DESC LIMIT 60",  # noqa: S608 -- as above
        *values,
    )
    return [(str(row["id"]), f"{row['name']} ({row['fiscal_year']})") for row in rows]
