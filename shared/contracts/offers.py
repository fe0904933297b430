"""Internal events of the programs service: items of national and regional agreements, offered to facilities.

Key: the agreement. One event is about all facilities that are asked on one day; each answer is an event of its own.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Extensible, Part
from shared.contracts.parts import ExtensibleInstrument, FacilityRef, PartyRef, ScopeItem, UnitRef
from shared.contracts.program_details import PROGRAMS_INTERNAL
from shared.values.capabilities import ScopeKind
from shared.values.cooperation import Level, OfferClosedReason, OfferDeclineReason


class OfferedAgreement(Part):
    """The agreement whose items are offered."""

    registration_number: str = Field(description="the short number by which people name it")
    level: Annotated[Level, Extensible()] = Field(description="kept by a regional office or the directorate general")
    keeper: UnitRef = Field(description="the unit of ours that keeps it")
    instrument: ExtensibleInstrument = Field(description="nota kesepakatan, MoU, kesepakatan bersama, PKS and others")
    title: str = Field(description="its title, in Indonesian")
    parties: tuple[PartyRef, ...] = Field(description="the parties with their roles")


class FacilityOffer(Part):
    """The offer to one facility."""

    offer_id: UUID = Field(description="the offer: one for each agreement and facility")
    facility: FacilityRef = Field(description="the facility that is asked")


class DeclinedItem(Part):
    """A scope item that the facility does not carry out."""

    scope_item_id: UUID = Field(description="the item")
    reason: Annotated[OfferDeclineReason, Extensible()] = Field(description="why")


class OfferEvent(Event):
    """Fields of every event about the offers of an agreement."""

    agreement_id: UUID = Field(description="the agreement whose items are offered")
    line_id: UUID = Field(description="the agreement's line: the key of its own events")
    version: int = Field(description="counts the changes of all offers of the agreement; a lower one is older")


class OfferAnswered(OfferEvent):
    """Fields of both answers. A facility that accepts some items and declines others emits both."""

    offer_id: UUID = Field(description="the offer: one for each agreement and facility")
    facility: FacilityRef = Field(description="the facility to which it was made")
    open_items: int = Field(description="the number of offered items that have no answer yet")
    answered_on: date = Field(description="the day of the answer")
    answered_by: Annotated[ScopeKind, Extensible()] = Field(
        description="the unit that answered: the facility, or its regional office once the answer was overdue"
    )


class OfferMade(OfferEvent, type="offer.made.v1", topic=PROGRAMS_INTERNAL, key="agreement_id", subject="agreement_id"):
    """Scope items are offered to facilities, which answer each item. Only what they accept brings programs there."""

    agreement: OfferedAgreement = Field(description="number, title and parties, by which people know the agreement")
    offers: tuple[FacilityOffer, ...] = Field(description="the facilities that are asked about these items")
    scope_items: tuple[ScopeItem, ...] = Field(description="the items without an answer of these facilities")
    due_on: date = Field(description="the last day for the answer, at each facility")


class OfferAccepted(
    OfferAnswered, type="offer.accepted.v1", topic=PROGRAMS_INTERNAL, key="agreement_id", subject="offer_id"
):
    """A facility carries out these items."""

    accepted: tuple[UUID, ...] = Field(description="the scope items that it accepts")


class OfferDeclined(
    OfferAnswered, type="offer.declined.v1", topic=PROGRAMS_INTERNAL, key="agreement_id", subject="offer_id"
):
    """A facility does not carry out these items. It may still accept them later."""

    declined: tuple[DeclinedItem, ...] = Field(description="the scope items that it declines, each with the reason")


class OfferOverdue(
    OfferEvent, type="offer.overdue.v1", topic=PROGRAMS_INTERNAL, key="agreement_id", subject="agreement_id"
):
    """The last day for the answer is over: the regional offices are asked, and may answer as well."""

    agreement: OfferedAgreement = Field(description="number, title and parties, by which people know the agreement")
    offers: tuple[FacilityOffer, ...] = Field(description="the facilities with items that have no answer")
    due_on: date = Field(description="the last day for the answer")


class OfferClosed(
    OfferEvent, type="offer.closed.v1", topic=PROGRAMS_INTERNAL, key="agreement_id", subject="agreement_id"
):
    """The agreement has ended: items without an answer will have none. A successor's offers are offers of their own."""

    offers: tuple[FacilityOffer, ...] = Field(description="the offers that are closed with items without an answer")
    reason: Annotated[OfferClosedReason, Extensible()] = Field(description="how the agreement ended")
