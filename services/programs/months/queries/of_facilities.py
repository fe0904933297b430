"""One month of every facility that the reader may see: listed, counted, by region, as a table."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import IO, get_args
from uuid import UUID

from pydantic import BaseModel

from services.programs.months.model.closing import MonthState
from services.programs.months.model.month import Month
from services.programs.months.queries.of_facility import (
    CLOSING,
    SESSIONS,
    MonthSummary,
    list_last_entries,
    month_fields,
)
from services.programs.program.access import OFFICES
from shared.access import Work, anywhere, use_case
from shared.tables.formats import Format
from shared.tables.temporary import written
from shared.tables.writing import Cell
from shared.values.labels import label
from shared.web.cursors import Page, PageRequest


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


_OF_ALL = (
    "SELECT facility.id AS facility_id, facility.name AS facility_name, facility.region, facility.zone, "  # noqa: S608
    f"{CLOSING} FROM facility "
    + SESSIONS.format(facility="facility.id", month="$1::date")
    + """WHERE ($2 OR facility.id = ANY ($3::uuid[]) OR facility.region = ANY ($4::text[]))
           AND ($5::text IS NULL OR facility.region = $5)
         ORDER BY facility.name, facility.id"""
)
_TITLES = ("UPT", "Bulan", "Status", "Pertemuan", "Catatan terakhir", "Batas penutupan", "Ditutup pada")


@use_case(*OFFICES, scope=anywhere, changes=False)
async def list_facility_months(work: Work, query: ListFacilityMonths) -> Page[FacilityMonth]:
    """One month of each facility that the actor reads, by name."""
    name, id_ = query.page.after_as(str, UUID)
    found = await _of_all(work, query.wanted)
    following = [each for each in found if name is None or (each.facility_name, each.facility_id) > (name, id_)]
    chosen = following[: query.page.limit + 1]
    entries = await list_last_entries(work, [each.facility_id for each in chosen])
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
    entries = await list_last_entries(work, [each.facility_id for each in found])

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
            **month_fields(row, wanted.month, row["zone"], work.now),
        )
        for row in rows
    ]
    in_state = [each for each in found if wanted.state is None or each.state == wanted.state]
    # By the order of Python, which the cursor compares in.
    return sorted(in_state, key=lambda each: (each.facility_name, each.facility_id))
