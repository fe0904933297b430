"""Events of the agreements service. Key: the line, which is the first agreement of a succession."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Growing, field_class
from shared.contracts.parts import (
    AnyInstrument,
    AnySide,
    AnySignatureMethod,
    FacilityRef,
    Handover,
    PartnerRef,
    ScopeItem,
    Term,
)
from shared.values.capabilities import Capability, Capacity, ScopeKind
from shared.values.cooperation import MeetingKind

AGREEMENTS = "agreements.v1"
AGREEMENTS_INTERNAL = "agreements.internal.v1"


class AgreementEvent(Event):
    """What every event about an agreement carries."""

    agreement_id: UUID = Field(description="the agreement that the event is about")
    line_id: UUID = Field(description="the first agreement of the succession; events of one line come in order")
    instrument: AnyInstrument = Field(description="nota kesepakatan, MoU, kesepakatan bersama, PKS")
    title: str = Field(description="its title, in Indonesian")
    facilities: tuple[FacilityRef, ...] = Field(description="the facilities that are parties or where it runs")
    partners: tuple[PartnerRef, ...] = Field(description="the partners that are parties")


class AgreementDrafted(
    AgreementEvent, type="agreement.drafted.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """A draft was registered; with a predecessor it is the draft of an extension."""

    predecessor_id: UUID | None = Field(description="the agreement that it would continue; null for a first one")


class AgreementSubmittedForReview(
    AgreementEvent, type="agreement.submitted_for_review.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """The draft waits for the named sides."""

    sides: tuple[AnySide, ...] = Field(description="who has to pass it: the partner, the region, the directorate")


class AgreementRevisionRequested(
    AgreementEvent, type="agreement.revision_requested.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """A side passed the draft back with comments."""

    side: AnySide = Field(description="the side that asks for changes")


class AgreementValidated(
    AgreementEvent, type="agreement.validated.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Every side has passed the draft: it waits for signatures, planned for a day or not yet."""

    signing_planned_on: date | None = Field(description="the planned day of signing; null while there is none")


class AgreementWithdrawn(
    AgreementEvent, type="agreement.withdrawn.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """The draft was taken back before any party had signed: nobody need look at it any more."""

    sides: tuple[AnySide, ...] = Field(description="who was asked to review it, in the last round; empty before any")


class SignatureRecorded(
    AgreementEvent, type="agreement.signature_recorded.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """One party has signed, by the holder of a position in a capacity; `outstanding` parties have not."""

    party_id: UUID = Field(description="the party of this agreement that signed")
    position: str = Field(description="the position of who signed, such as Kepala Lapas; never a name")
    capacity: Capacity = Field(description="definitive, acting (Plt) or daily acting (Plh)")
    method: AnySignatureMethod = Field(description="ink on paper, or the certifier of the electronic signature")
    signed_on: date = Field(description="the day of this signature")
    outstanding: int = Field(description="how many parties have not signed yet; 0: it is signed")


class AgreementSigned(
    AgreementEvent, type="agreement.signed.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Every required party has signed."""

    predecessor_id: UUID | None = Field(description="the agreement that it continues; null for a first one")
    term: Term = Field(description="when it is in force; it may begin after the signing")
    signed_on: date = Field(description="the day of the last signature")
    scope_items: tuple[ScopeItem, ...] = Field(description="all that it covers, kept and added items alike")


class AgreementExtended(
    AgreementEvent, type="agreement.extended.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """A signed agreement continues its predecessor, with so many scope items kept, added and removed."""

    predecessor_id: UUID = Field(description="the agreement that is continued")
    term: Term = Field(description="the term of the continuing agreement")
    kept: int = Field(description="scope items that both have")
    added: int = Field(description="scope items that are new; `agreement.scope_extended` lists them")
    removed: int = Field(description="scope items that the predecessor had and this one has not")


class ScopeExtended(
    AgreementEvent, type="agreement.scope_extended.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """What the extension adds, and the meeting at which it was agreed or the reason why there was none."""

    predecessor_id: UUID = Field(description="the agreement that is continued")
    term: Term = Field(description="the term of the continuing agreement, and so of what is added")
    added: tuple[ScopeItem, ...] = Field(description="the new items only")
    meeting_id: UUID | None = Field(description="the meeting at which they were agreed, if there was one")
    reason: str | None = Field(description="why there was none, in Indonesian; null where a meeting is named")


class AgreementSuperseded(
    AgreementEvent, type="agreement.superseded.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """The successor has begun: what was kept is handed over. `gap_days` is how long neither was in force."""

    successor_id: UUID = Field(description="the agreement that takes over")
    superseded_on: date = Field(description="the first day of the successor")
    successor_until: date | None = Field(default=None, description="the last day of the successor's term")
    gap_days: int = Field(description="days between both on which neither was in force; 0: no gap")
    handed_over: tuple[Handover, ...] = Field(description="every kept scope item")


class FirstActivityRecorded(
    AgreementEvent, type="agreement.first_activity_recorded.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Something was done under the agreement for the first time: it is running."""

    scope_item_id: UUID = Field(description="the scope item under which it was done")
    program_id: UUID = Field(description="the program that did it")
    occurred_on: date = Field(description="the day on which it was done")


class MeetingHeld(Event, type="meeting.held.v1", topic=AGREEMENTS, key="line_id", subject="meeting_id"):
    """A meeting about an agreement; the chair is named by position, what is practised but not covered by field."""

    meeting_id: UUID = Field(description="the meeting")
    agreement_id: UUID = Field(description="the agreement that it was about")
    line_id: UUID = Field(description="the line of that agreement")
    kind: Annotated[MeetingKind, Growing()] = Field(description="what it was held for")
    held_on: date = Field(description="the day on which it was held")
    facility: FacilityRef = Field(description="the agreement's first facility")
    partner: PartnerRef = Field(description="the agreement's first partner")
    chaired_by: str = Field(description="position and organisation of who chaired it; never a name")
    decisions: int = Field(description="how many decisions are on record")
    uncovered_fields: tuple[str, ...] = Field(description="codes of fields that are practised but not covered")


class PartnerRegistered(Event, type="partner.registered.v1", topic=AGREEMENTS, key="partner_id", subject="partner_id"):
    """A partner, or an agency of one, is in the register."""

    partner_id: UUID = Field(description="the partner or agency")
    name: str = Field(description="the organisation's name")
    category: str = Field(description="code of the partner's category, such as `local_government`")
    parent_id: UUID | None = Field(description="the partner whose agency it is; null for a partner")


class PositionAssigned(
    Event, type="position.assigned.v1", topic=AGREEMENTS_INTERNAL, key="position_id", subject="position_id"
):
    """An account may act as something, somewhere, from a day on; said again whenever any of it changes."""

    position_id: UUID = Field(description="the position")
    account: str = Field(description="the account that holds it", json_schema_extra=field_class("internal"))
    capability: Annotated[Capability, Growing()] = Field(description="what the account may act as")
    scope_kind: ScopeKind = Field(description="what `unit` is")
    unit: str = Field(description="the facility's or partner's id, the region's code, or empty for the nation")
    capacity: Capacity = Field(description="definitive, acting (Plt) or daily acting (Plh)")
    letter: str | None = Field(description="the number of the letter of appointment, if known")
    valid_from: date = Field(description="the first day")
    valid_until: date | None = Field(description="the last day, included; null: until further notice")
    # Younger than the type. The default is for the events that were said before, and stay in the topic for ever.
    region: str | None = Field(None, description="code of the region in which the facility or regional office lies")
