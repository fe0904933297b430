"""Planning sessions, and the timetable of a facility.

POST /cohorts/{id}/plans
POST /programs/{id}/plans
GET /facilities/{id}/schedule
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from services.programs.schedule import queries
from services.programs.schedule.commands import planning
from services.programs.schedule.model.plan import Planned
from services.programs.schedule.model.series import Weekday
from services.programs.schedule.queries import ScheduleClash
from shared.values.cooperation import SessionKind
from shared.values.inputs import ShortText
from shared.values.terms import ClockTime, Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.responses import Created

router = APIRouter(route_class=WorkRoute, tags=["schedule"])

SERIES: dict[str, Any] = {
    "first_on": "2026-03-09",
    "until": "2026-06-30",
    "weekdays": ["monday", "thursday"],
    "starts_at": "09:00",
    "minutes": 90,
    "kind": "class",
    "topic": "Pemilahan sampah",
    "venue": "Aula blok A",
}
FIRST_VERSION = 1
FIRST = Query(alias="from", description="the first day")
LAST = Query(alias="until", description="the last day, at most 61 days later")


class NewPlans(BaseModel):
    """Sessions on the same weekdays at the same time, from the first day to the last one.

    Without weekdays, every week on the day of the first one; without `until`, one session only.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [SERIES]})

    first_on: Day
    until: Day | None = None
    weekdays: Annotated[list[Weekday], Field(max_length=7)] = []
    starts_at: ClockTime = Field(description="the time of day at the facility")
    minutes: Annotated[int, Field(ge=1, le=1440, strict=True)]
    kind: SessionKind = "class"
    topic: ShortText
    venue: ShortText
    instructors: Annotated[list[UUID], Field(max_length=20)] = []

    def series(self) -> planning.Series:
        """The series as it is planned."""
        planned = Planned(
            planned_on=self.first_on,
            starts_at=self.starts_at,
            minutes=self.minutes,
            kind=self.kind,
            topic=self.topic,
            venue=self.venue,
            instructors=frozenset(self.instructors),
        )
        return planning.Series(planned, self.until or self.first_on, tuple(self.weekdays))


class PlanReceipt(BaseModel):
    """One session that was planned."""

    id: UUID
    planned_on: Day
    version: int


class PlansReceipt(BaseModel):
    """The sessions that were planned, and where they clash with others."""

    plans: list[PlanReceipt]
    clashes: list[ScheduleClash]

    @classmethod
    def of(cls, planned: planning.PlannedSessions) -> "PlansReceipt":
        """The receipt of planned sessions."""
        plans = [
            PlanReceipt(id=each.id, planned_on=each.planned.planned_on, version=each.version) for each in planned.plans
        ]
        return cls(plans=plans, clashes=[ScheduleClash.of(each) for each in planned.clashes])


@router.post("/cohorts/{cohort_id}/plans", summary="Jadwalkan pertemuan / plan sessions")
async def plan_sessions(work: CurrentWork, cohort_id: UUID, body: NewPlans) -> Created[PlansReceipt]:
    """Plan a series of sessions for a cohort, at most 120. Clashes are named and do not prevent it."""
    planned = await planning.plan_sessions(work, planning.PlanSessions(cohort_id, body.series()))
    return _created(planned)


@router.post("/programs/{program_id}/plans", summary="Jadwalkan pertemuan terbuka / plan open sessions")
async def plan_open_sessions(work: CurrentWork, program_id: UUID, body: NewPlans) -> Created[PlansReceipt]:
    """Plan a series of open sessions of a program, at most 120. Clashes are named and do not prevent it."""
    planned = await planning.plan_open_sessions(work, planning.PlanOpenSessions(program_id, body.series()))
    return _created(planned)


@router.get("/facilities/{facility_id}/schedule", summary="Jadwal UPT / show the timetable")
async def list_schedule(
    work: CurrentWork, facility_id: UUID, first: Annotated[Day, FIRST], last: Annotated[Day, LAST]
) -> queries.Schedule:
    """The planned sessions of a facility by day and time, with clashes of place, people and permits."""
    return await queries.list_schedule(work, queries.ListSchedule(facility_id, first, last))


def _created(planned: planning.PlannedSessions) -> Created[PlansReceipt]:
    return Created(PlansReceipt.of(planned), FIRST_VERSION, f"/planned-sessions/{planned.plans[0].id}")
