"""The months of one facility, and what the reads of several facilities have in common with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.programs.months.access import scope_to_read
from services.programs.months.model.closing import MonthState, state_of
from services.programs.months.model.month import Month
from services.programs.program.access import OFFICES
from shared.access import Work, use_case
from shared.values.cooperation import MonthStatement
from shared.values.terms import day_in


class MonthClosing(BaseModel):
    """The closing of a month, on the facility's day, with the number of sessions that were on record then."""

    statement: MonthStatement
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


class FacilityYear(BaseModel):
    """The months of a facility in one year, up to the present one, and the day of its last entry."""

    facility_id: UUID
    facility_name: str
    last_entry_on: date | None
    months: list[MonthSummary]


@dataclass(frozen=True, slots=True)
class ListMonths:
    """The months of a facility in one year."""

    facility_id: UUID
    year: int


SESSIONS = """
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
CLOSING = "held.sessions, made.outcomes, closing.statement, closing.closed_at, closing.sessions AS closed_sessions"
_OF_FACILITY = (
    f"SELECT each::date AS month, {CLOSING} "  # noqa: S608 -- constants
    "FROM generate_series($2::date, $3::date, interval '1 month') AS each "
    + SESSIONS.format(facility="$1", month="each::date")
    + "ORDER BY each"
)
_LAST_ENTRIES = """
SELECT p.facility_id, (max(e.recorded_at) AT TIME ZONE f.zone)::date AS last_entry_on
FROM program p JOIN facility f ON f.id = p.facility_id
JOIN (SELECT program_id, recorded_at FROM session UNION ALL SELECT program_id, recorded_at FROM outcome) AS e
  ON e.program_id = p.id
WHERE p.facility_id = ANY ($1) GROUP BY p.facility_id, f.zone
"""


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def list_months(work: Work, query: ListMonths) -> FacilityYear:
    """The months of a facility that have begun."""
    facility = await work.connection.fetchrow("SELECT name, zone FROM facility WHERE id = $1", query.facility_id)
    today = day_in(facility["zone"], work.now)
    until = min(Month(query.year, 12), Month.of(today))
    rows = await work.connection.fetch(_OF_FACILITY, query.facility_id, Month(query.year, 1).first, until.first)
    months = [MonthSummary(**month_fields(row, Month.of(row["month"]), facility["zone"], work.now)) for row in rows]
    entries = await list_last_entries(work, [query.facility_id])
    return FacilityYear(
        facility_id=query.facility_id,
        facility_name=facility["name"],
        last_entry_on=entries.get(query.facility_id),
        months=months,
    )


async def is_closed(work: Work, facility_id: UUID, day: date) -> bool:
    """Whether the head has closed the month of a day, for a page that offers the way that is left."""
    closed: bool = await work.connection.fetchval(
        "SELECT EXISTS (SELECT FROM month_closing WHERE facility_id = $1 AND month = $2)",
        facility_id,
        Month.of(day).first,
    )
    return closed


async def list_last_entries(work: Work, facilities: Sequence[UUID]) -> Mapping[UUID, date]:
    """The day on which each facility last recorded anything."""
    rows = await work.connection.fetch(_LAST_ENTRIES, facilities)
    return {row["facility_id"]: row["last_entry_on"] for row in rows}


def month_fields(row: Mapping[str, Any], month: Month, zone: str, now: datetime) -> dict[str, Any]:
    """A row with the columns above as the fields of a summary."""
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
