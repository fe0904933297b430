"""Asking for dues, recording deliveries, and waiving."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.store.loading import load_agreement
from services.agreements.obligations.access import KEEPERS, scope_to_change, scope_to_deliver
from services.agreements.obligations.commands.announcing import about_due
from services.agreements.obligations.model.dues import DELIVERED, Due
from services.agreements.obligations.model.obligations import Obligation
from services.agreements.obligations.store.deliveries import insert_delivery
from services.agreements.obligations.store.dues import insert_dues, save_due
from services.agreements.obligations.store.obligations import load_obligation, lock_obligation, save_obligation
from shared.access import Work, use_case
from shared.contracts.obligations import ObligationDelivered, ObligationWaived
from shared.values.ids import new_id
from shared.values.refusals import require_past
from shared.values.terms import day_in, moment_of
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class RequestDue:
    """Something is asked for until a day; without a quantity as much as was promised."""

    obligation_id: UUID
    expected_version: int
    due_on: date
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class RecordDelivery:
    """So much was delivered on a day; `evidence` names the receipt, the minutes or the list."""

    obligation_id: UUID
    due_id: UUID
    quantity: int
    delivered_on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class WaiveDue:
    """A due is no longer asked for."""

    obligation_id: UUID
    expected_version: int
    due_id: UUID
    reason: str


@use_case(*KEEPERS, scope=scope_to_change)
async def request_due(work: Work, command: RequestDue) -> Obligation:
    """Ask for something that was promised on request, or for each cohort."""
    obligation = await lock_obligation(work.connection, command.obligation_id)
    require_version(obligation.version, command.expected_version)
    agreement = await load_agreement(work.connection, obligation.agreement_id)
    obligation.require_requestable(command.due_on)
    due = Due(
        id=new_id(),
        period=command.due_on,
        due_on=command.due_on,
        quantity=command.quantity or obligation.quantity,
        opened_on=day_in(agreement.zone, work.now),
    )
    await insert_dues(work.connection, obligation, [due])
    await save_obligation(work.connection, obligation)
    return await load_obligation(work.connection, obligation.id)


@use_case(*KEEPERS, scope=scope_to_deliver)
async def record_delivery(work: Work, command: RecordDelivery) -> Obligation:
    """Record a delivery with its evidence; it is announced when it fulfils the due."""
    obligation = await lock_obligation(work.connection, command.obligation_id)
    agreement = await load_agreement(work.connection, obligation.agreement_id)
    require_past(DELIVERED, command.delivered_on, day_in(agreement.zone, work.now))
    due = obligation.due(command.due_id)
    fulfilled = due.deliver(command.quantity)
    await insert_delivery(work, due.id, command.quantity, command.delivered_on, command.evidence)
    await save_due(work.connection, due)
    await save_obligation(work.connection, obligation)
    if fulfilled:
        moment = moment_of(command.delivered_on, agreement.zone, work.now)
        work.emit(ObligationDelivered(**about_due(agreement, obligation, due)), occurred_at=moment)
    return obligation


@use_case(*KEEPERS, scope=scope_to_change)
async def waive_due(work: Work, command: WaiveDue) -> Obligation:
    """Stop asking for a due, with the reason."""
    obligation = await lock_obligation(work.connection, command.obligation_id)
    require_version(obligation.version, command.expected_version)
    agreement = await load_agreement(work.connection, obligation.agreement_id)
    due, today = obligation.due(command.due_id), day_in(agreement.zone, work.now)
    due.waive(command.reason, today)
    await save_due(work.connection, due)
    await save_obligation(work.connection, obligation)
    work.emit(ObligationWaived(**about_due(agreement, obligation, due)))
    return obligation
