"""Reads of months: those of one facility, and one month of every facility that the reader may see."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any, get_args
from uuid import UUID

from pydantic import BaseModel

from services.programs.months.access import scope_to_read
from services.programs.months.model.closing import MonthState, state_of
from services.programs.months.model.month import Month
from services.programs.program.access import OFFICES
from shared.access import Work, anywhere, use_case
from shared.tables.formats import Format
from shared.tables.temporary import written
from shared.tables.writing import Cell
from shared.values.cooperation import MonthStatement
from shared.values.labels import label
from shared.values.terms import day_in
from shared.web.cursors import Page, PageRequest


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


class FacilityMonth(MonthSummary):
    """A month of one facility among several; `last_entry_on` is the day on which it last recorded any session."""

    facility_id: UUID
    facility_name: str
    region: str
    last_entry_on: date | None


class MonthCount(BaseModel):
    """How many facilities have a month in a state."""

    state: MonthState
    facilities: int


class RegionMonth(BaseModel):
    """A region by the name of its office: how many facilities it has, and how many of these have closed the month."""

    region: str
    name: str
    facilities: int
    closed: int


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


@dataclass(frozen=True, slots=True)
class WantedMonths:
    """One month, of the facilities of one region or in one state only if these are named."""

    month: Month
    region: str | None = None
    state: MonthState | None = None


@dataclass(frozen=True, slots=True)
class ListFacilityMonths:
    """A page of the facilities that the actor reads, with one month of each; each filter narrows."""

    wanted: WantedMonths
    page: PageRequest


@dataclass(frozen=True, slots=True)
class CountFacilityMonths:
    """The number of the facilities with the month in each state."""

    wanted: WantedMonths


@dataclass(frozen=True, slots=True)
class ListMonthRegions:
    """The regions with facilities that the actor reads, and one month of them."""

    month: Month


@dataclass(frozen=True, slots=True)
class ExportFacilityMonths:
    """The whole list as a table."""

    wanted: WantedMonths
    format_: Format


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
    "SELECT facility.id AS facility_id, facility.name AS facility_name, facility.region, facility.zone, "  # noqa: S608
    f"{_CLOSING} FROM facility "
    + _SESSIONS.format(facility="facility.id", month="$1::date")
    + """WHERE ($2 OR facility.id = ANY ($3::uuid[]) OR facility.region = ANY ($4::text[]))
           AND ($5::text IS NULL OR facility.region = $5)
         ORDER BY facility.name, facility.id"""
)
_TITLES = ("UPT", "Bulan", "Status", "Pertemuan", "Catatan terakhir", "Batas penutupan", "Ditutup pada")
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
    months = [MonthSummary(**_fields(row, Month.of(row["month"]), facility["zone"], work.now)) for row in rows]
    entries = await _last_entries(work, [query.facility_id])
    return FacilityYear(
        facility_id=query.facility_id,
        facility_name=facility["name"],
        last_entry_on=entries.get(query.facility_id),
        months=months,
    )


@use_case(*OFFICES, scope=anywhere, changes=False)
async def list_facility_months(work: Work, query: ListFacilityMonths) -> Page[FacilityMonth]:
    """One month of each facility that the actor reads, by name."""
    name, id_ = query.page.after_as(str, UUID)
    found = await _of_all(work, query.wanted)
    following = [each for each in found if name is None or (each.facility_name, each.facility_id) > (name, id_)]
    chosen = following[: query.page.limit + 1]
    entries = await _last_entries(work, [each.facility_id for each in chosen])
    dated = [each.model_copy(update={"last_entry_on": entries.get(each.facility_id)}) for each in chosen]
    return query.page.cut(dated, lambda each: (each.facility_name, each.facility_id))


@use_case(*OFFICES, scope=anywhere, changes=False)
async def count_facility_months(work: Work, query: CountFacilityMonths) -> list[MonthCount]:
    """The number of facilities with the month in each state; every state is listed."""
    states = Counter(each.state for each in await _of_all(work, query.wanted))
    return [MonthCount(state=state, facilities=states[state]) for state in get_args(MonthState)]


@use_case(*OFFICES, scope=anywhere, changes=False)
async def list_month_regions(work: Work, query: ListMonthRegions) -> list[RegionMonth]:
    """The regions within reach by name, so that one of them can be chosen."""
    found = await _of_all(work, WantedMonths(query.month))
    facilities = Counter(each.region for each in found)
    closed = Counter(each.region for each in found if each.closing)
    rows = await work.connection.fetch(
        "SELECT region, name FROM measured_office WHERE region = ANY ($1::text[])", list(facilities)
    )
    names = {row["region"]: row["name"] for row in rows}
    listed = [
        RegionMonth(region=code, name=names.get(code, code), facilities=number, closed=closed[code])
        for code, number in facilities.items()
    ]
    return sorted(listed, key=lambda each: each.name)


@use_case(*OFFICES, scope=anywhere, changes=False)
async def export_facility_months(work: Work, query: ExportFacilityMonths) -> IO[bytes]:
    """The list as a table, which the caller closes."""
    found = await _of_all(work, query.wanted)
    entries = await _last_entries(work, [each.facility_id for each in found])

    async def rows() -> AsyncIterator[list[Cell]]:
        for each in found:
            closed_on = each.closing.closed_on if each.closing else None
            state = label("month_state", each.state).id
            yield [
                each.facility_name,
                query.wanted.month.name.id,
                state,
                each.sessions,
                entries.get(each.facility_id),
                each.due_on,
                closed_on,
            ]

    return await written(query.format_, query.wanted.month.name.id, _TITLES, rows())


async def _of_all(work: Work, wanted: WantedMonths) -> list[FacilityMonth]:
    # All of them, because the state depends on the day at each facility; there are some hundreds.
    reach = work.actor.reach(OFFICES)
    rows = await work.connection.fetch(
        _OF_ALL, wanted.month.first, reach.nation, reach.facilities, reach.regions, wanted.region
    )
    found = [
        FacilityMonth(
            facility_id=row["facility_id"],
            facility_name=row["facility_name"],
            region=row["region"],
            last_entry_on=None,
            **_fields(row, wanted.month, row["zone"], work.now),
        )
        for row in rows
    ]
    in_state = [each for each in found if wanted.state is None or each.state == wanted.state]
    # By the order of Python, which the cursor compares in.
    return sorted(in_state, key=lambda each: (each.facility_name, each.facility_id))


async def _last_entries(work: Work, facilities: Sequence[UUID]) -> Mapping[UUID, date]:
    rows = await work.connection.fetch(_LAST_ENTRIES, facilities)
    return {row["facility_id"]: row["last_entry_on"] for row in rows}


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
