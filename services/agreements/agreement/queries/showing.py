"""One agreement in full, as of today, and its history."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement.access import (
    READERS,
    reads_as_partner,
    represented_agencies,
    scope_to_read,
)
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.agreement.model.differences import Differences
from services.agreements.agreement.model.scope import scope_diff
from services.agreements.agreement.model.states import MOVES, DocumentState, MoveName, StateToday
from services.agreements.agreement.queries.as_of import agreement_as_of
from services.agreements.agreement.queries.for_partners import (
    as_partners_see_it,
    items_as_partners_see_them,
    items_for,
)
from services.agreements.agreement.queries.neighbours import Neighbours, neighbours_of
from shared.access import Work, use_case
from shared.values.terms import day_in
from shared.values.texts import Text


class ScopeChanges(BaseModel):
    """The differences between an extension's scope and its predecessor's, as ids of scope items."""

    kept: list[UUID]
    added: list[UUID]
    removed: list[UUID]


class PartyChanges(BaseModel):
    """The differences between an extension's parties and its predecessor's, as ids of units."""

    kept: list[UUID]
    added: list[UUID]
    removed: list[UUID]


class NameThen(BaseModel):
    """The name of one of our units on the day of signing, and its office of that time."""

    unit_id: UUID
    name: str
    office: str | None


class AgreementDetails(Agreement):
    """The agreement, its state today, its missing parts, how its scope and parties differ, and its successor.

    `differences` has one entry for each agreement that it continues, also of other lines; `successor_ids` are those
    that continue it. `names_then` has those of our units whose name on the day of signing is on record; the others had
    today's name.
    """

    state: StateToday
    missing_fields: list[str]
    scope_changes: ScopeChanges | None
    party_changes: PartyChanges | None
    successor_id: UUID | None
    successor_ids: list[UUID]
    successors_are_parts: bool
    differences: list[Differences]
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
    """One agreement, as it is today or as of another day."""

    agreement_id: UUID
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class ListHistory:
    """The history of one agreement."""

    agreement_id: UUID


@use_case(*READERS, scope=scope_to_read, changes=False)
async def show_agreement(work: Work, query: ShowAgreement) -> AgreementDetails:
    """One agreement in full, as of today in its keeper's zone or as of another day. Raises `AgreementNotThen`."""
    agreement = await agreement_as_of(work, query.agreement_id, query.as_of)
    neighbours = await neighbours_of(work, query.agreement_id)
    before, successors = neighbours.predecessor, neighbours.successors
    agencies = await represented_agencies(work, query)
    shown = agreement
    if await reads_as_partner(work, query):
        shown = as_partners_see_it(agreement, work.actor.reach(READERS).partners, agencies)
    return AgreementDetails(
        **shown.model_dump(),
        state=agreement.state_on(query.as_of or day_in(agreement.zone, work.now)),
        missing_fields=agreement.missing,
        scope_changes=_scope_changes(before, agreement, agencies) if before else None,
        party_changes=_party_changes(before, agreement) if before else None,
        successor_id=successors[0] if successors else None,
        successor_ids=successors,
        successors_are_parts=neighbours.parts_follow,
        differences=neighbours.differences_of(agreement, await _readable(work, neighbours, query)),
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
    as_partner, agencies = await reads_as_partner(work, query), await represented_agencies(work, query)
    texts = []
    for row in rows:
        content = json.loads(row["content"])
        if as_partner:
            content["scope_items"] = items_as_partners_see_them(content["scope_items"], agencies)
        texts.append(TextVersion(version=row["version"], content=content, hash=row["hash"]))
    return texts


async def _readable(work: Work, neighbours: Neighbours, query: ShowAgreement) -> list[UUID]:
    """The agreements before it that the reader may read, as an office."""
    # A partner's contact is not shown the other parties of agreements.
    if not neighbours.before or await reads_as_partner(work, query):
        return []
    ids = [each.id for each, _ in neighbours.before]
    return [id_ for id_ in ids if work.actor.may(READERS, await scope_to_read(work, ShowAgreement(id_)))]


async def _names_then(work: Work, agreement: Agreement) -> list[NameThen]:
    day = agreement.signed_on or agreement.dated_on or agreement.in_force_from
    ours = {agreement.keeper.id, *(party.unit.id for party in agreement.parties), *(u.id for u in agreement.runs_at)}
    rows = await work.connection.fetch(_NAMES_THEN, list(ours), day)
    return [NameThen.model_validate(dict(row)) for row in rows]


def _scope_changes(before: Agreement, agreement: Agreement, agencies: Collection[UUID] | None) -> ScopeChanges:
    # Compared as a whole: an item that was given to the reader's agency continues one of another agency.
    diff = scope_diff(before.scope_items, agreement.scope_items)
    shown = {item.id for each in (before, agreement) for item in items_for(each, agencies)}
    return ScopeChanges(
        kept=[new.id for _, new in diff.kept if new.id in shown],
        added=[item.id for item in diff.added if item.id in shown],
        removed=[item.id for item in diff.removed if item.id in shown],
    )


def _party_changes(before: Agreement, agreement: Agreement) -> PartyChanges:
    old = {party.unit.id for party in before.parties}
    new = [party.unit.id for party in agreement.parties]
    return PartyChanges(
        kept=[id_ for id_ in new if id_ in old],
        added=[id_ for id_ in new if id_ not in old],
        removed=[party.unit.id for party in before.parties if party.unit.id not in new],
    )
