"""Agreeing on obligations, and ending them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement import access as agreement_access
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.obligations.access import KEEPERS, scope_to_change
from services.agreements.obligations.commands.announcing import about_due, about_obligation
from services.agreements.obligations.model.dues import Due
from services.agreements.obligations.model.obligations import Obligation, dues_until
from services.agreements.obligations.model.promises import (
    ChangedObligation,
    NewObligation,
    ObligationUnchanged,
    ObligationUnknown,
    require_obligation_fit,
    require_recordable,
)
from services.agreements.obligations.store.dues import insert_dues, save_due, save_dues_until
from services.agreements.obligations.store.obligations import (
    insert_change,
    insert_obligation,
    load_next_ordinal,
    load_obligation,
    load_unknown,
    lock_obligation,
    save_obligation,
)
from services.agreements.register.model.units import Unit
from services.agreements.register.store.units import load_units
from shared.access import Work, use_case
from shared.contracts.obligations import ObligationAgreed, ObligationChanged, ObligationDelivered, ObligationEnded
from shared.values.ids import new_id
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class AgreeObligation:
    """A party's promise in the text of an agreement."""

    agreement_id: UUID
    obligation: NewObligation


@dataclass(frozen=True, slots=True)
class EndObligation:
    """The obligation ends with a day."""

    obligation_id: UUID
    expected_version: int
    ended_on: date
    reason: str


@use_case(*KEEPERS, scope=agreement_access.scope_to_change)
async def agree_obligation(work: Work, command: AgreeObligation) -> Obligation:
    """Record a promise of the text: of a draft, or of a signed text with its clause."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_recordable(agreement, command.obligation)
    (obligation,) = await insert_obligations(work, agreement, [command.obligation])
    return obligation


async def insert_obligations(
    work: Work, agreement: Agreement, given: Iterable[NewObligation], addendum_id: UUID | None = None
) -> list[Obligation]:
    """Insert obligations of an agreement, whose row is locked, with the dues that have begun."""
    agreed = []
    for new in given:
        (unit,) = await require_promises(work, agreement, [new])
        obligation = Obligation(
            **new.model_dump(exclude={"unit_id"}),
            id=new_id(),
            agreement_id=agreement.id,
            ordinal=await load_next_ordinal(work.connection, agreement.id),
            unit=unit,
            recorded_on=day_in(agreement.zone, work.now),
            addendum_id=addendum_id,
        )
        await insert_obligation(work, obligation)
        await open_begun(work, agreement, obligation)
        about = about_obligation(agreement, obligation)
        work.emit(ObligationAgreed(**about, scope_item_id=obligation.scope_item_id))
        agreed.append(await load_obligation(work.connection, obligation.id))
    return agreed


async def require_promises(work: Work, agreement: Agreement, promises: Iterable[NewObligation]) -> list[Unit]:
    """The units that promise something in an agreement. Raises `UnitUnknown`, `AgencyOfNoParty` and others."""
    given = list(promises)
    units = await load_units(work.connection, [each.unit_id for each in given])
    items = {item.id for item in agreement.scope_items}
    for each in given:
        require_obligation_fit(agreement, units[each.unit_id], each, items)
    return [units[each.unit_id] for each in given]


async def require_running(work: Work, agreement_id: UUID, ids: tuple[UUID, ...]) -> None:
    """Raise `ObligationUnknown` unless each id names another running obligation of the agreement."""
    unknown = await load_unknown(work.connection, agreement_id, ids)
    if unknown:
        raise ObligationUnknown(ids=unknown)


async def require_other_quantities(work: Work, changes: Iterable[ChangedObligation]) -> None:
    """Raise `ObligationUnchanged` unless each change names another quantity."""
    for each in changes:
        obligation = await load_obligation(work.connection, each.obligation_id)
        if obligation.quantity == each.quantity:
            raise ObligationUnchanged(quantity=each.quantity)


async def end_obligations(work: Work, agreement: Agreement, ids: Iterable[UUID], day: date, reason: str) -> None:
    """End obligations of an agreement with a day, because of an addendum or one by one."""
    for id_ in ids:
        obligation = await lock_obligation(work.connection, id_)
        obligation.end(day, reason)
        await save_dues_until(work.connection, obligation.id, day)
        await save_obligation(work.connection, obligation)
        work.emit(ObligationEnded(**about_obligation(agreement, obligation), ended_on=day))


async def change_obligations(
    work: Work, agreement: Agreement, changes: Iterable[ChangedObligation], addendum_id: UUID, day: date
) -> None:
    """Change the quantities of obligations of an agreement from a day on, because of an addendum."""
    for each in changes:
        obligation = await lock_obligation(work.connection, each.obligation_id)
        former, fulfilled = obligation.quantity, {due.id for due in obligation.dues if due.is_fulfilled}
        changed = obligation.change(each.quantity, day)
        for due in changed:
            await save_due(work.connection, due)
        await insert_change(work.connection, obligation, addendum_id, day, former)
        await save_obligation(work.connection, obligation)
        about = about_obligation(agreement, obligation) | {"effective_on": day, "former_quantity": former}
        work.emit(ObligationChanged(**about, scope_item_id=obligation.scope_item_id))
        for due in changed:
            if due.is_fulfilled and due.id not in fulfilled:
                work.emit(ObligationDelivered(**about_due(agreement, obligation, due)))


@use_case(*KEEPERS, scope=scope_to_change)
async def end_obligation(work: Work, command: EndObligation) -> Obligation:
    """End an obligation of a draft, or one of a signed text that was recorded by mistake."""
    obligation = await load_obligation(work.connection, command.obligation_id)
    agreement = await lock_agreement(work.connection, obligation.agreement_id)
    obligation = await lock_obligation(work.connection, command.obligation_id)
    require_version(obligation.version, command.expected_version)
    await end_obligations(work, agreement, [obligation.id], command.ended_on, command.reason)
    return await load_obligation(work.connection, obligation.id)


async def open_begun(work: Work, agreement: Agreement, obligation: Obligation) -> None:
    """Open the dues of an obligation whose period has begun."""
    if agreement.document_state != "signed":
        return
    days, today = agreement.days_in_force, day_in(agreement.zone, work.now)
    periods = dues_until(obligation, days.in_force_from, today, days.in_force_until)
    dues = [
        Due(id=new_id(), period=first, due_on=last, quantity=obligation.quantity, opened_on=today)
        for first, last in periods
    ]
    await insert_dues(work.connection, obligation, dues)
