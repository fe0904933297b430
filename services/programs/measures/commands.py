"""Recording the names of regional offices, finding who was present in a month, totalling regions. System only."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from services.programs.measures.model.totals import TotalPeriod, periods_to_total, published
from services.programs.measures.store import (
    PublishedTotal,
    load_changed_months,
    load_exact_total,
    load_published_totals,
    load_regions_to_total,
    save_day_of_totals,
    save_office,
    save_presence,
    save_published_total,
)
from shared.access import Work, nationwide, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.totals import ActivityTotalled, PillarTotal
from shared.events.job_items import take_each
from shared.values.ids import new_id
from shared.values.terms import day_in

PER_RUN = 500


@dataclass(frozen=True, slots=True)
class RecordOffice:
    """A regional office has this name."""

    region: str
    name: str
    version: int


@dataclass(frozen=True, slots=True)
class FindPresence:
    """Sessions of some months were recorded, corrected or retracted."""


@dataclass(frozen=True, slots=True)
class TotalActivity:
    """The months and the quarter that are over are totalled for each region, once a day."""


@use_case(scope=nationwide)
async def record_office(work: Work, command: RecordOffice) -> None:
    """Record the name, unless a later one is known."""
    await save_office(work.connection, command.region, command.name, command.version)


@use_case(scope=nationwide)
async def find_presence(work: Work, _command: FindPresence) -> None:
    """Find again who was present in the months whose sessions have changed."""

    async def find(changed: tuple[UUID, date]) -> None:
        await save_presence(work.connection, *changed)

    changed = await load_changed_months(work.connection, PER_RUN)
    await take_each(work, "find_presence", changed, find, lambda each: f"{each[0]} {each[1]}")


@use_case(scope=nationwide)
async def total_activity(work: Work, _command: TotalActivity) -> None:
    """Publish the totals that are new or have changed; months first, because a quarter withholds what they do."""
    today = day_in(CAPITAL_ZONE, work.now)
    if not await save_day_of_totals(work.connection, today):
        return
    wanted: list[tuple[TotalPeriod, str]] = []
    for period in periods_to_total(today):
        # What is not closed by the day on which the regional office is asked counts as it is on record.
        overdue = today > period.months[-1].region_asked
        wanted += [(period, region) for region in await load_regions_to_total(work.connection, period, overdue)]
    await take_each(work, "total_activity", wanted, partial(_total, work), lambda each: f"{each[1]} {each[0].first}")


async def _total(work: Work, wanted: tuple[TotalPeriod, str]) -> None:
    (period, region), connection = wanted, work.connection
    months = [TotalPeriod((month,)) for month in period.months] if len(period.months) > 1 else []
    withheld = [each.total.withheld for each in await load_published_totals(connection, region, months)]
    total = published(await load_exact_total(connection, region, period), withheld)
    before = next(iter(await load_published_totals(connection, region, [period])), None)
    if before is not None and before.total == total:
        return
    now = PublishedTotal(before.id if before else new_id(), total, before.version + 1 if before else 1)
    await save_published_total(connection, region, period, now)
    work.emit(
        ActivityTotalled(
            region=region,
            total_id=now.id,
            version=now.version,
            period_from=period.first,
            period_until=period.last,
            **total.model_dump(exclude={"pillars"}),
            pillars=tuple(PillarTotal(**each.model_dump()) for each in total.pillars),
        )
    )
