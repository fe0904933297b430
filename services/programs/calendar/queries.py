"""The calendar of a facility in a month."""

from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from uuid import UUID

from pydantic import BaseModel

from services.programs.calendar.access import scope_to_read
from services.programs.calendar.model import EntryKind, Month
from services.programs.program.access import OFFICES
from shared.access import Work, anywhere, use_case
from shared.values.cooperation import (
    CancellationReason,
    ProgramOutcome,
    SessionCanceller,
    SessionKind,
    SuspensionReason,
)
from shared.values.terms import ClockTime, Zone


class CalendarEntry(BaseModel):
    """One thing on a day. A suspension lasts until the day before it was resumed, as far as the month shows it.

    `session_kind` and `topic` are those of a session; `cancelled_by`, `outcome` and `reason` have more of their kinds.
    """

    day: date
    until: date | None
    kind: EntryKind
    started_at: ClockTime | None
    minutes: int | None
    program_id: UUID | None
    program: str | None
    cohort_id: UUID | None
    cohort: str | None
    session_id: UUID | None
    session_kind: SessionKind | None
    topic: str | None
    cancelled_by: SessionCanceller | None
    outcome: ProgramOutcome | None
    reason: SuspensionReason | CancellationReason | str | None
    agreement_id: UUID | None
    offer_id: UUID | None


class FacilityCalendar(BaseModel):
    """Everything of a facility in one month, day by day, with the days of its own time zone."""

    facility_id: UUID
    facility: str
    region: str
    zone: Zone
    first: date
    last: date
    entries: list[CalendarEntry]


@dataclass(frozen=True, slots=True)
class ShowCalendar:
    """One facility in one month."""

    facility_id: UUID
    month: Month


@dataclass(frozen=True, slots=True)
class ListCalendars:
    """The calendars within the reach of the reader."""


class CalendarFacility(BaseModel):
    """A facility whose calendar the reader may read."""

    id: UUID
    name: str
    zone: Zone


_ENTRIES = files(__package__).joinpath("entries.sql").read_text(encoding="utf-8")

_FACILITIES = """
SELECT id, name, zone FROM facility
WHERE $1 OR id = ANY ($2::uuid[]) OR region = ANY ($3::text[]) ORDER BY name, id
"""


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def show_calendar(work: Work, query: ShowCalendar) -> FacilityCalendar:
    """The calendar of a facility. Raises `CalendarNotFound`."""
    facility = await work.connection.fetchrow(
        "SELECT id, name, region, zone FROM facility WHERE id = $1", query.facility_id
    )
    rows = await work.connection.fetch(_ENTRIES, query.facility_id, query.month.first, query.month.last)
    return FacilityCalendar(
        facility_id=facility["id"],
        facility=facility["name"],
        region=facility["region"],
        zone=facility["zone"],
        first=query.month.first,
        last=query.month.last,
        entries=[CalendarEntry(**row) for row in rows],
    )


@use_case(*OFFICES, scope=anywhere, changes=False)
async def list_calendars(work: Work, _query: ListCalendars) -> list[CalendarFacility]:
    """The facilities whose calendars the reader may read, by name."""
    reach = work.actor.reach(OFFICES)
    rows = await work.connection.fetch(_FACILITIES, reach.nation, reach.facilities, reach.regions)
    return [CalendarFacility(**row) for row in rows]
