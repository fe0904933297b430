"""What waits, in one shape over the three services: what it is, for which desk, since when, until when, where to act.

Each service says which kinds of matters can wait in it, and by which SQL they are found in its tables. Nothing is kept
beside those tables, so whatever is done leaves the list by itself. Cases are listed for the desk that has to act on
them; whoever watches over a desk is given counts per unit and not its cases.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, JsonValue

from shared.access import Actor, Work, anywhere, use_case
from shared.values.capabilities import Capability, ScopeKind
from shared.values.desks import DESK_CAPABILITIES, HOLDERS, desk_key, unit_key
from shared.values.texts import Text
from shared.values.waiting import Kind
from shared.web.cursors import Page, PageWanted, WantedPage
from shared.web.edge import CurrentWork, WorkRoute

Service = Literal["agreements", "programs", "notifications"]

_CASE: dict[str, JsonValue] = {
    "id": "review_by_region/019c0000-0000-7000-8000-000000000002/region:JATENG",
    "service": "agreements",
    "kind": "review_by_region",
    "title": {"id": "Telaah rancangan: Nota Kesepakatan", "en": "Review the draft: Nota Kesepakatan"},
    "about": {
        "id": "019c0000-0000-7000-8000-000000000002",
        "facilities": ["Lapas Kelas IIA Purwokerto"],
        "partners": ["Pemerintah Kabupaten Banyumas"],
    },
    "waits_for": {
        "scope_kind": "region",
        "unit": "JATENG",
        "name": "Kantor Wilayah Direktorat Jenderal Pemasyarakatan Jawa Tengah",
        "capabilities": ["regional_reviewer"],
    },
    "since": "2026-02-02",
    "age_days": 9,
    "due_on": "2026-02-09",
    "overdue": True,
    "link": "/agreements/019c0000-0000-7000-8000-000000000002/reviews",
}


class Matter(BaseModel):
    """What a case is about: the id of the agreement, program, cohort … and the names of those whom it concerns."""

    id: UUID
    facilities: list[str]
    partners: list[str]


class WaitsFor(BaseModel):
    """The desk that has to act: a unit, and the capabilities of which one is enough."""

    scope_kind: ScopeKind
    unit: str
    name: str | None
    capabilities: list[Capability]


class WaitingCase(BaseModel):
    """One case; days are those of the calendar at its facility."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CASE]})

    id: str
    service: Service
    kind: str
    title: Text
    about: Matter
    waits_for: WaitsFor
    since: date
    age_days: int
    due_on: date | None
    overdue: bool
    link: str


class WaitingCount(BaseModel):
    """How many cases of one kind wait for one unit, how many of them are overdue, and since when the oldest waits."""

    service: Service
    scope_kind: ScopeKind
    unit: str
    name: str | None
    kind: str
    label: Text
    waiting: int
    overdue: int
    oldest: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """What can wait in a service.

    `found` is a SELECT of kind, about, desk, unit_name, region, zone, since, due_on, facilities, partners, words. $1 is
    the business time; $2 says whether all of the nation is wanted, $3 to $5 are the facilities, regions and partners
    wanted where it is not. More may be found, and is left out then. `desk` is the key of a desk where one role must
    act, and the key of a unit where any of its holders can; `region` is the one that watches over it.
    """

    service: Service
    kinds: Mapping[str, Kind]
    found: str


@dataclass(frozen=True, slots=True)
class ListWaiting:
    """What waits for one's own desks; each filter narrows."""

    waiting: Waiting
    page: PageWanted
    unit: str | None
    kind: str | None
    overdue: bool | None


@dataclass(frozen=True, slots=True)
class CountWaiting:
    """How much waits wherever one's positions reach."""

    waiting: Waiting
    page: PageWanted
    kind: str | None


# `wanted` is for nobody: it gives the parameters their types, also those that `found` does not ask for.
_WAITING = """
WITH wanted AS (SELECT $2::boolean, $3::uuid[], $4::text[], $5::uuid[]), found AS ({found}),
waiting AS (
    SELECT found.*, concat_ws('/', kind, about, desk) AS id, coalesce(due_on, since + days) AS due,
           ($1::timestamptz AT TIME ZONE zone)::date AS today, split_part(desk, ':', 1) AS scope_kind,
           CASE WHEN desk LIKE 'nation%' THEN '' ELSE split_part(desk, ':', 2) END AS unit
    FROM found JOIN unnest($6::text[], $7::integer[]) AS k (kind, days) USING (kind)
)
"""
_CASES = """
SELECT *, today - since AS age_days, coalesce(due < today, false) AS overdue FROM waiting
WHERE desk = ANY ($8) AND ($9::text IS NULL OR unit = $9) AND ($10::text IS NULL OR kind = $10)
  AND ($11::boolean IS NULL OR coalesce(due < today, false) = $11)
  AND ($12::date IS NULL OR (coalesce(due, 'infinity'), since, id) > ($12, $13::date, $14::text))
ORDER BY coalesce(due, 'infinity'), since, id LIMIT $15
"""
_COUNTS = """
SELECT scope_kind, unit, max(unit_name) AS name, kind, count(*) AS waiting,
       count(*) FILTER (WHERE due < today) AS overdue, min(since) AS oldest
FROM waiting
WHERE ($8 OR desk = ANY ($9) OR region = ANY ($10)) AND ($11::text IS NULL OR kind = $11)
  AND ($12::text IS NULL OR (scope_kind, unit, kind) > ($12, $13::text, $14::text))
GROUP BY scope_kind, unit, kind ORDER BY scope_kind, unit, kind LIMIT $15
"""


