"""Visits in a list, and one with everything that is on record of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.program.model.parts import Facility
from services.programs.visits.access import READERS, scope_to_read
from services.programs.visits.model.parts import ActionItem, VisitRecord
from services.programs.visits.queries.adoptions import (
    ADOPTIONS_OF,
    READABLE_VISITS,
    AdoptionSummary,
    NamedProgram,
    adoption_summary,
    named_program,
    sides_of,
)
from shared.access import Work, anywhere, use_case
from shared.values.cooperation import (
    VisitCancelReason,
    VisitDeclineReason,
    VisitSide,
    VisitState,
)
from shared.values.reported_days import ReportedDay
from shared.values.terms import ClockTime
from shared.web.cursors import Page, PageRequest


class VisitSummary(BaseModel):
    """A visit in a list. `sorted_on` is the latest day on which it can have been held; before, that of its request."""

    id: UUID
    host: Facility
    guest: Facility
    state: VisitState
    requested_on: date | None
    planned_on: date | None
    held: ReportedDay | None
    sorted_on: date
    topics: list[str]
    open_action_items: int
    adoptions: int
    version: int


class BoundTopic(BaseModel):
    """A thing that the guest came to see, and the programs that show it."""

    title: str
    programs: list[NamedProgram]


class CalledOff(BaseModel):
    """Which side called the visit off, on which day, and why."""

    cancelled_by: VisitSide
    cancelled_on: date
    reason: VisitCancelReason


class VisitDetails(BaseModel):
    """A visit with everything that is on record of it."""

    id: UUID
    host: Facility
    guest: Facility
    state: VisitState
    requested_on: date | None
    letter: str | None
    planned_on: date | None
    starts_at: ClockTime | None
    decline_reason: VisitDeclineReason | None
    cancellation: CalledOff | None
    topics: list[BoundTopic]
    programs: list[NamedProgram]
    record: VisitRecord | None
    action_items: list[ActionItem]
    adoptions: list[AdoptionSummary]
    version: int


@dataclass(frozen=True, slots=True)
class ListVisits:
    """The visits that fit every filter; `facility` and `region` are those of the host or of the guest."""

    facility: UUID | None
    region: str | None
    state: VisitState | None
    page: PageRequest


@dataclass(frozen=True, slots=True)
class ShowVisit:
    """One visit."""

    visit_id: UUID


_VISITS = f"""
SELECT v.*, ARRAY(SELECT title FROM visit_topic WHERE visit_id = v.id ORDER BY ordinal) AS topics,
       (SELECT count(*) FROM visit_action_item WHERE visit_id = v.id AND completed_on IS NULL) AS open_action_items,
       (SELECT count(*) FROM adoption WHERE visit_id = v.id) AS adoptions
FROM visit_facilities v
WHERE {READABLE_VISITS}
  AND ($6::text IS NULL OR state = $6)
  AND ($7::date IS NULL OR (sorted_on, id) < ($7, $8::uuid))
ORDER BY sorted_on DESC, id DESC LIMIT $9
"""  # noqa: S608 -- a constant
_NAMED = """SELECT id, name, template, template_version, title_indonesian, title_english, fiscal_year
            FROM program WHERE id = ANY ($1::uuid[])"""


@use_case(*READERS, scope=anywhere, changes=False)
async def list_visits(work: Work, query: ListVisits) -> Page[VisitSummary]:
    """The visits that the actor may read, the latest first."""
    reach = work.actor.reach(READERS)
    rows = await work.connection.fetch(
        _VISITS,
        *(reach.nation, reach.facilities, reach.regions),
        *(query.facility, query.region, query.state),
        *(*query.page.after_as(date.fromisoformat, UUID), query.page.limit + 1),
    )
    visits = [VisitSummary(**{**row, **sides_of(row), "held": _held(row["record"])}) for row in rows]
    return query.page.cut(visits, lambda visit: (visit.sorted_on, visit.id))


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_visit(work: Work, query: ShowVisit) -> VisitDetails:
    """One visit with its topics, its record, its tasks and its adoption plans."""
    fetch, visit_id = work.connection.fetch, query.visit_id
    row = await work.connection.fetchrow("SELECT * FROM visit_facilities WHERE id = $1", visit_id)
    topics = await fetch("SELECT title, programs FROM visit_topic WHERE visit_id = $1 ORDER BY ordinal", visit_id)
    items = await fetch("SELECT * FROM visit_action_item WHERE visit_id = $1 ORDER BY ordinal", visit_id)
    plans = await fetch(f"{ADOPTIONS_OF} WHERE a.visit_id = $2 ORDER BY a.id", work.now, visit_id)
    record = VisitRecord.model_validate_json(row["record"]) if row["record"] else None
    bound = [each for topic in topics for each in topic["programs"]]
    named = list(dict.fromkeys((*bound, *(record.inspected_programs if record else ()))))
    programs = {each["id"]: named_program(each) for each in await fetch(_NAMED, named)}
    return VisitDetails(
        **{**row, **sides_of(row), "record": record},
        cancellation=_cancellation(row),
        topics=[
            BoundTopic(title=each["title"], programs=[programs[id_] for id_ in each["programs"]]) for each in topics
        ],
        programs=[programs[id_] for id_ in named],
        action_items=[ActionItem(**{name: each[name] for name in ActionItem.model_fields}) for each in items],
        adoptions=[adoption_summary(each) for each in plans],
    )


def _bound(topic: Mapping[str, Any], programs: Mapping[UUID, NamedProgram]) -> BoundTopic:
    return BoundTopic(title=topic["title"], programs=[programs[each] for each in topic["programs"]])


def _held(record: str | None) -> ReportedDay | None:
    return VisitRecord.model_validate_json(record).held if record else None


def _cancellation(row: Mapping[str, Any]) -> CalledOff | None:
    if row["cancelled_on"] is None:
        return None
    return CalledOff(cancelled_by=row["cancelled_by"], cancelled_on=row["cancelled_on"], reason=row["cancel_reason"])
