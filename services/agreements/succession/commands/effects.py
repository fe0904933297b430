"""An addendum takes effect: the agreement reads as amended, and as of any earlier day as it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from uuid import UUID

from services.agreements.agreement.commands.announcing import Announcement, in_force_ref, scope_item_refs
from services.agreements.agreement.commands.contents import look_up_parties, look_up_scope
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Party, ScopeItem, Signature
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.agreement.store.saving import save_with_parts
from services.agreements.obligations.commands.agreeing import (
    change_obligations,
    end_obligations,
    insert_obligations,
)
from services.agreements.signing.store import insert_signature
from services.agreements.succession.model.addenda import Addendum
from services.agreements.succession.store.addenda import (
    insert_reading,
    load_addenda_to_begin,
    load_addendum,
    load_former_parties,
    save_addendum,
    save_leaving,
)
from shared.access import Work, nationwide, use_case
from shared.contracts.agreements import AgreementAmended, ScopeExtended
from shared.contracts.parts import Addition, InForce
from shared.events.job_items import take_each
from shared.values.ids import new_id


@dataclass(frozen=True, slots=True)
class BeginAddenda:
    """Put every signed addendum in effect whose day has come."""


@use_case(scope=nationwide, changes=False)
async def begin_all_addenda(work: Work, _command: BeginAddenda) -> None:
    """Put the addenda in effect whose day has come."""
    due = await load_addenda_to_begin(work.connection, work.now)
    await take_each(work, "begin_addenda", due, partial(_begin, work), str)


async def _begin(work: Work, addendum_id: UUID) -> None:
    agreement_id = (await load_addendum(work.connection, addendum_id)).agreement_id
    agreement = await lock_agreement(work.connection, agreement_id)
    await put_in_effect(work, agreement, await load_addendum(work.connection, addendum_id))


async def put_in_effect(work: Work, agreement: Agreement, addendum: Addendum) -> None:
    """Keep the agreement as it was, change it, and announce the changes. Programs follow."""
    assert addendum.signed_on is not None, "all have signed"  # noqa: S101
    await insert_reading(work.connection, agreement, addendum.effective_on - timedelta(days=1))
    changes, term = addendum.changes, addendum.changes.term
    former = await load_former_parties(work.connection, agreement.id)
    parties = tuple(
        party.model_copy(update={"id": former.get(party.unit.id, party.id)})
        for party in await look_up_parties(work, changes.added_parties)
    )
    items = await look_up_scope(work, changes.added_items)
    await save_leaving(work.connection, agreement, changes, addendum.effective_on)
    agreement.amend(
        changes.parties_after(agreement, parties),
        changes.items_after(agreement, items),
        term.in_force_until if term else agreement.in_force_until,
        addendum.effective_on,
        addendum.reason,
    )
    await save_with_parts(work, agreement)
    last_day = addendum.effective_on - timedelta(days=1)
    await end_obligations(work, agreement, changes.removed_obligations, last_day, addendum.reason)
    await insert_obligations(work, agreement, changes.added_obligations, addendum.id)
    await change_obligations(work, agreement, changes.changed_obligations, addendum.id, addendum.effective_on)
    await _sign_for(work, agreement, addendum, parties)
    addendum.state = "in_effect"
    await save_addendum(work, addendum)
    _announce(Announcement.on(work, agreement, addendum.effective_on), addendum, items)


async def _sign_for(work: Work, agreement: Agreement, addendum: Addendum, added: Sequence[Party]) -> None:
    # A party that an addendum adds has signed the addendum, and with it the agreement.
    signed = {each.unit_id: each for each in addendum.signatures}
    for party in added:
        found = signed.get(party.unit.id)
        if found is not None:
            ordinal = 1 + len(agreement.signatures_of(party))
            own = {"id": new_id(), "party_id": party.id, "ordinal": ordinal, "evidence": addendum.number}
            signature = Signature(**found.model_dump(exclude={"unit_id"}), **own)
            await insert_signature(work, agreement, signature)


def _announce(announcement: Announcement, addendum: Addendum, items: Sequence[ScopeItem]) -> None:
    days = announcement.agreement.days_in_force
    announcement.emit(
        AgreementAmended(
            **announcement.about,
            signed_on=addendum.signed_on or addendum.effective_on,
            effective_on=addendum.effective_on,
            addendum_id=addendum.id,
            changed=addendum.changes.parts,
            removed_items=addendum.changes.removed_items,
            in_force=in_force_ref(days),
        )
    )
    if items:
        announcement.emit(
            ScopeExtended(
                **announcement.about,
                predecessor_id=None,
                addendum_id=addendum.id,
                in_force=InForce(in_force_from=addendum.effective_on, in_force_until=days.in_force_until),
                added=scope_item_refs(items),
                additions=tuple(
                    Addition(scope_item_id=item.id, ground=item.ground or "decided_without", meeting_id=item.meeting_id)
                    for item in items
                ),
            )
        )
