"""Drafting an agreement that begins a new line and continues others: it merges several, or is a part of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.agreements.agreement.access import KEEPERS, READERS, scope_to_begin
from services.agreements.agreement.commands.contents import require_live_partners, risk_cautions
from services.agreements.agreement.commands.drafting import (
    NewLine,
    announce_draft,
    begin_line,
    content_cautions,
    require_keeper_of,
)
from services.agreements.agreement.model.agreement import Agreement, AgreementNotFound, AgreementUnknown
from services.agreements.agreement.model.lines import LinkKind, require_continued, require_several
from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.store.concerned import load_units_concerned
from services.agreements.agreement.store.inserting import insert_agreement
from services.agreements.agreement.store.lines import (
    insert_links,
    load_continued_elsewhere,
    load_link_kind,
    load_successor_ids,
)
from services.agreements.agreement.store.loading import lock_agreement
from services.agreements.succession.model.succession import cautions, require_extendable
from shared.access import Work, use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMerger(NewLine):
    """One agreement for several: each item that is kept names the items that it continues."""

    merges: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPart(NewLine):
    """A part of an agreement that is split; its other items are continued by other parts, or end."""

    agreement_id: UUID


@use_case(*KEEPERS, scope=scope_to_begin)
async def draft_merger(work: Work, command: DraftMerger) -> Receipt:
    """Draft an agreement that takes over from several. Each of them is superseded on its first day."""
    require_several(command.merges)
    try:
        befores = await _lock(work, command.merges)
    except AgreementNotFound as error:
        raise AgreementUnknown(**error.values) from error
    for before in befores:
        # The draft shows them to all its parties.
        work.actor.permit(READERS, await load_units_concerned(work.connection, before.id))
        require_extendable(before, next(iter(await load_successor_ids(work.connection, before.id)), None))
    return await _draft(work, command, befores, "merge")


@use_case(*KEEPERS, scope=scope_to_begin)
async def draft_part(work: Work, command: DraftPart) -> Receipt:
    """Draft one part of an agreement. It is superseded when all of its parts have begun."""
    befores = await _lock(work, [command.agreement_id])
    work.actor.permit(READERS, await load_units_concerned(work.connection, command.agreement_id))
    for successor_id in await load_successor_ids(work.connection, command.agreement_id):
        # Other parts may exist, but no extension and no merger.
        if await load_link_kind(work.connection, successor_id) != "split":
            require_extendable(befores[0], successor_id)
    require_extendable(befores[0], None)
    return await _draft(work, command, befores, "split")


async def _lock(work: Work, ids: Iterable[UUID]) -> list[Agreement]:
    # Locked in one order, so that two mergers of the same agreements do not wait for each other. The second one sees
    # the first, and is refused.
    return [await lock_agreement(work.connection, id_) for id_ in sorted(set(ids))]


async def _draft(work: Work, command: DraftMerger | DraftPart, befores: Sequence[Agreement], kind: LinkKind) -> Receipt:
    agreement = await begin_line(work, command)
    for before in befores:
        require_keeper_of(work, before, agreement)
        agreement.require_after(before)
    ids = [before.id for before in befores]
    elsewhere = await load_continued_elsewhere(work.connection, ids, agreement.id)
    require_continued(agreement.scope_items, befores, elsewhere)
    await require_live_partners(work, agreement.parties, agreement.scope_items)
    agreement.begin("draft")
    await insert_agreement(work, agreement)
    await insert_links(work.connection, agreement.id, ids, kind)
    announce_draft(work, agreement)
    between = [caution for before in befores for caution in cautions(before, agreement)]
    found = (*content_cautions(agreement), *await risk_cautions(work, agreement.parties), *between)
    return agreement.receipt().model_copy(update={"cautions": found})
