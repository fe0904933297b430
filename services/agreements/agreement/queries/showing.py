"""One agreement in full, as of today, and its history."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement.access import READERS, reads_as_partner, scope_to_read
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.scope import scope_diff
from services.agreements.agreement.model.states import MOVES, DocumentState, MoveName, StateToday
from services.agreements.register.model.units import Unit
from shared.access import Work, use_case
from shared.values.terms import day_in
from shared.values.texts import Text


class ScopeChanges(BaseModel):
    """The differences between an extension's scope and its predecessor's, as ids of scope items."""

    kept: list[UUID]
    added: list[UUID]
    removed: list[UUID]


class NameThen(BaseModel):
    """The name of one of our units on the day of signing, and its office of that time."""

    unit_id: UUID
    name: str
    office: str | None


class AgreementDetails(Agreement):
    """The agreement, its state today, its missing parts, how its scope differs, and its successor.

    `names_then` has those of our units whose name on the day of signing is on record; the others had today's name.
    """

    state: StateToday
    missing_fields: list[str]
    scope_changes: ScopeChanges | None
    successor_id: UUID | None
    names_then: list[NameThen]


class HistoryEntry(BaseModel):
    """One move: between which states, when, why, and by which account; partners are not shown account and reason."""

    version: int
    move: MoveName
    label: Text
    from_state: DocumentState | None
    to_state: DocumentState
    happened_on: date | None
    at: datetime
    account: str | None
    reason: str | None


class TextVersion(BaseModel):
    """The content of the draft in one version of the agreement, and its hash (SHA-256)."""

    version: int
    content: dict[str, Any]
    hash: str


# Before the last signature the day is null, and no row is found.
_NAMES_THEN = """
SELECT p.unit_id, p.name, coalesce(p.office, office_period.name, office.name) AS office
FROM unit_period p
LEFT JOIN unit office ON office.code = p.region AND office.id <> p.unit_id
LEFT JOIN unit_period office_period
    ON office_period.unit_id = office.id AND office_period.valid_from <= $2
    AND coalesce(office_period.valid_until, 'infinity') >= $2
WHERE p.unit_id = ANY($1) AND p.valid_from <= $2 AND coalesce(p.valid_until, 'infinity') >= $2
ORDER BY p.name
"""


@dataclass(frozen=True, slots=True)
class ListTexts:
    """The texts of one agreement."""

    agreement_id: UUID


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
    """One agreement in full, as of today in its keeper's zone."""
    # Exactly one row: `scope_to_read` has found the agreement, and the index `agreement_one_live_successor` allows one
    # successor that is alive.
    rows = await work.connection.fetch(
        """SELECT w.whole, before.whole AS before, after.id AS successor_id
           FROM agreement_whole w
           LEFT JOIN agreement_whole before ON before.id = (w.whole ->> 'predecessor_id')::uuid
           LEFT JOIN agreement after ON after.predecessor_id = w.id AND after.alive
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
        names_then=await _names_then(work, agreement),
    )


@use_case(*READERS, scope=scope_to_read, changes=False)
async def list_history(work: Work, query: ListHistory) -> list[HistoryEntry]:
    """Every move so far, the first one first."""
    rows = await work.connection.fetch(
        """SELECT version, move, from_state, to_state, happened_on, at, account, reason FROM agreement_history
           WHERE agreement_id = $1 ORDER BY id""",
        query.agreement_id,
    )
    hidden = {"account": None, "reason": None} if await reads_as_partner(work, query) else {}
    return [HistoryEntry(**{**row, **hidden}, label=MOVES[row["move"]].label) for row in rows]


@use_case(*READERS, scope=scope_to_read, changes=False)
async def list_texts(work: Work, query: ListTexts) -> list[TextVersion]:
    """Every text of the draft so far, the first one first."""
    rows = await work.connection.fetch(
        "SELECT version, content, hash FROM agreement_text WHERE agreement_id = $1 ORDER BY version", query.agreement_id
    )
    return [TextVersion(version=row["version"], content=json.loads(row["content"]), hash=row["hash"]) for row in rows]


async def _names_then(work: Work, agreement: Agreement) -> list[NameThen]:
    day = agreement.signed_on or agreement.dated_on or agreement.in_force_from
    ours = {agreement.keeper.id, *(party.unit.id for party in agreement.parties), *(u.id for u in agreement.runs_at)}
    rows = await work.connection.fetch(_NAMES_THEN, list(ours), day)
    return [NameThen.model_validate(dict(row)) for row in rows]


def _as_partners_see_it(agreement: Agreement, own: Collection[UUID]) -> Agreement:
    """The agreement with the public name of every partner but the reader's own, and without letters of appointment."""
    # Tuples, as in the model: a list in their place is reported as a fault when the answer is written.
    parties = tuple(party.model_copy(update={"unit": _as_public(party.unit, own)}) for party in agreement.parties)
    items = tuple(
        item.model_copy(update={"agencies": tuple(_as_public(agency, own) for agency in item.agencies)})
        for item in agreement.scope_items
    )
    numbers = tuple(each.model_copy(update={"issuer": _as_public(each.issuer, own)}) for each in agreement.numbers)
    # Letters may name persons, and concern the offices alone.
    hidden = {"letter": None, "evidence": None, "override_reason": None}
    signatures = tuple(signature.model_copy(update=hidden) for signature in agreement.signatures)
    return agreement.model_copy(
        update={"parties": parties, "scope_items": items, "numbers": numbers, "signatures": signatures}
    )


def _as_public(unit: Unit, own: Collection[UUID]) -> Unit:
    return unit if unit.id in own else unit.model_copy(update={"name": unit.public_name})


def _scope_changes(before: Agreement, agreement: Agreement) -> ScopeChanges:
    diff = scope_diff(before.scope_items, agreement.scope_items)
    return ScopeChanges(
        kept=[new.id for _, new in diff.kept],
        added=[item.id for item in diff.added],
        removed=[item.id for item in diff.removed],
    )
