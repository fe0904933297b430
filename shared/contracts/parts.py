"""Values that several events carry, so that consumers need no further request: units, parties, scope items, days."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from shared.contracts.event import Extensible, Part
from shared.values.capabilities import Capacity
from shared.values.cooperation import (
    ActivityKind,
    AdditionGround,
    Delivery,
    Function,
    Instrument,
    PartyRole,
    Pillar,
    Side,
    SignatureMethod,
    SignsFor,
    UnitKind,
)
from shared.values.terms import Zone

ExtensibleActivityKind = Annotated[ActivityKind, Extensible()]
ExtensibleAdditionGround = Annotated[AdditionGround, Extensible()]
ExtensibleCapacity = Annotated[Capacity, Extensible()]
ExtensibleDelivery = Annotated[Delivery, Extensible()]
ExtensibleFunction = Annotated[Function, Extensible()]
ExtensibleInstrument = Annotated[Instrument, Extensible()]
ExtensiblePartyRole = Annotated[PartyRole, Extensible()]
ExtensiblePillar = Annotated[Pillar, Extensible()]
ExtensibleSide = Annotated[Side, Extensible()]
ExtensibleSignatureMethod = Annotated[SignatureMethod, Extensible()]
ExtensibleSignsFor = Annotated[SignsFor, Extensible()]
ExtensibleUnitKind = Annotated[UnitKind, Extensible()]


class FacilityRef(Part):
    """A facility, with the code of its region and its time zone."""

    id: UUID = Field(description="the facility; the id stays the same when its name or class changes")
    name: str = Field(description="its official name when the event happened, in Indonesian")
    region: str = Field(description="code of the regional office to which it belongs")
    zone: Zone = Field(description="its time zone; every date of the event is a day in this zone")


class PartnerRef(Part):
    """A partner or one of its agencies."""

    id: UUID = Field(description="the partner or agency; the id stays the same when its name changes")
    name: str = Field(description="its name when the event happened; an organisation, never a person")


class UnitRef(Part):
    """A unit of any kind: a ministry, the directorate general, a regional office, a facility or a partner."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID = Field(description="the unit; the id stays the same when its name changes")
    kind: ExtensibleUnitKind = Field(description="the kind of unit")
    name: str = Field(description="its official name when the event happened; an organisation, never a person")
    region: str | None = Field(description="code of the regional office, for a facility or an office; null otherwise")
    zone: Zone | None = Field(description="the time zone of one of our own units; null for a partner")


class PartyRef(Part):
    """A party of an agreement and its role."""

    party_id: UUID = Field(description="the party, within this agreement")
    unit: UnitRef = Field(description="the unit that is the party")
    role: ExtensiblePartyRole = Field(description="principal, acknowledging (mengetahui) or witness (saksi)")


class DocumentNumber(Part):
    """A number under which one party keeps the document."""

    party_id: UUID = Field(description="the party whose number it is")
    issuer: UnitRef = Field(description="the unit that issued the number; often above the party")
    number: str = Field(description="the number as written; it is never parsed")
    year: int = Field(description="the year of the series to which the number belongs")


class InForce(Part):
    """The days on which an agreement, and everything that it covers, is in force."""

    in_force_from: date = Field(description="the first day: the later of the term's first day and the last signature")
    in_force_until: date | None = Field(description="the last day, included; null: until it is ended by notice")


class ScopeItem(Part):
    """One item of an agreement's scope: a field of cooperation, its description, and the responsible agencies."""

    id: UUID = Field(description="the item in this agreement, the same from the first draft on")
    field: str = Field(description="code of the field of cooperation, such as `package_a`")
    field_name: str = Field(description="the field's name, in Indonesian")
    description: str = Field(description="the agreed activity, in Indonesian")
    function: ExtensibleFunction = Field(description="the function of corrections that it serves; UU 22/2022 art. 4")
    pillar: ExtensiblePillar | None = Field(description="the pillar of coaching; null for another function")
    delivery: ExtensibleDelivery = Field(description="how it is carried out; only `program` items bring programs")
    agencies: tuple[PartnerRef, ...] = Field(description="the responsible agencies: the party itself or under it")
    continues: tuple[UUID, ...] = Field(description="the items of earlier agreements that it continues")


class Handover(Part):
    """A kept scope item: its id in the old and in the new agreement, and the agencies responsible in the new one."""

    old_item_id: UUID = Field(description="the scope item in the agreement that ends")
    new_item_id: UUID = Field(description="the same item in the agreement that begins")
    agencies: tuple[PartnerRef, ...] = Field(description="the agencies responsible from then on")


class Addition(Part):
    """The ground of one added scope item."""

    scope_item_id: UUID = Field(description="the added item")
    ground: ExtensibleAdditionGround = Field(description="a meeting, an evaluation, or decided without either")
    meeting_id: UUID | None = Field(description="the meeting, if that is the ground")


class Activity(Part):
    """Something that was delivered under an agreement."""

    kind: ExtensibleActivityKind = Field(description="a session, goods delivered, an output or a performance")
    id: UUID = Field(description="the session, delivery, output or performance")
    program_id: UUID | None = Field(description="the program that carried it out; null without a program")


class Authorisation(Part):
    """The basis of a program: an agreement, its line, and the scope item."""

    agreement_id: UUID = Field(description="the agreement under which the program runs")
    line_id: UUID = Field(description="its line: the key of the agreement's events")
    scope_item_id: UUID = Field(description="the item of its scope that the program carries out")


class Fulfilment(Part):
    """A promise that an activity fulfils: a scope item of an agreement."""

    agreement_id: UUID = Field(description="the agreement")
    line_id: UUID = Field(description="its line: the key of the agreement's events")
    scope_item_id: UUID = Field(description="the scope item that is fulfilled")


class ObligationCredit(Part):
    """So much of an obligation that an activity delivers, in the measure of the obligation."""

    obligation_id: UUID = Field(description="the obligation")
    agreement_id: UUID = Field(description="its agreement")
    line_id: UUID = Field(description="the line of the agreement: the key of its events")
    quantity: int = Field(ge=1, description="how much of it was delivered")


class Attendance(Part):
    """How many took part, as counts."""

    active: int = Field(ge=0, description="participants who took part")
    passive: int = Field(ge=0, description="participants who were present without taking part")
    absent: int = Field(ge=0, description="participants who were absent")


EndReason = Literal["agreement_expired", "agreement_terminated", "item_not_kept"]
ExtensibleEndReason = Annotated[EndReason, Extensible()]
"""Why an authorisation of a program ended."""
