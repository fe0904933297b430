"""One agreement with all that holds today, and its history."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.scope import scope_diff
from services.agreements.agreement.model.states import MOVES, MoveName, StateToday
from services.agreements.agreement.queries.reading import READERS, concerned, reads_from_outside
from shared.access import Work, use_case
from shared.values.terms import day_in
from shared.values.texts import Text


class ScopeChanges(BaseModel):
    """How an extension's scope differs from its predecessor's: ids of its own items, and of those left out."""

    kept: list[UUID]
    added: list[UUID]
    removed: list[UUID]


class AgreementView(Agreement):
    """The agreement, its state today, what is missing, how its scope differs, and what came after it."""

    state: StateToday
    missing_fields: list[str]
    scope_changes: ScopeChanges | None
    successor_id: UUID | None


class HistoryLine(BaseModel):
    """One move: from which state to which, when, why, and by which account; partners are not told the account."""

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
class ShowHistory:
    """The history of one agreement."""

    agreement_id: UUID


@use_case(*READERS, scope=concerned, changes=False)
async def show_agreement(work: Work, query: ShowAgreement) -> AgreementView:
    """Everything about one agreement, as of today in its facility's zone."""
    # One row: `concerned` has found the agreement, and `agreement_one_live_successor` allows one successor that stands.
    rows = await work.connection.fetch(
        """SELECT w.whole, before.whole AS before, after.id AS successor_id
           FROM agreement_whole w
           LEFT JOIN agreement_whole before ON before.id = (w.whole ->> 'predecessor_id')::uuid
           LEFT JOIN agreement after ON after.predecessor_id = w.id AND after.document_state <> 'withdrawn'
           WHERE w.id = $1""",
        query.agreement_id,
    )
    agreement = Agreement.model_validate_json(rows[0]["whole"])
    if await reads_from_outside(work, query):
        agreement = _to_partners(agreement, work.actor.reach(READERS).partners)
    before = Agreement.model_validate_json(rows[0]["before"]) if rows[0]["before"] else None
    return AgreementView(
        **agreement.model_dump(),
        state=agreement.state_on(day_in(agreement.zone, work.now)),
        missing_fields=agreement.missing,
        scope_changes=_changes(before, agreement) if before else None,
        successor_id=rows[0]["successor_id"],
    )


@use_case(*READERS, scope=concerned, changes=False)
async def show_history(work: Work, query: ShowHistory) -> list[HistoryLine]:
    """Every move so far, the first one first."""
    rows = await work.connection.fetch(
        """SELECT version, move, from_state, to_state, at, account, reason FROM agreement_history
           WHERE agreement_id = $1 ORDER BY id""",
        query.agreement_id,
    )
    hidden = {"account": None, "reason": None} if await reads_from_outside(work, query) else {}
    return [HistoryLine(**{**row, **hidden}, label=MOVES[row["move"]].label) for row in rows]


def _to_partners(agreement: Agreement, own: Collection[UUID]) -> Agreement:
    """The agreement without the names of other partners who are persons."""
    parties = tuple(
        party.model_copy(update={"partner": party.partner.model_copy(update={"name": party.partner.public_name})})
        if party.partner and party.partner.id not in own
        else party
        for party in agreement.parties
    )
    return agreement.model_copy(update={"parties": parties})


def _changes(before: Agreement, agreement: Agreement) -> ScopeChanges:
    diff = scope_diff(before.scope_items, agreement.scope_items)
    return ScopeChanges(
        kept=[new.id for _, new in diff.kept],
        added=[item.id for item in diff.added],
        removed=[item.id for item in diff.removed],
    )
