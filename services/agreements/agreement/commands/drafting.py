"""Drafting an agreement and changing the draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, scope_to_change, scope_to_draft
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.drafts import DraftedScopeItem, NewParty, NewScopeItem
from services.agreements.agreement.model.parts import Party, Receipt, ScopeItem
from services.agreements.agreement.model.scope import require_kept
from services.agreements.agreement.store import (
    insert_agreement,
    load_agreement,
    lock_agreement,
    save_agreement,
    save_scope,
)
from services.agreements.register.model.fields import require_known
from services.agreements.register.store import load_facilities, load_known_fields, load_partners
from shared.access import Work, use_case
from shared.contracts.negotiation import AgreementDrafted
from shared.values.cooperation import Instrument, Level
from shared.values.ids import new_id
from shared.values.terms import Term
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class DraftAgreement:
    """A draft; term, scope, legal basis and funding may come later."""

    instrument: Instrument
    level: Level
    title: str
    parties: tuple[NewParty, ...]
    term: Term | None = None
    legal_basis: str | None = None
    funding: str | None = None
    scope_items: tuple[NewScopeItem, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """The new content of the draft; parties, instrument and level do not change."""

    agreement_id: UUID
    expected_version: int
    title: str
    term: Term | None
    legal_basis: str | None
    funding: str | None
    scope_items: tuple[DraftedScopeItem, ...]


@use_case(*KEEPERS, scope=scope_to_draft)
async def draft_agreement(work: Work, command: DraftAgreement) -> Receipt:
    """Draft an agreement that begins a line."""
    parties = await _parties(work, command.parties)
    agreement_id = new_id()
    agreement = Agreement(
        id=agreement_id,
        line_id=agreement_id,
        instrument=command.instrument,
        level=command.level,
        title=command.title,
        term=command.term,
        legal_basis=command.legal_basis,
        funding=command.funding,
        # All days are counted in the zone of the first facility. A draft without one is refused below, so the default
        # is never stored.
        zone=next((party.facility.zone for party in parties if party.facility), "Asia/Jakarta"),
        parties=parties,
        scope_items=await scope_items(work, command.scope_items),
    )
    agreement.drafted()
    await insert_agreement(work, agreement)
    announce_draft(work, agreement)
    return agreement.receipt()


@use_case(*KEEPERS, scope=scope_to_change)
async def change_draft(work: Work, command: ChangeDraft) -> Receipt:
    """Replace the content of the draft."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    scope = await scope_items(work, command.scope_items)
    before = await _load_predecessor(work, agreement)
    require_kept(before.scope_items if before else (), scope)
    agreement.rewrite(command.title, command.term, command.legal_basis, command.funding, scope)
    if before:
        agreement.require_after(before)
    await save_agreement(work, agreement)
    await save_scope(work, agreement)
    return agreement.receipt()


async def scope_items(work: Work, drafted: Sequence[NewScopeItem]) -> tuple[ScopeItem, ...]:
    """Look up the fields and agencies of drafted scope items. Raises `FieldUnknown` or `PartnerUnknown`."""
    # A kept item stays in its field (`KeptElsewhere`), even in one that the newest tree has dropped.
    fields = {item.field for item in drafted if item.kept_item is None}
    require_known(fields, await load_known_fields(work.connection, fields))
    agencies = await load_partners(work.connection, {item.agency_id for item in drafted if item.agency_id})
    return tuple(
        ScopeItem(
            id=new_id(),
            field=item.field,
            description=item.description,
            pillar=item.pillar,
            agency=agencies[item.agency_id] if item.agency_id else None,
            target=item.target,
            continues=item.kept_item,
        )
        for item in drafted
    )


def announce_draft(work: Work, agreement: Agreement) -> None:
    """Emit `AgreementDrafted`."""
    announcement = Announcement(work, agreement)
    announcement.emit(AgreementDrafted(**announcement.about, predecessor_id=agreement.predecessor_id))


async def _parties(work: Work, drafted: Sequence[NewParty]) -> tuple[Party, ...]:
    facilities = await load_facilities(work.connection, [party.facility_id for party in drafted if party.facility_id])
    partners = await load_partners(work.connection, [party.partner_id for party in drafted if party.partner_id])
    return tuple(
        Party(
            id=new_id(),
            role=party.role,
            facility=facilities[party.facility_id] if party.facility_id else None,
            partner=partners[party.partner_id] if party.partner_id else None,
        )
        for party in drafted
    )


async def _load_predecessor(work: Work, agreement: Agreement) -> Agreement | None:
    if agreement.predecessor_id is None:
        return None
    # Not locked: only a signed agreement has a successor, and its scope and term no longer change.
    return await load_agreement(work.connection, agreement.predecessor_id)
