"""Registering partners, and keeping their names and their places in the tree."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.agreements.register.access import PARTNER_CUSTODIANS, PARTNER_KEEPERS
from services.agreements.register.commands.duplicates import look_for_duplicates
from services.agreements.register.model.answers import PartnerReceipt, receipt_of
from services.agreements.register.model.duplicates import duplicate_caution
from services.agreements.register.model.partners import Partner, PartnerCategory, PartnerKnown, require_begun
from services.agreements.register.store.names import save_name
from services.agreements.register.store.partners import (
    insert_partner,
    load_partners,
    lock_partner,
    lock_partner_named,
    lock_partner_tree,
    save_partner,
)
from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.organisations import PartnerRegistered, PartnerRenamed
from shared.values.ids import new_id
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class RegisterPartner:
    """A partner, with a `parent_id` one that is directly under another."""

    name: str
    category: PartnerCategory
    legal_form: str | None = None
    parent_id: UUID | None = None
    since: date | None = None
    distinct_reason: str | None = None


@dataclass(frozen=True, slots=True)
class RenamePartner:
    """The partner as it is from now on: its name, legal form, place in the tree and first day of cooperation."""

    partner_id: UUID
    expected_version: int
    name: str
    legal_form: str | None = None
    parent_id: UUID | None = None
    since: date | None = None
    distinct_reason: str | None = None


@use_case(*PARTNER_KEEPERS, scope=anywhere)
async def register_partner(work: Work, command: RegisterPartner) -> PartnerReceipt:
    """Register a partner, unless its parent already has one of nearly the same name. Similar names give cautions."""
    # A partner is in no facility's zone, so the capital's calendar decides.
    require_begun(command.since, day_in(CAPITAL_ZONE, work.now))
    parent = await _lock_above(work, command.parent_id)
    await _require_new_name(work, command.name, parent, command.distinct_reason)
    id_ = new_id()
    partner = Partner(
        id=id_,
        name=command.name,
        category=command.category,
        legal_form=command.legal_form,
        parent_id=parent.id if parent else None,
        lineage=(id_, *(parent.lineage if parent else ())),
        since=command.since,
    )
    await insert_partner(work.connection, partner, command.distinct_reason)
    work.emit(PartnerRegistered(**_about(partner)))
    return await _named(work, partner, command.distinct_reason)


@use_case(*PARTNER_CUSTODIANS, scope=anywhere)
async def rename_partner(work: Work, command: RenamePartner) -> PartnerReceipt:
    """Change the name of a partner, or place it under another one. Raises `PartnerNotFound` or a refusal.

    Its former name stays on record.
    """
    require_begun(command.since, day_in(CAPITAL_ZONE, work.now))
    parent = await _lock_above(work, command.parent_id)
    partner = await lock_partner(work.connection, command.partner_id)
    require_version(partner.version, command.expected_version)
    partner.require_live()
    if parent:
        parent.require_above(partner)
    await _require_new_name(work, command.name, parent, command.distinct_reason, except_id=partner.id)
    renamed = partner.model_copy(
        update={
            "name": command.name,
            "legal_form": command.legal_form,
            "parent_id": parent.id if parent else None,
            "lineage": (partner.id, *(parent.lineage if parent else ())),
            "since": command.since,
            "version": partner.version + 1,
        }
    )
    await save_partner(work.connection, renamed, command.distinct_reason)
    work.emit(PartnerRenamed(**_about(renamed)))
    return await _named(work, renamed, command.distinct_reason)


async def _lock_above(work: Work, parent_id: UUID | None) -> Partner | None:
    await lock_partner_tree(work.connection)
    if parent_id is None:
        return None
    parent = (await load_partners(work.connection, [parent_id]))[parent_id]
    parent.require_live()
    return parent


async def _require_new_name(
    work: Work, name: str, parent: Partner | None, distinct_reason: str | None, except_id: UUID | None = None
) -> None:
    known = await lock_partner_named(work.connection, name, parent.id if parent else None, except_id)
    if known and distinct_reason is None:
        # The public name: problems are logged, and an individual's own name must appear in the register only.
        raise PartnerKnown(name=known.public_name, id=known.id)


async def _named(work: Work, partner: Partner, distinct_reason: str | None) -> PartnerReceipt:
    await save_name(work.connection, partner, day_in(CAPITAL_ZONE, work.now))
    alike = await look_for_duplicates(work, [partner], distinct_reason)
    return receipt_of(partner, *(duplicate_caution(each.public_name, each.id) for each in alike))


def _about(partner: Partner) -> dict[str, Any]:
    return {
        "partner_id": partner.id,
        "version": partner.version,
        "name": partner.public_name,
        "category": partner.category,
        "parent_id": partner.parent_id,
    }
