"""Reading addenda with their changes and signatures, and the changed heads of partners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.agreements.agreement.access import (
    KEEPERS,
    READERS,
    reads_as_partner,
    represented_agencies,
    scope_to_read,
)
from services.agreements.agreement.model.agreement import Agreement
from services.agreements.register.access import OFFICES
from services.agreements.register.model.units import Unit
from services.agreements.succession.access import scope_to_read_addendum
from services.agreements.succession.model.addenda import Addendum, AddendumSignature, AddendumState, NewLastDay
from services.agreements.succession.model.heads import PartnerHead, changed_heads
from shared.access import Work, use_case
from shared.values.cooperation import AdditionGround, AmendedPart, Delivery, Function, Pillar


class AddendumSigner(BaseModel):
    """A unit that has to sign, and its signature if it has."""

    unit: Unit
    signature: AddendumSignature | None


class AddedItem(BaseModel):
    """A scope item that an addendum adds, with its ground; agencies by their ids."""

    field: str
    description: str
    function: Function
    pillar: Pillar | None
    delivery: Delivery
    agencies: list[UUID]
    ground: AdditionGround | None
    meeting_id: UUID | None
    ground_reason: str | None


class AddendumDetails(BaseModel):
    """An addendum with its changes and its day of effect, the last day in force before it, and its signers."""

    id: UUID
    agreement_id: UUID
    ordinal: int
    state: AddendumState
    number: str | None
    effective_on: date
    changed: list[AmendedPart]
    term: NewLastDay | None
    in_force_until_before: date | None
    added_items: list[AddedItem]
    added_parties: list[Unit]
    reason: str | None
    signed_on: date | None
    signers: list[AddendumSigner]
    version: int


@dataclass(frozen=True, slots=True)
class ListAddenda:
    """The addenda to one agreement."""

    agreement_id: UUID


@dataclass(frozen=True, slots=True)
class ShowAddendum:
    """One addendum."""

    addendum_id: UUID


@dataclass(frozen=True, slots=True)
class ListChangedHeads:
    """The heads that came into office after an agreement was signed."""

    agreement_id: UUID


_HEADS = """
SELECT DISTINCT m.id AS partner_id, m.public_name AS partner, m.head_office AS office, m.head_from AS since
FROM party p JOIN partner_resolved m ON m.named_as = p.unit_id
WHERE p.agreement_id = $1 AND m.head_office IS NOT NULL AND m.head_from IS NOT NULL ORDER BY m.public_name, m.id
"""
_ADDENDA = """
SELECT to_jsonb(d) || jsonb_build_object('signatures', (
           SELECT coalesce(jsonb_agg(to_jsonb(s) ORDER BY s.signed_on, s.unit_id), '[]')
           FROM addendum_signature s WHERE s.addendum_id = d.id)) AS whole,
       w.whole AS agreement,
       (SELECT r.whole ->> 'in_force_until' FROM agreement_reading r
        WHERE r.agreement_id = d.agreement_id AND d.state = 'in_effect' AND r.until = d.effective_on - 1
        ORDER BY r.version LIMIT 1) AS before,
       ARRAY(SELECT to_jsonb(u)
             FROM any_unit u JOIN jsonb_to_recordset(d.changes -> 'added_parties') AS p (unit_id uuid)
             ON u.named_as = p.unit_id) AS added
FROM addendum d JOIN agreement_whole w ON w.id = d.agreement_id
"""


@use_case(*READERS, scope=scope_to_read, changes=False)
async def list_addenda(work: Work, query: ListAddenda) -> list[AddendumDetails]:
    """All addenda to an agreement, the first one first."""
    rows = await work.connection.fetch(_ADDENDA + "WHERE d.agreement_id = $1 ORDER BY d.ordinal", query.agreement_id)
    as_partner = await reads_as_partner(work, query)
    return [_details(row, as_partner=as_partner) for row in rows]


@use_case(*READERS, scope=scope_to_read_addendum, changes=False)
async def show_addendum(work: Work, query: ShowAddendum) -> AddendumDetails:
    """One addendum."""
    # A row is there: `scope_to_read_addendum` has found it.
    row = await work.connection.fetchrow(_ADDENDA + "WHERE d.id = $1", query.addendum_id)
    about = ListAddenda(UUID(str(Addendum.model_validate_json(row["whole"]).agreement_id)))
    return _details(row, as_partner=await reads_as_partner(work, about))


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def list_changed_heads(work: Work, query: ListChangedHeads) -> list[PartnerHead]:
    """The heads of partners that came into office after the agreement was signed, as our offices see them."""
    whole = await work.connection.fetchval("SELECT whole FROM agreement_whole WHERE id = $1", query.agreement_id)
    heads = await work.connection.fetch(_HEADS, query.agreement_id)
    agreement = Agreement.model_validate_json(whole)
    return changed_heads(agreement, [PartnerHead.model_validate(dict(row)) for row in heads])


def units_to_sign(work: Work, agreement: Agreement, addendum: AddendumDetails) -> list[Unit]:
    """The units whose signature is awaited, and may be recorded by the reader."""
    if addendum.state != "drafted":
        return []
    awaited = [each.unit for each in addendum.signers if each.signature is None]
    keeper = agreement.keeper.scope
    return [unit for unit in awaited if work.actor.may(KEEPERS, keeper if unit.kind == "partner" else unit.scope)]


async def reads_whole(work: Work, addendum: AddendumDetails) -> bool:
    """Whether the reader of an addendum may have its paper: the contact of an agency may not."""
    return await represented_agencies(work, ListAddenda(addendum.agreement_id)) is None


def needs_override(work: Work, units: Sequence[Unit]) -> bool:
    """Whether the reader would record for the desk of another unit, for which it gives a reason."""
    foreign = any(unit.kind in ("facility", "regional_office") for unit in units)
    return foreign and work.actor.reach(KEEPERS).nation


def _details(row: Any, *, as_partner: bool) -> AddendumDetails:
    addendum, agreement = Addendum.model_validate_json(row["whole"]), Agreement.model_validate_json(row["agreement"])
    added = [Unit.model_validate_json(each) for each in row["added"]]
    units = {party.unit.id: party.unit for party in agreement.parties} | {unit.id: unit for unit in added}
    signed = {each.unit_id: each for each in addendum.signatures}
    # Parties that came later did not sign it.
    signers = addendum.signers(agreement) if addendum.state == "drafted" else list(signed)
    hidden = {"letter": None, "override_reason": None} if as_partner else {}
    before = date.fromisoformat(row["before"]) if row["before"] else None
    return AddendumDetails(
        **addendum.model_dump(
            include={"id", "agreement_id", "ordinal", "state", "number", "effective_on", "signed_on"}
        ),
        version=addendum.version,
        term=addendum.changes.term,
        added_items=[
            AddedItem.model_validate(item.model_dump() | ({"ground_reason": None} if as_partner else {}))
            for item in addendum.changes.added_items
        ],
        changed=list(addendum.changes.parts),
        in_force_until_before=before if addendum.state == "in_effect" else agreement.in_force_until,
        added_parties=added,
        # Written by the offices for the offices.
        reason=None if as_partner else addendum.reason,
        signers=[
            AddendumSigner(unit=units[id_], signature=signed[id_].model_copy(update=hidden) if id_ in signed else None)
            for id_ in signers
            if id_ in units
        ],
    )
