"""Reads of the timetable: some weeks of a facility with the clashes, and one planned session with its moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pydantic import BaseModel

from services.programs.cohorts.store.enrolled import load_enrolled_now
from services.programs.instructors.model import instructor_code
from services.programs.instructors.store import load_instructors
from services.programs.months.access import scope_to_read as scope_of_facility
from services.programs.program.access import OFFICES
from services.programs.schedule.access import scope_to_read
from services.programs.schedule.model.clashes import Clash, ClashKind, Slot, clashes_between, without_permit
from services.programs.schedule.model.plan import Mover, PlanState
from shared.access import Work, use_case
from shared.values.cooperation import SessionKind
from shared.values.inputs import letters_and_digits
from shared.values.terms import ClockTime
from shared.values.texts import Text

MOST_DAYS = 62
MOST_ENTRIES = 2_000


class PlannedInstructor(BaseModel):
    """An instructor in the timetable: code, duty and organisation, without a name."""

    id: UUID
    code: str
    duty: str
    organisation: str | None


class ScheduleEntry(BaseModel):
    """A planned session. `session_id` is the one that was recorded; without a cohort it is an open session."""

    id: UUID
    program_id: UUID
    program_name: str
    cohort_id: UUID | None
    cohort_name: str | None
    series: UUID
    planned_on: date
    starts_at: ClockTime
    minutes: int
    kind: SessionKind
    topic: str
    venue: str
    instructors: list[PlannedInstructor]
    state: PlanState
    session_id: UUID | None
    sheet_id: UUID | None
    version: int

    def slot(self) -> Slot:
        """The time, place and people, by which clashes are found."""
        return Slot(
            plan_id=self.id,
            planned_on=self.planned_on,
            starts_at=self.starts_at,
            minutes=self.minutes,
            venue_key=letters_and_digits(self.venue),
            cohort_id=self.cohort_id,
            instructors=frozenset(each.id for each in self.instructors),
        )


class ScheduleClash(BaseModel):
    """Where a planned session cannot take place as planned. `other_id` is the one beside it, if there is one."""

    kind: ClashKind
    plan_id: UUID
    other_id: UUID | None
    message: Text

    @classmethod
    def of(cls, clash: Clash) -> "ScheduleClash":
        """The clash with its words."""
        return cls(kind=clash.kind, plan_id=clash.plan_id, other_id=clash.other_id, message=clash.message)


class Schedule(BaseModel):
    """Some days of the timetable of a facility."""

    entries: list[ScheduleEntry]
    clashes: list[ScheduleClash]


class PlanMove(BaseModel):
    """Where and when a session was planned before it was moved, and by whom."""

    planned_on: date
    starts_at: ClockTime
    venue: str
    moved_by: Mover
    recorded_at: datetime


class PlannedSessionDetails(ScheduleEntry):
    """A planned session with every move, in order."""

    moves: list[PlanMove]


@dataclass(frozen=True, slots=True)
class ListSchedule:
    """The timetable of a facility from a first day to a last one, at most 62 days."""

    facility_id: UUID
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class ShowPlannedSession:
    """One planned session."""

    plan_id: UUID


_ENTRIES = """
SELECT plan.id, plan.program_id, program.name AS program_name, plan.cohort_id, cohort.name AS cohort_name, plan.series,
       planned_on, starts_at, plan.minutes, plan.kind, plan.topic, venue, plan.version,
       coalesce(plan.session_id, sheet.session_id) AS session_id,
       CASE WHEN sheet.state = 'open' THEN plan.sheet_id END AS sheet_id,
       CASE WHEN cancellation_id IS NOT NULL THEN 'cancelled'
            WHEN coalesce(plan.session_id, sheet.session_id) IS NOT NULL THEN 'held' ELSE 'planned' END AS state
FROM planned_session AS plan JOIN program ON program.id = plan.program_id
LEFT JOIN cohort ON cohort.id = plan.cohort_id LEFT JOIN attendance_sheet AS sheet ON sheet.id = plan.sheet_id
"""
_OF_FACILITY = (
    _ENTRIES + f"WHERE facility_id = $1 AND planned_on BETWEEN $2 AND $3 "
    f"ORDER BY planned_on, starts_at, plan.id LIMIT {MOST_ENTRIES}"
)
_INSTRUCTORS = """
SELECT plan_id, instructor.id, number, duty, organisation_name AS organisation
FROM planned_session_instructor JOIN instructor ON instructor.id = instructor_id
WHERE plan_id = ANY ($1::uuid[]) ORDER BY number
"""


@use_case(*OFFICES, scope=scope_of_facility, changes=False)
async def list_schedule(work: Work, query: ListSchedule) -> Schedule:
    """The timetable by day and time, with the clashes of sessions that are still planned."""
    last = min(query.last, query.first + timedelta(days=MOST_DAYS - 1))
    rows = await work.connection.fetch(_OF_FACILITY, query.facility_id, query.first, last)
    instructors = await _instructors(work, [row["id"] for row in rows])
    entries = [ScheduleEntry(**row, instructors=instructors.get(row["id"], [])) for row in rows]
    slots = [entry.slot() for entry in entries if entry.state == "planned"]
    return Schedule(entries=entries, clashes=await _clashes(work, query.facility_id, slots))


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def show_planned_session(work: Work, query: ShowPlannedSession) -> PlannedSessionDetails:
    """One planned session with every move."""
    row = await work.connection.fetchrow(f"{_ENTRIES} WHERE plan.id = $1", query.plan_id)
    moves = await work.connection.fetch(
        "SELECT * FROM planned_session_move WHERE plan_id = $1 ORDER BY version", query.plan_id
    )
    instructors = await _instructors(work, [query.plan_id])
    return PlannedSessionDetails(
        **row, instructors=instructors.get(query.plan_id, []), moves=[PlanMove(**each) for each in moves]
    )


async def _clashes(work: Work, facility_id: UUID, slots: list[Slot]) -> list[ScheduleClash]:
    enrolled = await load_enrolled_now(work.connection, {slot.cohort_id for slot in slots if slot.cohort_id})
    named = sorted({each for slot in slots for each in slot.instructors})
    instructors = {each.id: each for each in await load_instructors(work.connection, facility_id, named)}
    return [
        ScheduleClash.of(each)
        for each in (*clashes_between(slots, slots, enrolled), *without_permit(slots, instructors))
    ]


async def _instructors(work: Work, plans: list[UUID]) -> Mapping[UUID, list[PlannedInstructor]]:
    rows = await work.connection.fetch(_INSTRUCTORS, plans)
    found: dict[UUID, list[PlannedInstructor]] = {}
    for row in rows:
        found.setdefault(row["plan_id"], []).append(PlannedInstructor(**row, code=instructor_code(row["number"])))
    return found
