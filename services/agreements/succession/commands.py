"""Drafting an extension, and superseding a predecessor once its successor has begun."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, scope_to_change
from services.agreements.agreement.commands.announcing import Announcement, handover_ref
from services.agreements.agreement.commands.drafting import announce_draft, scope_items
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.drafts import NewScopeItem
from services.agreements.agreement.model.parts import Caution, Party, Receipt, ScopeItem
from services.agreements.agreement.model.scope import keep, scope_diff
from services.agreements.agreement.store import (
    insert_agreement,
    load_live_successor_id,
    lock_agreement,
    save_agreement,
)
from services.agreements.meetings.store import load_meeting_basis
from services.agreements.succession.model import (
    MeetingBasis,
    cautions,
    gap_days,
    require_extendable,
    require_trace,
    took_over_on,
)
from services.agreements.succession.store import load_begun_successors
from shared.access import Work, nationwide, use_case
from shared.contracts.agreements import AgreementSuperseded
from shared.values.ids import new_id
from shared.values.terms import Term, day_in


@dataclass(frozen=True, slots=True)
class DraftExtension:
    """The kept items of the predecessor, the added ones, and the meeting or reason that justifies the additions."""

    agreement_id: UUID
    title: str
    term: Term
    kept: tuple[UUID, ...]
    added: tuple[NewScopeItem, ...] = ()
    additions_agreed_at: UUID | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SupersedeBegun:
    """Supersede every predecessor whose successor has begun."""


@use_case(*KEEPERS, scope=scope_to_change)
async def draft_extension(work: Work, command: DraftExtension) -> Receipt:
    """Draft the successor of a signed agreement, with the same parties."""
    # The predecessor is locked although it does not change: when two extensions are drafted at the same time, the
    # second has to see the first and be refused.
    before = await lock_agreement(work.connection, command.agreement_id)
    require_extendable(before, await load_live_successor_id(work.connection, before.id))
    traced = await _require_trace(work, command, before) if command.added else ()
    scope = (*keep(before.scope_items, command.kept), *await scope_items(work, command.added))
    extension = _successor(before, command, scope)
    extension.require_after(before)
    extension.drafted()
    await insert_agreement(work, extension)
    announce_draft(work, extension)
    found = cautions(before.agreed_term, command.term.effective_from)
    return extension.receipt().model_copy(update={"cautions": (*traced, *found)})


@use_case(scope=nationwide, changes=False)
async def supersede_all_begun(work: Work, _command: SupersedeBegun) -> None:
    """Supersede each predecessor whose signed successor has begun; kept items are handed over."""
    for before_id, after_id in await load_begun_successors(work.connection, work.now):
        before = await lock_agreement(work.connection, before_id)
        after = await lock_agreement(work.connection, after_id)
        await _supersede(work, before, after)


async def _require_trace(work: Work, command: DraftExtension, before: Agreement) -> tuple[Caution, ...]:
    named = command.additions_agreed_at
    meeting = MeetingBasis(*await load_meeting_basis(work.connection, named, before.id)) if named else None
    return require_trace(meeting, command.reason, day_in(before.zone, work.now))


def _successor(before: Agreement, command: DraftExtension, scope: tuple[ScopeItem, ...]) -> Agreement:
    return Agreement(
        id=new_id(),
        line_id=before.line_id,
        predecessor_id=before.id,
        instrument=before.instrument,
        level=before.level,
        title=command.title,
        term=command.term,
        legal_basis=before.legal_basis,
        funding=before.funding,
        zone=before.zone,
        # The same parties with new ids and without signatures, because each has to sign again.
        parties=tuple(
            Party(id=new_id(), role=party.role, facility=party.facility, partner=party.partner)
            for party in before.parties
        ),
        scope_items=scope,
        additions_meeting_id=command.additions_agreed_at if command.added else None,
        additions_reason=command.reason if command.added else None,
    )


async def _supersede(work: Work, before: Agreement, after: Agreement) -> None:
    begins = took_over_on(after)
    before.move("supersede")
    await save_agreement(work, before)
    kept = scope_diff(before.scope_items, after.scope_items).kept
    # It occurred on the day on which the successor came into force, however late the job finds it.
    announcement = Announcement.on(work, before, begins)
    announcement.emit(
        AgreementSuperseded(
            **announcement.about,
            successor_id=after.id,
            superseded_on=begins,
            successor_until=after.agreed_term.effective_until,
            gap_days=gap_days(before.agreed_term, begins),
            handed_over=tuple(handover_ref(old, new) for old, new in kept),
        )
    )
