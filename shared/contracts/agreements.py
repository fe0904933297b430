"""Public events of the agreements service, from the last signature on. What comes before is in `negotiation`.

Key: the line, named by the id of the first agreement of a succession.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Extensible
from shared.contracts.parts import ExtensibleInstrument, FacilityRef, Handover, PartnerRef, ScopeItem, Term
from shared.values.cooperation import Level

AGREEMENTS = "agreements.v1"
AGREEMENTS_INTERNAL = "agreements.internal.v1"


class AgreementEvent(Event):
    """Fields of every event about an agreement."""

    agreement_id: UUID = Field(description="the agreement that the event is about")
    line_id: UUID = Field(description="the first agreement of the succession; events of one line stay in order")
    version: int = Field(description="the agreement's version after the event; an event with a lower one is older")
    level: Annotated[Level, Extensible()] = Field(
        description="kept by its facilities, by their regional office, or by the directorate general"
    )
    instrument: ExtensibleInstrument = Field(description="nota kesepakatan, MoU, kesepakatan bersama, PKS")
    title: str = Field(description="its title, in Indonesian")
    facilities: tuple[FacilityRef, ...] = Field(description="the facilities that are parties or carry it out")
    partners: tuple[PartnerRef, ...] = Field(description="the partners that are parties")


class AgreementSigned(
    AgreementEvent, type="agreement.signed.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Every required party has signed."""

    predecessor_id: UUID | None = Field(description="the agreement that it extends; null for a first one")
    term: Term = Field(description="when it is in force; may begin after the day of signing")
    signed_on: date = Field(description="the day of the last signature")
    scope_items: tuple[ScopeItem, ...] = Field(description="the whole scope, both kept and added items")


class AgreementExtended(
    AgreementEvent, type="agreement.extended.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """A signed agreement extends its predecessor; counts of scope items kept, added and removed."""

    predecessor_id: UUID = Field(description="the agreement that is extended")
    term: Term = Field(description="the term of the extension")
    kept: int = Field(description="scope items of both agreements")
    added: int = Field(description="new scope items; `agreement.scope_extended` lists them")
    removed: int = Field(description="scope items of the predecessor that were left out")


class ScopeExtended(
    AgreementEvent, type="agreement.scope_extended.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """The scope items that an extension adds, and the meeting at which they were agreed or the reason without one."""

    predecessor_id: UUID = Field(description="the agreement that is extended")
    term: Term = Field(description="the term of the extension, and of the added items")
    added: tuple[ScopeItem, ...] = Field(description="the new items only")
    meeting_id: UUID | None = Field(description="the meeting at which they were agreed, if any")
    reason: str | None = Field(description="why no meeting was held, in Indonesian; null if a meeting is named")


class AgreementSuperseded(
    AgreementEvent, type="agreement.superseded.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """The successor is in force and takes over the kept scope items; `gap_days` days were covered by neither."""

    successor_id: UUID = Field(description="the agreement that takes over")
    superseded_on: date = Field(description="the first day of the successor")
    successor_until: date | None = Field(default=None, description="the last day of the successor's term")
    gap_days: int = Field(description="days between the two terms on which neither was in force; 0: no gap")
    handed_over: tuple[Handover, ...] = Field(description="every kept scope item")


class FirstActivityRecorded(
    AgreementEvent, type="agreement.first_activity_recorded.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """The first activity under the agreement took place; from now on it counts as running."""

    scope_item_id: UUID = Field(description="the scope item of the activity")
    program_id: UUID = Field(description="the program that carried it out")
    occurred_on: date = Field(description="the day of the activity")
