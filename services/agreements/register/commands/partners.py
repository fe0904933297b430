"""Registering partners and their agencies."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.register.access import PARTNER_KEEPERS
from services.agreements.register.model.partners import (
    Partner,
    PartnerCategory,
    PartnerKnown,
    require_begun,
    require_partner,
)
from services.agreements.register.store import insert_partner, load_partners, lock_partner_named
from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.organisations import PartnerRegistered
from shared.values.ids import new_id
from shared.values.terms import day_in


@dataclass(frozen=True, slots=True)
class RegisterPartner:
    """A partner, or with a `parent_id` an agency of one."""

    name: str
    category: PartnerCategory
    legal_form: str | None = None
    parent_id: UUID | None = None
    since: date | None = None
    distinct_reason: str | None = None


@use_case(*PARTNER_KEEPERS, scope=anywhere)
async def register_partner(work: Work, command: RegisterPartner) -> Partner:
    """Register a partner, unless its parent already has one of nearly the same name."""
    # A partner is in no facility's zone, so the capital's calendar decides.
    require_begun(command.since, day_in(CAPITAL_ZONE, work.now))
    if command.parent_id is not None:
        parents = await load_partners(work.connection, [command.parent_id])
        require_partner(parents[command.parent_id])
    known = await lock_partner_named(work.connection, command.name, command.parent_id)
    if known and command.distinct_reason is None:
        # The public name: problems are logged, and an individual's own name must appear in the register only.
        raise PartnerKnown(name=known.public_name, id=known.id)
    partner = Partner(
        id=new_id(),
        name=command.name,
        category=command.category,
        legal_form=command.legal_form,
        parent_id=command.parent_id,
        since=command.since,
    )
    await insert_partner(work.connection, partner, command.distinct_reason)
    work.emit(
        PartnerRegistered(
            partner_id=partner.id,
            version=1,
            name=partner.public_name,
            category=partner.category,
            parent_id=partner.parent_id,
        )
    )
    return partner
