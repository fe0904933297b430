"""Counting sessions for obligations, and owing for each cohort; only Sinergi's own processes may."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.store.loading import load_agreement
from services.agreements.obligations.commands.agreeing import open_begun
from services.agreements.obligations.commands.announcing import about_due
from services.agreements.obligations.model.dues import Credit, Due
from services.agreements.obligations.store.deliveries import (
    insert_credit,
    load_credited,
    save_due_of_credits,
    save_withdrawal,
)
from services.agreements.obligations.store.dues import insert_dues, save_due
from services.agreements.obligations.store.obligations import (
    load_obligation,
    load_per_cohort,
    lock_obligation,
    save_obligation,
)
from shared.access import Work, nationwide, use_case
from shared.contracts.obligations import ObligationDelivered
from shared.values.ids import new_id
from shared.values.terms import day_in, moment_of


@dataclass(frozen=True, slots=True)
class CreditSession:
    """The quantity that a session delivers for each obligation; nothing for those that are not named."""

    session_id: UUID
    cohort_id: UUID | None
    held_on: date
    credits: Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class OpenForCohort:
    """A cohort has begun in a program that these scope items carry; `due_on` is the last day to deliver for it."""

    cohort_id: UUID
    scope_items: Sequence[UUID]
    started_on: date
    due_on: date


@use_case(scope=nationwide, changes=False)
async def open_for_cohort(work: Work, command: OpenForCohort) -> None:
    """Open the dues that are owed for a cohort; its sessions may have been counted before."""
    connection = work.connection
    for obligation_id in await load_per_cohort(connection, command.scope_items, command.started_on):
        obligation = await lock_obligation(connection, obligation_id)
        agreement = await load_agreement(connection, obligation.agreement_id)
        if any(each.cohort_id == command.cohort_id for each in obligation.dues):
            continue
        due = Due(
            id=new_id(),
            period=command.started_on,
            due_on=max(command.started_on, min(command.due_on, agreement.in_force_until or command.due_on)),
            quantity=obligation.quantity,
            opened_on=day_in(agreement.zone, work.now),
            cohort_id=command.cohort_id,
        )
        await insert_dues(connection, obligation, [due])
        fulfils = due.replace(0, await save_due_of_credits(connection, obligation_id, command.cohort_id, due.id))
        await save_due(connection, due)
        await save_obligation(connection, obligation)
        if fulfils:
            work.emit(ObligationDelivered(**about_due(agreement, obligation, due)))


@use_case(scope=nationwide, changes=False)
async def credit_session(work: Work, command: CreditSession) -> None:
    """Count a session for its obligations, instead of its earlier deliveries."""
    known = await load_credited(work.connection, command.session_id)
    # In one order, so that no two transactions wait for each other.
    for obligation_id in sorted({*known, *command.credits}):
        await _credit(work, command, obligation_id)


async def _credit(work: Work, command: CreditSession, obligation_id: UUID) -> None:
    connection, quantity = work.connection, command.credits.get(obligation_id, 0)
    obligation = await lock_obligation(connection, obligation_id)
    agreement = await load_agreement(connection, obligation.agreement_id)
    # The session may be the first thing that happens in its month.
    await open_begun(work, agreement, obligation)
    obligation = await load_obligation(connection, obligation_id)
    former_id, former = await save_withdrawal(connection, command.session_id, obligation_id)
    counted = obligation.count(command.held_on, quantity, former_id, former, command.cohort_id)
    if quantity:
        due_id = counted.due.id if counted.due else None
        credit = Credit(command.session_id, obligation_id, due_id, quantity, command.held_on, command.cohort_id)
        await insert_credit(connection, credit)
    for due in counted.changed:
        await save_due(connection, due)
    await save_obligation(connection, obligation)
    moment = moment_of(command.held_on, agreement.zone, work.now)
    for due in counted.fulfilled:
        work.emit(ObligationDelivered(**about_due(agreement, obligation, due)), occurred_at=moment)
