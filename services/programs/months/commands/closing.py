"""Closing a month, and the check that every change to sessions and outcomes makes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.programs.months.access import CLOSERS, scope_to_change
from services.programs.months.commands.owing import event_fields
from services.programs.months.model.closing import (
    Closing,
    MonthAlreadyClosed,
    require_closable,
    require_open,
)
from services.programs.months.model.month import Month
from services.programs.months.store import (
    insert_closing,
    insert_due_month,
    load_closed,
    load_closing,
    load_delivered,
    load_zone,
    lock_due_month,
    lock_months,
    save_due_month,
)
from shared.access import Work, use_case
from shared.contracts.months import MonthClosed
from shared.values.cooperation import MonthStatement
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class CloseMonth:
    """Close a month of a facility; `nihil`: the head confirms that nothing took place."""

    facility_id: UUID
    month: Month
    nihil: bool


@use_case(*CLOSERS, scope=scope_to_change)
async def close_month(work: Work, command: CloseMonth) -> Closing:
    """Close a month with the numbers on record. Raises a refusal of the month or of the statement."""
    await lock_months(work.connection, command.facility_id)
    zone = await load_zone(work.connection, command.facility_id)
    if before := await load_closing(work.connection, command.facility_id, command.month):
        raise MonthAlreadyClosed(month=command.month.name, day=day_in(zone, before.closed_at))
    delivered = await load_delivered(work.connection, command.facility_id, command.month)
    require_closable(command.month, day_in(zone, work.now), delivered, nihil=command.nihil)
    statement: MonthStatement = "nihil" if command.nihil else "activity"
    closing = Closing(command.facility_id, command.month, statement, delivered, work.actor.account, work.now)
    await insert_closing(work.connection, closing)
    await _settle(work, closing)
    return closing


async def _settle(work: Work, closing: Closing) -> None:
    """The facility no longer owes the month; one that it did not owe, for want of a program, is on record as well."""
    await insert_due_month(work.connection, closing.facility_id, closing.month, closing.delivered.activities)
    if (owed := await lock_due_month(work.connection, closing.facility_id, closing.month)) is None:
        raise LookupError(closing.month)
    closed_on = day_in(owed.facility.zone, closing.closed_at)
    closed = owed.close(closing.delivered.activities, closed_on)
    await save_due_month(work.connection, closed)
    work.emit(
        MonthClosed(
            **event_fields(closed), statement=closing.statement, activities=closed.activities, closed_on=closed_on
        )
    )


async def require_open_months(work: Work, facility_id: UUID, days: Iterable[date]) -> None:
    """Raise `MonthIsClosed` if one of the days is in a month that the head has closed."""
    require_open(await load_closed(work.connection, facility_id, {Month.of(day) for day in days}))
