"""Months that facilities owe: they are put on record, counted with each change, and asked about while silent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypedDict, get_args
from uuid import UUID

from services.programs.authorisations.commands.event_parts import facility_ref
from services.programs.months.model.due_month import DueMonth, owed_months
from services.programs.months.model.month import Month
from services.programs.months.store import (
    insert_due_month,
    load_delivered,
    load_owing,
    load_silent,
    lock_due_month,
    lock_months,
    save_due_month,
)
from shared.access import Work, nationwide, use_case
from shared.contracts.months import MonthEntered, MonthSilent
from shared.contracts.parts import FacilityRef
from shared.events.job_items import take_each
from shared.values.terms import Zone, day_in


@dataclass(frozen=True, slots=True)
class OweMonths:
    """Facilities with a program in a month that is over owe its closing."""


@dataclass(frozen=True, slots=True)
class AskAboutSilence:
    """Facilities are asked about months without an entry, and later their regional offices."""


class MonthFields(TypedDict):
    """The fields that every event about a month has."""

    month_id: UUID
    facility_id: UUID
    version: int
    facility: FacilityRef
    month: date


@use_case(scope=nationwide)
async def owe_months(work: Work, _command: OweMonths) -> None:
    """Put the months on record that facilities owe from today on."""
    owing = [
        (facility_id, month)
        for zone, today in _todays(work).items()
        for month in owed_months(today)
        for facility_id in await load_owing(work.connection, zone, month)
    ]
    await take_each(work, "owe_months", owing, partial(_owe, work), _name)


@use_case(scope=nationwide)
async def ask_about_silence(work: Work, _command: AskAboutSilence) -> None:
    """Report the months that are still silent: to the facility after the fifth working day, to its region later."""
    silent = await load_silent(work.connection, _todays(work))
    await take_each(work, "ask_about_silence", silent, partial(_ask, work), _name)


async def count_months(work: Work, facility_id: UUID, days: Iterable[date]) -> None:
    """Count the activities of months in which one was recorded, corrected or retracted, as far as they are owed."""
    for month in sorted({Month.of(day) for day in days}):
        before = await lock_due_month(work.connection, facility_id, month)
        if before is not None:
            await _count(work, before)


def event_fields(month: DueMonth) -> MonthFields:
    """The fields that every event about a month has."""
    return MonthFields(
        month_id=month.id,
        facility_id=month.facility.id,
        version=month.version,
        facility=facility_ref(month.facility),
        month=month.month.first,
    )


def _todays(work: Work) -> dict[Zone, date]:
    return {zone: day_in(zone, work.now) for zone in get_args(Zone)}


def _name(owed: tuple[UUID, Month]) -> str:
    return f"{owed[0]} {owed[1]}"


async def _owe(work: Work, owed: tuple[UUID, Month]) -> None:
    facility_id, month = owed
    # A session that is being recorded does not find the month yet, and would not be counted.
    await lock_months(work.connection, facility_id)
    delivered = await load_delivered(work.connection, facility_id, month)
    await insert_due_month(work.connection, facility_id, month, delivered.activities)


async def _ask(work: Work, owed: tuple[UUID, Month]) -> None:
    month = await lock_due_month(work.connection, *owed)
    if month is None:
        return
    asked = month.ask(day_in(month.facility.zone, work.now))
    if asked is not month:
        await save_due_month(work.connection, asked)
        work.emit(MonthSilent(**event_fields(asked), due_on=asked.month.due, region_asked_on=asked.region_asked_on))


async def _count(work: Work, before: DueMonth) -> None:
    delivered = await load_delivered(work.connection, before.facility.id, before.month)
    month = before.count(delivered.activities)
    if month is before:
        return
    await save_due_month(work.connection, month)
    if before.is_reported and not month.is_reported:
        work.emit(MonthEntered(**event_fields(month), activities=month.activities))
