"""Recording periods of our own units, and taking over those that begin."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from services.agreements.register.access import UNIT_KEEPERS
from services.agreements.register.model.units import OwnUnit, UnitPeriod, check_period, period_on
from services.agreements.register.store.units import (
    load_periods,
    load_units_to_begin,
    lock_unit,
    save_moved_reviews,
    save_period,
    save_unit,
)
from shared.access import Work, nationwide, use_case
from shared.access.positions import save_region
from shared.contracts.organisations import UnitChanged
from shared.events.job_items import take_each
from shared.values.terms import day_in, moment_of
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class RecordPeriod:
    """A unit has, had or will have these values from a day on."""

    unit_id: UUID
    expected_version: int
    period: UnitPeriod
    predecessors: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class BeginPeriods:
    """Take over every period that has begun."""


@use_case(*UNIT_KEEPERS, scope=nationwide)
async def record_period(work: Work, command: RecordPeriod) -> OwnUnit:
    """Record a period of a unit in its next version; one that has begun and continues is taken over immediately."""
    unit = await lock_unit(work.connection, command.unit_id)
    require_version(unit.version, command.expected_version)
    check_period(unit, command.period)
    await save_period(work.connection, unit.id, command.period, command.predecessors)
    changed = await _take_over(work, unit)
    if changed != unit:
        return changed
    recorded = unit.model_copy(update={"version": unit.version + 1})
    await save_unit(work.connection, recorded, day_in(unit.zone, work.now))
    return recorded


@use_case(scope=nationwide, changes=False)
async def begin_all_periods(work: Work, _command: BeginPeriods) -> None:
    """Take over the periods that have begun since the last run."""
    to_begin = await load_units_to_begin(work.connection, work.now)
    await take_each(work, "begin_periods", to_begin, partial(_begin, work), str)


async def _begin(work: Work, unit_id: UUID) -> None:
    await _take_over(work, await lock_unit(work.connection, unit_id))


async def _take_over(work: Work, unit: OwnUnit) -> OwnUnit:
    today = day_in(unit.zone, work.now)
    period = period_on(await load_periods(work.connection, unit.id), today)
    changed = unit.in_period(period) if period else unit
    await save_unit(work.connection, changed, today)
    if period is None or changed == unit:
        return changed
    if changed.region != unit.region:
        # Positions and open reviews follow the unit: from today on they belong to the new office.
        await save_region(work.connection, str(unit.id), changed.region)
        await save_moved_reviews(work.connection, unit.id, unit.region, changed.region)
    announce_unit(work, changed, period, today)
    return changed


def announce_unit(work: Work, unit: OwnUnit, period: UnitPeriod, today: date) -> None:
    """Emit what a unit is from the first day of a period on."""
    work.emit(
        UnitChanged(
            unit_id=unit.id,
            version=unit.version,
            kind=unit.kind,
            name=unit.name,
            facility_kind=unit.facility_kind,
            facility_class=unit.facility_class,
            region=unit.region,
            zone=unit.zone,
            valid_from=period.valid_from,
            valid_until=period.valid_until,
            predecessors=unit.predecessors,
        ),
        occurred_at=moment_of(min(period.valid_from, today), unit.zone, work.now),
    )
