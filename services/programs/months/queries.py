"""Reads of months: those of one facility, and one month of every facility that the reader may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.months.access import scope_to_read
from services.programs.months.model.closing import MonthState, Statement, state_of
from services.programs.months.model.month import Month
from services.programs.program.access import OFFICES
from shared.access import Work, anywhere, use_case
from shared.values.terms import day_in
from shared.web.cursors import Page, PageRequest


class MonthClosing(BaseModel):
    """The closing of a month, on the facility's day, with the number of sessions that were on record then."""

    statement: Statement
    closed_on: date
    closed_at: datetime
    sessions: int


class MonthSummary(BaseModel):
    """A month of a facility.

    `sessions` and `outcomes` are the numbers on record now; approved changes may have made them others than at the
    closing. `due_on` is the fifth working day after the month.
    """

    month: str
    state: MonthState
    sessions: int
    outcomes: int
    due_on: date
    closing: MonthClosing | None


class FacilityMonth(MonthSummary):
    """A month of one facility among several."""

    facility_id: UUID
    facility_name: str


class FacilityYear(BaseModel):
    """The months of a facility in one year, up to the present one."""

    facility_id: UUID
    facility_name: str
    months: list[MonthSummary]


@dataclass(frozen=True, slots=True)
class ListMonths:
    """The months of a facility in one year."""

    facility_id: UUID
    year: int


@dataclass(frozen=True, slots=True)
class ListFacilityMonths:
    """A page of the facilities that the actor reads, with one month of each."""

    month: Month
    page: PageRequest


_SESSIONS = """
CROSS JOIN LATERAL (
    SELECT count(*) AS sessions FROM session JOIN program ON program.id = program_id
    WHERE program.facility_id = {facility} AND held_on >= {month} AND held_on < ({month} + interval '1 month')
      AND retracted_at IS NULL
) AS held
CROSS JOIN LATERAL (
    SELECT count(*) AS outcomes FROM outcome JOIN program ON program.id = program_id
    WHERE program.facility_id = {facility} AND since >= {month} AND until < ({month} + interval '1 month')
      AND retracted_at IS NULL
) AS made
LEFT JOIN month_closing AS closing ON closing.facility_id = {facility} AND closing.month = {month}
"""
_CLOSING = "held.sessions, made.outcomes, closing.statement, closing.closed_at, closing.sessions AS closed_sessions"

_OF_FACILITY = (
    f"SELECT each::date AS month, {_CLOSING} "  # noqa: S608 -- constants
    "FROM generate_series($2::date, $3::date, interval '1 month') AS each "
    + _SESSIONS.format(facility="$1", month="each::date")
    + "ORDER BY each"
)
_OF_ALL = (
    f"SELECT facility.id AS facility_id, facility.name AS facility_name, facility.zone, {_CLOSING} FROM facility "  # noqa: S608
    + _SESSIONS.format(facility="facility.id", month="$1::date")
    + """WHERE ($2 OR facility.id = ANY ($3::uuid[]) OR facility.region = ANY ($4::text[]))
           AND ($5::text IS NULL OR (facility.name, facility.id) > ($5, $6))
         ORDER BY facility.name, facility.id LIMIT $7"""
)


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def list_months(work: Work, query: ListMonths) -> FacilityYear:
    """The months of a facility that have begun."""
    facility = await work.connection.fetchrow("SELECT name, zone FROM facility WHERE id = $1", query.facility_id)
    today = day_in(facility["zone"], work.now)
    until = min(Month(query.year, 12), Month.of(today))
    rows = await work.connection.fetch(_OF_FACILITY, query.facility_id, Month(query.year, 1).first, until.first)
    months = [MonthSummary(**_fields(row, Month.of(row["month"]), facility["zone"], work.now)) for row in rows]
    return FacilityYear(facility_id=query.facility_id, facility_name=facility["name"], months=months)


@use_case(*OFFICES, scope=anywhere, changes=False)
async def list_facility_months(work: Work, query: ListFacilityMonths) -> Page[FacilityMonth]:
    """One month of each facility that the actor reads, by name."""
    reach = work.actor.reach(OFFICES)
    rows = await work.connection.fetch(
        _OF_ALL,
        *(query.month.first, reach.nation, reach.facilities, reach.regions),
        *query.page.after_as(str, UUID),
        query.page.limit + 1,
    )
    found = [
        FacilityMonth(
            facility_id=row["facility_id"],
            facility_name=row["facility_name"],
            **_fields(row, query.month, row["zone"], work.now),
        )
        for row in rows
    ]
    return query.page.cut(found, lambda each: (each.facility_name, each.facility_id))


async def is_closed(work: Work, facility_id: UUID, day: date) -> bool:
    """Whether the head has closed the month of a day, for a page that offers the way that is left."""
    closed: bool = await work.connection.fetchval(
        "SELECT EXISTS (SELECT FROM month_closing WHERE facility_id = $1 AND month = $2)",
        facility_id,
        Month.of(day).first,
    )
    return closed


def _fields(row: Mapping[str, Any], month: Month, zone: str, now: datetime) -> dict[str, Any]:
    statement, closed_at = row["statement"], row["closed_at"]
    closing = None
    if statement is not None:
        closing = MonthClosing(
            statement=statement,
            closed_on=day_in(zone, closed_at),
            closed_at=closed_at,
            sessions=row["closed_sessions"],
        )
    return {
        "month": str(month),
        "state": state_of(month, day_in(zone, now), statement, row["sessions"] + row["outcomes"]),
        "sessions": row["sessions"],
        "outcomes": row["outcomes"],
        "due_on": month.due,
        "closing": closing,
    }
