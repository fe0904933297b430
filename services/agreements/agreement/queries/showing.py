"""One agreement in full, as of today, and its history."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement.access import READERS, reads_as_partner, scope_to_read
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.parts import Party
from services.agreements.agreement.model.scope import scope_diff
from services.agreements.agreement.model.states import MOVES, MoveName, StateToday
from shared.access import Work, use_case
from shared.values.terms import day_in
from shared.values.texts import Text


class ScopeChanges(BaseModel):
    """The differences between an extension's scope and its predecessor's, as ids of scope items."""

    kept: list[UUID]
    added: list[UUID]
    removed: list[UUID]


class AgreementDetails(Agreement):
    """The agreement, its state today, its missing parts, how its scope differs, and its successor."""

    state: StateToday
    missing_fields: list[str]
    scope_changes: ScopeChanges | None
    successor_id: UUID | None


class HistoryEntry(BaseModel):
    """One move: between which states, when, why, and by which account; partners are not shown account and reason."""

    version: int
    move: MoveName
    label: Text
    from_state: str | None
    to_state: str
    at: datetime
    account: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class ShowAgreement:
    """One agreement."""

    agreement_id: UUID


@dataclass(frozen=True, slots=True)
class ListHistory:
    """The history of one agreement."""

    agreement_id: UUID


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_agreement(work: Work, query: ShowAgreement) -> AgreementDetails:
    """One agreement in full, as of today in its facility's zone."""
    # Exactly one row: `scope_to_read` has found the agreement, and the index `agreement_one_live_successor` allows one
    # successor that is not withdrawn.
    rows = await work.connection.fetch(
        """SELECT w.whole, before.whole AS before, after.id AS successor_id
           FROM agreement_whole w
           LEFT JOIN agreement_whole before ON before.id = (w.whole ->> 'predecessor_id')::uuid
           LEFT JOIN agreement after ON after.predecessor_id = w.id AND after.document_state <> 'withdrawn'
           WHERE w.id = $1""",
        query.agreement_id,
    )
    agreement = Agreement.model_validate_json(rows[0]["whole"])
    if await reads_as_partner(work, query):
        agreement = _as_partners_see_it(agreement, work.actor.reach(READERS).partners)
    before = Agreement.model_validate_json(rows[0]["before"]) if rows[0]["before"] else None
    return AgreementDetails(
        **agreement.model_dump(),
        state=agreement.state_on(day_in(agreement.zone, work.now)),
        missing_fields=agreement.missing,
        scope_changes=_scope_changes(before, agreement) if before else None,
        successor_id=rows[0]["successor_id"],
    )


@use_case(*READERS, scope=scope_to_read, changes=False)
async def list_history(work: Work, query: ListHistory) -> list[HistoryEntry]:
    """Every move so far, the first one first."""
    rows = await work.connection.fetch(
        """SELECT version, move, from_state, to_state, at, account, reason FROM agreement_history
           WHERE agreement_id = $1 ORDER BY id""",
        query.agreement_id,
    )
    hidden = {"account": None, "reason": None} if await reads_as_partner(work, query) else {}
    return [HistoryEntry(**{**row, **hidden}, label=MOVES[row["move"]].label) for row in rows]


def _as_partners_see_it(agreement: Agreement, own: Collection[UUID]) -> Agreement:
    """The agreement with the public name of every partner but the reader's own."""
    return agreement.model_copy(update={"parties": tuple(_with_public_name(party, own) for party in agreement.parties)})


def _with_public_name(party: Party, own: Collection[UUID]) -> Party:
    partner = party.partner
    if partner is None or partner.id in own:
        return party
    return party.model_copy(update={"partner": partner.model_copy(update={"name": partner.public_name})})


def _scope_changes(before: Agreement, agreement: Agreement) -> ScopeChanges:
    diff = scope_diff(before.scope_items, agreement.scope_items)
    return ScopeChanges(
        kept=[new.id for _, new in diff.kept],
        added=[item.id for item in diff.added],
        removed=[item.id for item in diff.removed],
    )
