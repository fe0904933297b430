"""Reading addenda with their changes and signatures."""

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
from services.agreements.obligations.model.promises import NewObligation
from services.agreements.register.model.units import Unit
from services.agreements.succession.access import scope_to_read_addendum
from services.agreements.succession.model.addenda import (
    Addendum,
    AddendumReview,
    AddendumSignature,
    AddendumState,
)
from services.agreements.succession.model.addendum_changes import NewLastDay
from shared.access import Work, use_case
from shared.values.cooperation import AdditionGround, AmendedPart, Delivery, Function, ObligationMeasure, Pillar


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
    own_section: str | None
    target: str | None
    ground: AdditionGround | None
    meeting_id: UUID | None
    ground_reason: str | None


class RemovedItem(BaseModel):
    """A scope item that an addendum takes out."""

    id: UUID
    field: str
    description: str


class AddedObligation(NewObligation):
    """An obligation that an addendum adds, with the name of the unit that promises it."""

    unit_name: str


class RemovedObligation(BaseModel):
    """An obligation that an addendum ends."""

    id: UUID
    description: str
    unit_name: str


class AlteredObligation(BaseModel):
    """An obligation to which an addendum gives another quantity, with the one before."""

    id: UUID
    description: str
    unit_name: str
    measure: ObligationMeasure
    former_quantity: int
    quantity: int


class AddendumDetails(BaseModel):
    """An addendum with its changes and its day of effect, the last day in force before it, and its signers.

    `review` is how far the review of a drafted one is.
    """

    id: UUID
    agreement_id: UUID
    ordinal: int
    state: AddendumState
    review: AddendumReview
    number: str | None
    effective_on: date
    changed: list[AmendedPart]
    term: NewLastDay | None
    in_force_until_before: date | None
    added_items: list[AddedItem]
    added_parties: list[Unit]
    removed_items: list[RemovedItem]
    removed_parties: list[Unit]
    added_obligations: list[AddedObligation]
    removed_obligations: list[RemovedObligation]
    changed_obligations: list[AlteredObligation]
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
             ON u.named_as = p.unit_id) AS added,
       ARRAY(SELECT to_jsonb(u)
             FROM jsonb_array_elements_text(coalesce(d.changes -> 'removed_parties', '[]')) AS gone (id)
             CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = gone.id::uuid OFFSET 0) AS u) AS leaving,
       ARRAY(SELECT jsonb_build_object('id', s.id, 'field', s.field, 'description', s.description) FROM scope_item s
             WHERE s.agreement_id = d.agreement_id AND coalesce(d.changes -> 'removed_items', '[]') ? s.id::text
             ORDER BY s.description) AS removed,
       ARRAY(SELECT u.public_name
             FROM jsonb_array_elements(coalesce(d.changes -> 'added_obligations', '[]'))
                  WITH ORDINALITY AS promised (obligation, nth)
             CROSS JOIN LATERAL (SELECT * FROM any_unit
                                 WHERE named_as = (promised.obligation ->> 'unit_id')::uuid OFFSET 0) AS u
             ORDER BY promised.nth) AS obligors,
       ARRAY(SELECT jsonb_build_object('id', o.id, 'description', o.description, 'unit_name', u.public_name)
             FROM jsonb_array_elements_text(coalesce(d.changes -> 'removed_obligations', '[]')) AS gone (id)
             JOIN obligation o ON o.id = gone.id::uuid
             CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = o.unit_id OFFSET 0) AS u
             ORDER BY o.ordinal) AS ended,
       ARRAY(SELECT jsonb_build_object(
                        'id', o.id, 'description', o.description, 'unit_name', u.public_name, 'measure', o.measure,
                        'former_quantity', coalesce(c.former_quantity, o.quantity), 'quantity', changed.quantity)
             FROM jsonb_to_recordset(coalesce(d.changes -> 'changed_obligations', '[]'))
                  AS changed (obligation_id uuid, quantity bigint)
             JOIN obligation o ON o.id = changed.obligation_id
             LEFT JOIN obligation_change c ON c.obligation_id = o.id AND c.addendum_id = d.id
             CROSS JOIN LATERAL (SELECT * FROM any_unit WHERE named_as = o.unit_id OFFSET 0) AS u
             ORDER BY o.ordinal) AS altered,
       ARRAY(SELECT m.id
             FROM jsonb_array_elements_text(coalesce(d.changes -> 'removed_parties', '[]')) AS gone (id)
             JOIN partner_resolved m ON m.named_as = gone.id::uuid WHERE m.closed_on IS NOT NULL) AS closed
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


def units_to_sign(work: Work, agreement: Agreement, addendum: AddendumDetails) -> list[Unit]:
    """The units whose signature is awaited, and may be recorded by the reader."""
    if addendum.state != "drafted" or addendum.review != "passed":
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
    added, leaving = ([Unit.model_validate_json(each) for each in row[name]] for name in ("added", "leaving"))
    units = {party.unit.id: party.unit for party in agreement.parties} | {unit.id: unit for unit in (*added, *leaving)}
    signed = {each.unit_id: each for each in addendum.signatures}
    # Parties that came later did not sign it.
    signers = addendum.signers(agreement, row["closed"]) if addendum.state == "drafted" else list(signed)
    hidden = {"letter": None, "override_reason": None} if as_partner else {}
    before = date.fromisoformat(row["before"]) if row["before"] else None
    return AddendumDetails(
        **addendum.model_dump(
            include={"id", "agreement_id", "ordinal", "state", "review", "number", "effective_on", "signed_on"}
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
        removed_items=[RemovedItem.model_validate_json(each) for each in row["removed"]],
        removed_parties=leaving,
        added_obligations=[
            AddedObligation(**promised.model_dump(), unit_name=name)
            for promised, name in zip(addendum.changes.added_obligations, row["obligors"], strict=True)
        ],
        removed_obligations=[RemovedObligation.model_validate_json(each) for each in row["ended"]],
        changed_obligations=[AlteredObligation.model_validate_json(each) for each in row["altered"]],
        # Written by the offices for the offices.
        reason=None if as_partner else addendum.reason,
        signers=[
            AddendumSigner(unit=units[id_], signature=signed[id_].model_copy(update=hidden) if id_ in signed else None)
            for id_ in signers
            if id_ in units
        ],
    )
