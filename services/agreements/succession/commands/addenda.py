"""Drafting, changing, signing and withdrawing addenda."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, require_own_desk, scope_to_change
from services.agreements.agreement.commands.contents import (
    look_up_parties,
    look_up_scope,
    require_grounds,
    require_live_partners,
)
from services.agreements.agreement.model.agreement import Agreement, SecondAccountNeeded
from services.agreements.agreement.model.parties import check_agencies, check_parties, require_keeper
from services.agreements.agreement.model.parts import Caution, Party, ScopeItem
from services.agreements.agreement.store.loading import load_live_successor_id, lock_agreement
from services.agreements.obligations.commands.agreeing import (
    require_other_quantities,
    require_promises,
    require_running,
)
from services.agreements.signing.model import SIGNING_DAY
from services.agreements.succession.access import (
    desk_of,
    load_closed_partners,
    scope_to_change_addendum,
    scope_to_sign_addendum,
)
from services.agreements.succession.commands.effects import put_in_effect
from services.agreements.succession.model.addenda import Addendum, AddendumOpen, AddendumSignature
from services.agreements.succession.model.addendum_changes import (
    AddendumChanges,
    require_changes,
    require_leavable,
    require_traced_additions,
)
from services.agreements.succession.model.notices import require_no_notice
from services.agreements.succession.model.succession import SuccessorExists
from services.agreements.succession.store.addenda import (
    insert_addendum,
    insert_addendum_signature,
    load_addenda,
    load_addendum,
    save_addendum,
)
from shared.access import Work, use_case
from shared.values.ids import new_id
from shared.values.refusals import require_past
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class DraftAddendum:
    """The changes, the day from which on they are in effect, the number of the paper if known, and the reason."""

    agreement_id: UUID
    changes: AddendumChanges
    effective_on: date
    number: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class ChangeAddendum:
    """Other changes than the draft had so far, after a side has returned it or before any was asked."""

    addendum_id: UUID
    expected_version: int
    changes: AddendumChanges
    effective_on: date
    number: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class SignAddendum:
    """A party has signed an addendum."""

    addendum_id: UUID
    expected_version: int
    signature: AddendumSignature

    @property
    def unit_id(self) -> UUID:
        """The unit that has signed."""
        return self.signature.unit_id


@dataclass(frozen=True, slots=True)
class WithdrawAddendum:
    """An addendum is given up before all have signed."""

    addendum_id: UUID
    expected_version: int


@dataclass(frozen=True, slots=True)
class AddendumReceipt:
    """The result of a change of an addendum, with cautions about it."""

    id: UUID
    agreement_id: UUID
    ordinal: int
    state: str
    review: str
    effective_on: date
    version: int
    cautions: tuple[Caution, ...] = ()


@use_case(*KEEPERS, scope=scope_to_change)
async def draft_addendum(work: Work, command: DraftAddendum) -> AddendumReceipt:
    """Draft an addendum to an agreement in force that no other agreement continues."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    await require_amendable_by(work, agreement, command.changes, command.effective_on)
    before = await load_addenda(work.connection, agreement.id)
    open_one = next((each for each in before if each.state in ("drafted", "signed")), None)
    if open_one is not None:
        raise AddendumOpen(ordinal=open_one.ordinal)
    grounds = await require_fit(work, agreement, command.changes)
    addendum = Addendum(
        id=new_id(),
        agreement_id=agreement.id,
        ordinal=len(before) + 1,
        number=command.number,
        effective_on=command.effective_on,
        changes=command.changes,
        reason=command.reason,
        drafted_by=work.actor.account,
    )
    await insert_addendum(work, addendum)
    return receipt_of(addendum, grounds)


@use_case(*KEEPERS, scope=scope_to_change_addendum)
async def change_addendum(work: Work, command: ChangeAddendum) -> AddendumReceipt:
    """Change a draft that is not under review; the account that changes it is its author from then on."""
    agreement, addendum = await lock_addendum(work, command.addendum_id, command.expected_version)
    addendum.rewrite(command.changes, command.effective_on, command.number, command.reason)
    await require_amendable_by(work, agreement, command.changes, command.effective_on)
    grounds = await require_fit(work, agreement, command.changes)
    addendum.drafted_by = work.actor.account
    await save_addendum(work, addendum)
    return receipt_of(addendum, grounds)


