"""Counting sessions for obligations; only Sinergi's own processes may."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.store.loading import load_agreement
from services.agreements.obligations.commands.agreeing import open_begun
from services.agreements.obligations.commands.announcing import about_due
from services.agreements.obligations.model import Credit
from services.agreements.obligations.store.deliveries import delete_credit, insert_credit, load_credited
from services.agreements.obligations.store.dues import save_due
from services.agreements.obligations.store.obligations import load_obligation, lock_obligation, save_obligation
from shared.access import Work, nationwide, use_case
from shared.contracts.obligations import ObligationDelivered
from shared.values.terms import moment_of


@dataclass(frozen=True, slots=True)
class CreditSession:
    """How much a session delivers for each obligation; nothing for those that are not named."""

    session_id: UUID
    held_on: date
    credits: Mapping[UUID, int]


@use_case(scope=nationwide, changes=False)
async def credit_session(work: Work, command: CreditSession) -> None:
    """Count a session for its obligations, instead of what is known of it."""
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
    former_id, former = await delete_credit(connection, command.session_id, obligation_id)
    counted = obligation.count(command.held_on, quantity, former_id, former)
    if quantity:
        due_id = counted.due.id if counted.due else None
        await insert_credit(connection, Credit(command.session_id, obligation_id, due_id, quantity, command.held_on))
    for due in counted.changed:
        await save_due(connection, due)
    await save_obligation(connection, obligation)
    moment = moment_of(command.held_on, agreement.zone, work.now)
    for due in counted.fulfilled:
        work.emit(ObligationDelivered(**about_due(agreement, obligation, due)), occurred_at=moment)
