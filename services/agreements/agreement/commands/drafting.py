"""Drafting an agreement, and changing the draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, keeper_of, scope_to_begin, scope_to_change
from services.agreements.agreement.commands.announcing import Announcement
from services.agreements.agreement.commands.contents import (
    Contents,
    look_up_parties,
    look_up_places,
    look_up_scope,
    require_grounds,
    require_live_partners,
    require_umbrella,
    risk_cautions,
)
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.instruments import instrument_cautions
from services.agreements.agreement.model.lines import require_continued, require_signing_keeper
from services.agreements.agreement.model.parties import require_keeper
from services.agreements.agreement.model.parts import Caution, Receipt, ScopeItem
from services.agreements.agreement.model.scope import require_kept
from services.agreements.agreement.shipped import instrument_rules
from services.agreements.agreement.store.inserting import insert_agreement
from services.agreements.agreement.store.lines import load_continued_elsewhere, load_predecessors
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.agreement.store.registration import next_registration_number
from services.agreements.agreement.store.saving import save_with_parts
from services.agreements.register.model.units import Unit
from shared.access import Work, use_case
from shared.access.positions import CAPITAL_ZONE
from shared.contracts.negotiation import AgreementDrafted
from shared.values.cooperation import Level
from shared.values.ids import new_id
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine(Contents):
    """The content of an agreement that begins a line."""

    level: Level
    keeper_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftAgreement(NewLine):
    """A draft that begins a line. An exploration is one without a text to review yet."""

    exploration: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDraft(Contents):
    """The new content of the draft; level and keeper do not change."""

    agreement_id: UUID
    expected_version: int


@dataclass(frozen=True, slots=True)
class BeginDrafting:
    """An exploration becomes a draft."""

    agreement_id: UUID
    expected_version: int


@use_case(*KEEPERS, scope=scope_to_begin)
async def draft_agreement(work: Work, command: DraftAgreement) -> Receipt:
    """Draft an agreement that begins a line."""
    agreement = await begin_line(work, command)
    require_kept((), agreement.scope_items)
    await require_live_partners(work, agreement.parties, agreement.scope_items)
    agreement.begin("explore" if command.exploration else "draft")
    await insert_agreement(work, agreement)
    if not command.exploration:
        announce_draft(work, agreement)
    cautions = (*content_cautions(agreement), *await risk_cautions(work, agreement.parties))
    return agreement.receipt().model_copy(update={"cautions": cautions})


@use_case(*KEEPERS, scope=scope_to_change)
async def begin_drafting(work: Work, command: BeginDrafting) -> Receipt:
    """Turn an exploration into a draft."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    agreement.move("begin_drafting")
    await save_with_parts(work, agreement)
    announce_draft(work, agreement)
    return agreement.receipt()


@use_case(*KEEPERS, scope=scope_to_change)
async def change_draft(work: Work, command: ChangeDraft) -> Receipt:
    """Replace the content of the draft."""
    agreement = await lock_agreement(work.connection, command.agreement_id)
    require_version(agreement.version, command.expected_version)
    agreement.require("change")
    parties = await look_up_parties(work, command.parties, agreement.parties)
    scope = await look_up_scope(work, command.scope_items, agreement.scope_items)
    befores = await load_predecessors(work.connection, agreement)
    await _require_continued(work, agreement, befores, scope)
    await require_live_partners(work, parties, scope, agreement)
    require_keeper(agreement.keeper, agreement.level, parties)
    await require_umbrella(work, command.umbrella_id, agreement.id)
    places = await look_up_places(work, command.runs_at, parties)
    agreement.rewrite(parties, scope, runs_at=places, **command.plain)
    for before in befores:
        agreement.require_after(before)
        require_keeper_of(work, before, agreement)
    cautions = await require_grounds(work, agreement) if agreement.predecessor_id else ()
    await save_with_parts(work, agreement)
    cautions = (*content_cautions(agreement), *await risk_cautions(work, parties), *cautions)
    return agreement.receipt().model_copy(update={"cautions": cautions})


async def begin_line(work: Work, contents: NewLine) -> Agreement:
    """A new agreement that begins a line. Raises a refusal of its content."""
    parties = await look_up_parties(work, contents.parties)
    units = {named.unit_id: party.unit for named, party in zip(contents.parties, parties, strict=True)}
    keeper = require_keeper(await keeper_of(work, contents, units), contents.level, parties)
    await require_umbrella(work, contents.umbrella_id)
    agreement_id = new_id()
    return Agreement(
        id=agreement_id,
        line_id=agreement_id,
        registration_number=await registration_number(work, keeper),
        level=contents.level,
        keeper=keeper,
        # All days are counted in the zone of the keeper: a facility's, an office's, or the capital's.
        zone=keeper.zone,
        parties=parties,
        runs_at=await look_up_places(work, contents.runs_at, parties),
        scope_items=await look_up_scope(work, contents.scope_items),
        **contents.plain,
    )


def require_keeper_of(work: Work, before: Agreement, agreement: Agreement) -> None:
    """Raise `KeeperDoesNotSign` if another unit keeps an agreement that is continued, and does not sign."""
    # The keeper of an agreement may end it with this draft.
    if not work.actor.may(KEEPERS, before.keeper.scope):
        require_signing_keeper(agreement, before)


async def registration_number(work: Work, keeper: Unit) -> str:
    """The next registration number in the keeper's region, or at the centre."""
    today = day_in(keeper.zone or CAPITAL_ZONE, work.now)
    return await next_registration_number(work.connection, today, keeper.region or "PUSAT")


def announce_draft(work: Work, agreement: Agreement) -> None:
    """Emit `AgreementDrafted`."""
    announcement = Announcement(work, agreement)
    announcement.emit(AgreementDrafted(**announcement.about, predecessor_id=agreement.predecessor_id))


async def _require_continued(
    work: Work, agreement: Agreement, befores: Sequence[Agreement], scope: Sequence[ScopeItem]
) -> None:
    if agreement.predecessor_id is not None or not befores:
        require_kept([item for before in befores for item in before.scope_items], scope)
        return
    # Locked, because another part may be changed at the same time.
    for before in befores:
        await lock_agreement(work.connection, before.id)
    elsewhere = await load_continued_elsewhere(work.connection, [before.id for before in befores], agreement.id)
    require_continued(scope, befores, elsewhere)


def content_cautions(agreement: Agreement) -> tuple[Caution, ...]:
    """Cautions about an instrument that does not fit its parties."""
    under_umbrella = agreement.umbrella_id is not None
    return instrument_cautions(
        instrument_rules(), agreement.instrument, agreement.parties, under_umbrella=under_umbrella
    )
