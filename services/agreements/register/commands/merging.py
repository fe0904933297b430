"""Ends of a partner: it turned out to be another one, or it no longer exists."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.agreements.register.access import PARTNER_CUSTODIANS
from services.agreements.register.model.partners import BothInOneAgreement, Partner
from services.agreements.register.store import (
    load_partners,
    load_shared_agreement,
    lock_partner,
    lock_partner_tree,
    save_merged_ids,
    save_partner,
)
from shared.access import Work, anywhere, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.organisations import PartnerClosed, PartnerMerged
from shared.values.refusals import require_past
from shared.values.terms import day_in
from shared.values.texts import Text
from shared.web.preconditions import require_version

_LAST_DAY = Text("Hari terakhir mitra", "The last day of the partner")


@dataclass(frozen=True, slots=True)
class MergePartner:
    """The partner is the same as another one, which stays."""

    partner_id: UUID
    into: UUID
    reason: str
    expected_version: int


@dataclass(frozen=True, slots=True)
class ClosePartner:
    """The partner no longer exists after its last day."""

    partner_id: UUID
    closed_on: date
    reason: str
    expected_version: int


@use_case(*PARTNER_CUSTODIANS, scope=anywhere)
async def merge_partner(work: Work, command: MergePartner) -> Partner:
    """Let the id of a partner resolve to another one; returns the one that stays. Raises a refusal."""
    await lock_partner_tree(work.connection)
    partner = await lock_partner(work.connection, command.partner_id)
    require_version(partner.version, command.expected_version)
    partner.require_live()
    into = (await load_partners(work.connection, [command.into]))[command.into]
    into.require_live()
    into.require_above(partner)
    shared = await load_shared_agreement(work.connection, partner.id, into.id)
    if shared is not None:
        raise BothInOneAgreement(agreement_id=shared)
    merged = partner.model_copy(update={"merged_into": into.id, "version": partner.version + 1})
    await save_merged_ids(work.connection, partner.id, into.id)
    await save_partner(work.connection, merged, None)
    work.emit(PartnerMerged(partner_id=merged.id, version=merged.version, merged_into=into.id))
    return into


@use_case(*PARTNER_CUSTODIANS, scope=anywhere)
async def close_partner(work: Work, command: ClosePartner) -> Partner:
    """Record the last day of a partner. Raises a refusal."""
    partner = await lock_partner(work.connection, command.partner_id)
    require_version(partner.version, command.expected_version)
    partner.require_live()
    require_past(_LAST_DAY, command.closed_on, day_in(CAPITAL_ZONE, work.now))
    closed = partner.model_copy(update={"closed_on": command.closed_on, "version": partner.version + 1})
    await save_partner(work.connection, closed, None)
    work.emit(PartnerClosed(partner_id=closed.id, version=closed.version, closed_on=command.closed_on))
    return closed