@use_case(*KEEPERS, scope=scope_to_sign_addendum)
async def sign_addendum(work: Work, command: SignAddendum) -> AddendumReceipt:
    """Record one signature; after the last one the addendum takes effect, on its day or immediately."""
    agreement, addendum = await lock_addendum(work, command.addendum_id, command.expected_version)
    today = day_in(agreement.zone, work.now)
    require_past(SIGNING_DAY, command.signature.signed_on, today)
    signed = addendum.put_signature(agreement, command.signature, await load_closed_partners(work, agreement, addendum))
    desk = await desk_of(work, agreement, command.unit_id)
    if desk.id == command.unit_id:
        require_own_desk(work, desk, command.signature.override_reason)
        if addendum.drafted_by == work.actor.account:
            raise SecondAccountNeeded
    await insert_addendum_signature(work, addendum, command.signature)
    if signed and addendum.effective_on <= today:
        await put_in_effect(work, agreement, addendum)
    else:
        await save_addendum(work, addendum)
    return receipt_of(addendum)


@use_case(*KEEPERS, scope=scope_to_change_addendum)
async def withdraw_addendum(work: Work, command: WithdrawAddendum) -> AddendumReceipt:
    """Give up an addendum that not all have signed; another one can be drafted."""
    _agreement, addendum = await lock_addendum(work, command.addendum_id, command.expected_version)
    addendum.withdraw()
    await save_addendum(work, addendum)
    return receipt_of(addendum)


async def lock_addendum(work: Work, addendum_id: UUID, expected_version: int) -> tuple[Agreement, Addendum]:
    """The agreement, locked, and the addendum as it is then. Raises `AddendumNotFound` or a refusal of the version."""
    agreement_id = (await load_addendum(work.connection, addendum_id)).agreement_id
    agreement = await lock_agreement(work.connection, agreement_id)
    addendum = await load_addendum(work.connection, addendum_id)
    require_version(addendum.version, expected_version)
    return agreement, addendum


async def require_amendable_by(work: Work, agreement: Agreement, changes: AddendumChanges, effective_on: date) -> None:
    """Raise a refusal unless the agreement is in force, without notice or successor, and something of it changes."""
    agreement.require("amend")
    require_no_notice(agreement)
    require_changes(agreement, changes, effective_on, day_in(agreement.zone, work.now))
    await require_no_successor(work, agreement.id)


async def require_no_successor(work: Work, agreement_id: UUID) -> None:
    """Raise `SuccessorExists`: a successor begins after the term that it was drafted for."""
    successor_id = await load_live_successor_id(work.connection, agreement_id)
    if successor_id is not None:
        raise SuccessorExists(id=successor_id)


def receipt_of(addendum: Addendum, cautions: Sequence[Caution] = ()) -> AddendumReceipt:
    """The receipt of an addendum as it is."""
    return AddendumReceipt(
        addendum.id,
        addendum.agreement_id,
        addendum.ordinal,
        addendum.state,
        addendum.review,
        addendum.effective_on,
        addendum.version,
        tuple(cautions),
    )


async def require_fit(work: Work, agreement: Agreement, changes: AddendumChanges) -> Sequence[Caution]:
    """Raise a refusal of the changes as they would be in the agreement; returns cautions about their grounds."""
    require_leavable(agreement, changes)
    added: tuple[Party, ...] = await look_up_parties(work, changes.added_parties)
    items: tuple[ScopeItem, ...] = await look_up_scope(work, changes.added_items)
    parties = changes.parties_after(agreement, added)
    check_parties(parties)
    require_keeper(agreement.keeper, agreement.level, parties)
    check_agencies(parties, changes.items_after(agreement, items))
    require_traced_additions(items)
    await require_live_partners(work, added, items, agreement)
    amended = agreement.model_copy(update={"parties": parties, "scope_items": changes.items_after(agreement, items)})
    await require_promises(work, amended, changes.added_obligations)
    named = (*changes.removed_obligations, *(each.obligation_id for each in changes.changed_obligations))
    await require_running(work, agreement.id, named)
    await require_other_quantities(work, changes.changed_obligations)
    return await require_grounds(work, agreement.model_copy(update={"scope_items": items}))
