"""Drafting an extension from its predecessor."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, scope_to_change
from services.agreements.agreement.commands.contents import (
    look_up_parties,
    look_up_places,
    look_up_scope,
    require_grounds,
    require_live_partners,
)
from services.agreements.agreement.commands.drafting import announce_draft, content_cautions, registration_number
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.drafts import NewParty, NewScopeItem
from services.agreements.agreement.model.parties import require_keeper
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.model.scope import keep, require_kept
from services.agreements.agreement.model.terms import TermClause
from services.agreements.agreement.store.inserting import insert_agreement
from services.agreements.agreement.store.loading import load_live_successor_id, lock_agreement
from services.agreements.succession.model.heads import require_changed_head
from services.agreements.succession.model.succession import cautions, require_extendable
from services.agreements.succession.store.renewals import load_heads, save_occasion
from shared.access import Work, use_case
from shared.values.cooperation import Instrument, RenewalOccasion
from shared.values.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftExtension:
    """The kept items of the predecessor and the added ones. Parties, places and instrument stay unless named.

    With the occasion "change_of_head", a partner has another head than at the signing.
    """

    agreement_id: UUID
    title: str
    kept: tuple[UUID, ...]
    added: tuple[NewScopeItem, ...] = ()
    term: TermClause | None = None
    instrument: Instrument | None = None
    called: str | None = None
    parties: tuple[NewParty, ...] | None = None
    runs_at: tuple[UUID, ...] | None = None
    occasion: RenewalOccasion | None = None


@use_case(*KEEPERS, scope=scope_to_change)
async def draft_extension(work: Work, command: DraftExtension) -> Receipt:
    """Draft the successor of a signed agreement."""
    # The predecessor is locked although it does not change: when two extensions are drafted at the same time, the
    # second has to see the first and be refused.
    before = await lock_agreement(work.connection, command.agreement_id)
    require_extendable(before, await load_live_successor_id(work.connection, before.id))
    if command.occasion == "change_of_head":
        require_changed_head(before, await load_heads(work.connection, [unit.id for unit in before.partners]))
    extension = await _successor(work, before, command)
    require_kept(before.scope_items, extension.scope_items)
    await require_live_partners(work, extension.parties, extension.scope_items, before)
    extension.require_after(before)
    extension.begin("draft")
    grounds = await require_grounds(work, extension)
    await insert_agreement(work, extension)
    if command.occasion:
        await save_occasion(work.connection, extension.id, command.occasion)
    announce_draft(work, extension)
    # Cautions about what stays as it was were given for the predecessor.
    changed = content_cautions(extension) if command.instrument not in (None, before.instrument) else ()
    return extension.receipt().model_copy(update={"cautions": (*changed, *grounds, *cautions(before, extension))})


async def _successor(work: Work, before: Agreement, command: DraftExtension) -> Agreement:
    # The same parties with new ids, because each has to sign again.
    drafted = command.parties or tuple(
        NewParty(unit_id=party.unit.id, role=party.role, signers=party.signers) for party in before.parties
    )
    parties = await look_up_parties(work, drafted)
    same_places = command.parties is None and command.runs_at is None
    instrument = command.instrument or before.instrument
    places = before.runs_at if same_places else await look_up_places(work, command.runs_at, parties)
    return Agreement(
        id=new_id(),
        line_id=before.line_id,
        predecessor_id=before.id,
        umbrella_id=before.umbrella_id,
        registration_number=await registration_number(work, before.keeper),
        instrument=instrument,
        # The parties' own word for a memorandum isn't that for another kind of agreement.
        called=command.called or (before.called if instrument == before.instrument else None),
        level=before.level,
        keeper=require_keeper(before.keeper, before.level, parties),
        title=command.title,
        term=command.term,
        legal_basis=before.legal_basis,
        funding=before.funding,
        zone=before.zone,
        parties=parties,
        runs_at=places,
        scope_items=(*keep(before.scope_items, command.kept), *await look_up_scope(work, command.added)),
    )
