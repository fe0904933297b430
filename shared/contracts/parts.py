"""Values that several events carry, so that a reader need not ask back: units, parties, scope items, days."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Growing, Part
from shared.values.capabilities import Capacity
from shared.values.cooperation import (
    ActivityKind,
    AdditionGround,
    Delivery,
    Function,
    Instrument,
    MeetingKind,
    MeetingSubject,
    PartyRole,
    Pillar,
    Side,
    SignatureMethod,
    SignsFor,
    UnitKind,
)
from shared.values.terms import Zone

AnyActivityKind = Annotated[ActivityKind, Growing()]
AnyAdditionGround = Annotated[AdditionGround, Growing()]
AnyCapacity = Annotated[Capacity, Growing()]
AnyDelivery = Annotated[Delivery, Growing()]
AnyFunction = Annotated[Function, Growing()]
AnyInstrument = Annotated[Instrument, Growing()]
AnyMeetingKind = Annotated[MeetingKind, Growing()]
AnyMeetingSubject = Annotated[MeetingSubject, Growing()]
AnyPartyRole = Annotated[PartyRole, Growing()]
AnyPillar = Annotated[Pillar, Growing()]
AnySide = Annotated[Side, Growing()]
AnySignatureMethod = Annotated[SignatureMethod, Growing()]
AnySignsFor = Annotated[SignsFor, Growing()]


class FacilityRef(Part):
    """A facility with what its readers need: its regional office's code and its time zone."""

    id: UUID = Field(description="the facility; stays when its name or class changes")
    name: str = Field(description="its official name when the event happened, in Indonesian")
    region: str = Field(description="code of the regional office to which it belongs")
    zone: Zone = Field(description="its time zone: every day (date) of the event is a day there")


class PartnerRef(Part):
    """A partner or one of its agencies."""

    id: UUID = Field(description="the partner or agency; stays when its name changes, and resolves after a merge")
    name: str = Field(description="its name when the event happened; an organisation, never a person")


class UnitRef(Part):
    """A unit of any kind: a ministry, the directorate general, a regional office, a facility, a partner."""

    id: UUID = Field(description="the unit; stays when its name changes")
    kind: UnitKind = Field(description="what kind of unit it is")
    name: str = Field(description="its official name when the event happened; an organisation, never a person")
    region: str | None = Field(description="code of the regional office for a facility or an office; null otherwise")


class PartyRef(Part):
    """A party of an agreement and its role."""

    party_id: UUID = Field(description="the party of this agreement")
    unit: UnitRef = Field(description="the unit that is the party")
    role: AnyPartyRole = Field(description="principal, acknowledging or witness")


class DocumentNumber(Part):
    """A number under which one party keeps the document."""

    party_id: UUID = Field(description="the party that numbers it")
    issuer: str = Field(description="the office that issued the number, as its name is written")
    number: str = Field(description="the number as written; never taken apart")
    year: int = Field(description="the year in whose series it stands")


class InForce(Part):
    """The days on which an agreement, and all that it covers, is in force."""

    in_force_from: date = Field(description="the first day: the later of the term's first day and the last signature")
    in_force_until: date | None = Field(description="the last day, included; null: until it is ended by notice")


class ScopeItem(Part):
    """One item of an agreement's scope: a field of cooperation, what is meant, and which agencies answer for it."""

    id: UUID = Field(description="the item in this agreement, the same from the first draft on")
    field: str = Field(description="code of the field of cooperation, such as `package_a`")
    field_name: str = Field(description="the field's name, in Indonesian")
    description: str = Field(description="what the parties agreed, in Indonesian")
    function: AnyFunction = Field(description="which of the six functions of corrections it serves; UU 22/2022 art. 4")
    pillar: AnyPillar | None = Field(description="the pillar of coaching; null where the function is another")
    delivery: AnyDelivery = Field(description="how it is carried out; only `program` items bring programs")
    agencies: tuple[PartnerRef, ...] = Field(description="who answers for it: the party itself or agencies under it")
    continues: tuple[UUID, ...] = Field(description="the items of earlier agreements that it continues")


class Handover(Part):
    """A kept scope item: its id in the old agreement and in the new one, and who answers for it there."""

    old_item_id: UUID = Field(description="the scope item in the agreement that ends")
    new_item_id: UUID = Field(description="the same item in the agreement that begins")
    agencies: tuple[PartnerRef, ...] = Field(description="who answers for it from then on")


class Addition(Part):
    """On what one added scope item rests."""

    scope_item_id: UUID = Field(description="the added item")
    ground: AnyAdditionGround = Field(description="a meeting, an evaluation, or decided without")
    meeting_id: UUID | None = Field(description="the meeting, where the ground is one")


class Activity(Part):
    """What was done under an agreement."""

    kind: AnyActivityKind = Field(description="a session, goods delivered, an output, a performance")
    id: UUID = Field(description="the session, delivery, output or performance")
    program_id: UUID | None = Field(description="the program that did it; null where it was done without one")


class About(Part):
    """Something that a meeting is about."""

    kind: AnyMeetingSubject = Field(description="agreement, proposal, visit, ceremony or program")
    id: UUID = Field(description="its id")


class ReportedDay(Part):
    """A day as it was reported, which may be uncertain (ISO 8601-2, EDTF)."""

    edtf: str | None = Field(description="the day as an EDTF text, such as `XXXX-11-28` or `2023-01`; null: not known")
    earliest: date | None = Field(description="the earliest day that it can mean")
    latest: date | None = Field(description="the latest day that it can mean")
    certain: bool = Field(description="whether it is exactly one day")


class Authorisation(Part):
    """What makes a program lawful: an agreement, its line, and the scope item."""

    agreement_id: UUID = Field(description="the agreement under which the program runs")
    line_id: UUID = Field(description="its line: the key of the agreement's events")
    scope_item_id: UUID = Field(description="the item of its scope that the program carries out")


class Fulfilment(Part):
    """A promise that a session fulfils: a scope item of an agreement, and an obligation where one is agreed."""

    agreement_id: UUID = Field(description="the agreement")
    line_id: UUID = Field(description="its line")
    scope_item_id: UUID = Field(description="the scope item that is carried out")
    obligation_id: UUID | None = Field(description="the obligation that is delivered; null where none is named")


class Attendance(Part):
    """How many took part, as counts."""

    active: int = Field(ge=0, description="participants who took part")
    passive: int = Field(ge=0, description="participants who were present and did not take part")
    absent: int = Field(ge=0, description="participants who were absent")


EndReason = Literal["agreement_expired", "agreement_terminated", "agreement_superseded", "item_not_kept", "year_ended"]
AnyEndReason = Annotated[EndReason, Growing()]
"""Why an authorisation of a program ended."""
