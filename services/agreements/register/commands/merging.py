"""Merging partners that turned out to be one, and taking a merger back."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.register.access import PARTNER_CUSTODIANS
from services.agreements.register.commands.duplicates import look_for_duplicates
from services.agreements.register.model.partners import BothInOneAgreement, Partner, PartnerUnknown
from services.agreements.register.store.mergers import (
    insert_alias,
    load_direct_merge,
    load_shared_agreement,
    save_merged_reviewers,
    save_resolution,
    save_returned_reviewers,
    save_reversal,
)
from services.agreements.register.store.names import load_children, save_distinct
from services.agreements.register.store.partners import (
    load_partners,
    lock_both,
    lock_partner,
    lock_partner_tree,
    save_partner,
)
from shared.access import Work, anywhere, use_case
from shared.contracts.organisations import PartnerMerged
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class MergePartner:
    """The partner is the same as another one, which stays."""

    partner_id: UUID
    into: UUID
    reason: str
    expected_version: int
    letter: str | None = None


@dataclass(frozen=True, slots=True)
class ReverseMerger:
    """The partner is another one after all."""

    partner_id: UUID
    reason: str
    expected_version: int
    letter: str | None = None


@use_case(*PARTNER_CUSTODIANS, scope=anywhere)
async def merge_partner(work: Work, command: MergePartner) -> Partner:
    """Let the id of a partner resolve to another one; returns the one that stays. Raises a refusal."""
    await lock_partner_tree(work.connection)
    # Both, because a draft could name them at this moment, and the one that stays could be closed.
    partner, into = await lock_both(work.connection, command.partner_id, command.into)
    require_version(partner.version, command.expected_version)
    partner.require_live()
    if into is None:
        raise PartnerUnknown(id=command.into)
    into.require_live()
    into.require_above(partner)
    shared = await load_shared_agreement(work.connection, partner.id, into.id)
    if shared is not None:
        raise BothInOneAgreement(agreement_id=shared)
    merged = partner.model_copy(update={"merged_into": into.id, "version": partner.version + 1})
    await save_partner(work.connection, merged, None)
    await insert_alias(work, merged, command.reason, command.letter)
    await save_merged_reviewers(work.connection, partner.id, into.id)
    await save_resolution(work.connection, partner.id, into.id)
    # Those under the two are under one now, so that some of them may be registered twice as well.
    await look_for_duplicates(work, await load_children(work.connection, into.id))
    work.emit(PartnerMerged(partner_id=merged.id, version=merged.version, merged_into=into.id))
    return into


@use_case(*PARTNER_CUSTODIANS, scope=anywhere)
async def reverse_merger(work: Work, command: ReverseMerger) -> Partner:
    """Let a merged partner be itself again, with everything that names its id. Raises a refusal."""
    await lock_partner_tree(work.connection)
    partner = await lock_partner(work.connection, command.partner_id)
    require_version(partner.version, command.expected_version)
    stays = partner.require_merged()
    into = await load_direct_merge(work.connection, partner.id) or stays
    # The partner above it may have been placed under it while it was merged.
    if partner.parent_id is not None:
        (await load_partners(work.connection, [partner.parent_id]))[partner.parent_id].require_above(partner)
    again = partner.model_copy(update={"merged_into": None, "version": partner.version + 1})
    await save_partner(work.connection, again, None)
    await save_reversal(work, partner.id, command.reason, command.letter)
    await save_resolution(work.connection, partner.id, None)
    await save_returned_reviewers(work.connection, partner.id, stays)
    await save_distinct(work.connection, partner.id, into, command.reason, work.now)
    work.emit(PartnerMerged(partner_id=again.id, version=again.version, merged_into=None))
    return (await load_partners(work.connection, [again.id]))[again.id]