@use_case(*DESK_CAPABILITIES, scope=anywhere, changes=False)
async def list_waiting(work: Work, query: ListWaiting) -> Page[WaitingCase]:
    """The cases at the actor's desks: the first due first, then the oldest."""
    rows = await work.connection.fetch(
        _WAITING.format(found=query.waiting.found) + _CASES,
        *_basis(work, query.waiting),
        _desks(work.actor),
        query.unit,
        query.kind,
        query.overdue,
        *query.page.after_as(date.fromisoformat, date.fromisoformat, str),
        query.page.limit + 1,
    )
    cases = [_case(query.waiting, row) for row in rows]
    # To asyncpg the last day that Python knows is PostgreSQL's infinity, by which the query sorts what has no day.
    return query.page.page(cases, lambda case: (case.due_on or date.max, case.since, case.id))


@use_case(*DESK_CAPABILITIES, scope=anywhere, changes=False)
async def count_waiting(work: Work, query: CountWaiting) -> Page[WaitingCount]:
    """How much waits per unit and kind: at one's own desks, in one's region, in the nation."""
    reach = work.actor.reach(HOLDERS["nation"] + HOLDERS["region"])
    rows = await work.connection.fetch(
        _WAITING.format(found=query.waiting.found) + _COUNTS,
        *_basis(work, query.waiting),
        reach.nation,
        _desks(work.actor),
        reach.regions,
        query.kind,
        *query.page.after_as(str, str, str),
        query.page.limit + 1,
    )
    kinds, service = query.waiting.kinds, query.waiting.service
    counts = [WaitingCount(**row, service=service, label=kinds[row["kind"]].label) for row in rows]
    return query.page.page(counts, lambda count: (count.scope_kind, count.unit, count.kind))


def waiting_router(waiting: Waiting) -> APIRouter:
    """The routes of a service's waiting room."""
    router = APIRouter(prefix="/waiting", route_class=WorkRoute, tags=["waiting"])
    kind_wanted = Query(pattern=f"^({'|'.join(waiting.kinds)})$")
    unit_wanted = Query(pattern="^[0-9A-Za-z-]{2,36}$", description="a facility's or partner's id, a region's code")

    @router.get("", summary="Yang menunggu saya / what waits for me")
    async def get_waiting(
        work: CurrentWork,
        page: WantedPage,
        unit: Annotated[str | None, unit_wanted] = None,
        kind: Annotated[str | None, kind_wanted] = None,
        overdue: Annotated[bool | None, Query(description="true: only what is, false: only what is not")] = None,
    ) -> Page[WaitingCase]:
        """What the account's positions have to act on, the first due first, then the oldest."""
        return await list_waiting(work, ListWaiting(waiting, page, unit, kind, overdue))

    @router.get("/counts", summary="Berapa yang menunggu per unit / how much waits per unit")
    async def get_counts(
        work: CurrentWork, page: WantedPage, kind: Annotated[str | None, kind_wanted] = None
    ) -> Page[WaitingCount]:
        """How much waits, and how much of it is overdue, for every unit within the account's region or the nation."""
        return await count_waiting(work, CountWaiting(waiting, page, kind))

    return router


def _basis(work: Work, waiting: Waiting) -> tuple[object, ...]:
    reach = work.actor.reach(DESK_CAPABILITIES)
    wanted = reach.nation, reach.facilities, reach.regions, reach.partners
    return work.now, *wanted, list(waiting.kinds), [kind.days for kind in waiting.kinds.values()]


def _desks(actor: Actor) -> list[str]:
    """The keys of the actor's desks and of their units."""
    desks = []
    for grant in actor.grants:
        if grant.capability in HOLDERS[grant.scope_kind]:
            desks.append(unit_key(grant.scope_kind, grant.unit))
            desks.append(desk_key(grant.scope_kind, grant.unit, grant.capability))
    return desks


def _text_or_words(value: dict[str, Any]) -> dict[str, Any] | Text:
    """What a case says of itself; a word in both languages is a `Text`."""
    return Text(**value) if value.keys() == {"id", "en"} else value


def _case(waiting: Waiting, row: Mapping[str, Any]) -> WaitingCase:
    kind, words = waiting.kinds[row["kind"]], json.loads(row["words"], object_hook=_text_or_words)
    holders = HOLDERS[row["scope_kind"]]
    named = [holder for holder in holders if row["desk"].endswith(f":{holder}")]
    return WaitingCase(
        id=row["id"],
        service=waiting.service,
        kind=row["kind"],
        title=kind.title.fill(**words),
        about=Matter(id=row["about"], facilities=row["facilities"], partners=row["partners"]),
        waits_for=WaitsFor(
            scope_kind=row["scope_kind"], unit=row["unit"], name=row["unit_name"], capabilities=named or list(holders)
        ),
        since=row["since"],
        age_days=row["age_days"],
        due_on=row["due"],
        overdue=row["overdue"],
        link=kind.link.format(about=row["about"]),
    )
