"""Events of the agreements service. Key: the line, named by the id of the first agreement of a succession."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, Extensible, field_class
from shared.contracts.parts import (
    ExtensibleInstrument,
    ExtensibleSide,
    ExtensibleSignatureMethod,
    FacilityRef,
    Handover,
    PartnerRef,
    ScopeItem,
    Term,
)
from shared.values.capabilities import Capability, Capacity, ScopeKind

AGREEMENTS = "agreements.v1"
AGREEMENTS_INTERNAL = "agreements.internal.v1"


class AgreementEvent(Event):
    """Fields of every event about an agreement."""

    agreement_id: UUID = Field(description="the agreement that the event is about")
    line_id: UUID = Field(description="the first agreement of the succession; events of one line stay in order")
    instrument: ExtensibleInstrument = Field(description="nota kesepakatan, MoU, kesepakatan bersama, PKS")
    title: str = Field(description="its title, in Indonesian")
    facilities: tuple[FacilityRef, ...] = Field(description="the facilities that are parties or carry it out")
    partners: tuple[PartnerRef, ...] = Field(description="the partners that are parties")


class AgreementDrafted(
    AgreementEvent, type="agreement.drafted.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """A draft was registered; with a predecessor, it is the draft of an extension."""

    predecessor_id: UUID | None = Field(description="the agreement that it would extend; null for a first one")


class AgreementSubmittedForReview(
    AgreementEvent, type="agreement.submitted_for_review.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """The draft waits for review by the named sides."""

    sides: tuple[ExtensibleSide, ...] = Field(description="the reviewers: partner, region, directorate general")


class AgreementRevisionRequested(
    AgreementEvent, type="agreement.revision_requested.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """A side returned the draft with comments."""

    side: ExtensibleSide = Field(description="the side that asks for changes")


class AgreementValidated(
    AgreementEvent, type="agreement.validated.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Every side has approved the draft; it waits for signatures, possibly with a planned day."""

    signing_planned_on: date | None = Field(description="the planned day of signing; null if not planned yet")


class AgreementWithdrawn(
    AgreementEvent, type="agreement.withdrawn.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """The draft was withdrawn before any party had signed; pending reviews are no longer needed."""

    sides: tuple[ExtensibleSide, ...] = Field(description="the reviewers of the last round; empty before the first")


class SignatureRecorded(
    AgreementEvent, type="agreement.signature_recorded.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """The holder of a position has signed for one party; `outstanding` parties have not signed yet."""

    party_id: UUID = Field(description="the party that signed")
    position: str = Field(description="the position of the signatory, such as Kepala Lapas; never a name")
    capacity: Capacity = Field(description="definitive, acting (Plt) or daily acting (Plh)")
    method: ExtensibleSignatureMethod = Field(description="ink on paper, or the certifier of the electronic signature")
    signed_on: date = Field(description="the day of this signature")
    outstanding: int = Field(description="how many parties have not signed yet; 0: the agreement is signed")


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


class PartnerRegistered(Event, type="partner.registered.v1", topic=AGREEMENTS, key="partner_id", subject="partner_id"):
    """A partner, or an agency of a partner, was registered."""

    partner_id: UUID = Field(description="the partner or agency")
    name: str = Field(description="the organisation's name")
    category: str = Field(description="code of the partner's category, such as `local_government`")
    parent_id: UUID | None = Field(description="the partner to which the agency belongs; null for a partner")


class PositionAssigned(
    Event, type="position.assigned.v1", topic=AGREEMENTS_INTERNAL, key="position_id", subject="position_id"
):
    """An account has a capability in a unit from a day on; published again whenever the position changes."""

    position_id: UUID = Field(description="the position")
    account: str = Field(description="the account that holds it", json_schema_extra=field_class("internal"))
    capability: Annotated[Capability, Extensible()] = Field(description="the capability of the account")
    scope_kind: ScopeKind = Field(description="the kind of `unit`")
    unit: str = Field(description="the facility's or partner's id, the region's code, or empty for the nation")
    capacity: Capacity = Field(description="definitive, acting (Plt) or daily acting (Plh)")
    letter: str | None = Field(description="the number of the letter of appointment, if known")
    valid_from: date = Field(description="the first day of the position")
    valid_until: date | None = Field(description="the last day, included; null: no end is known")
    # Added later than the type. Earlier events without it stay in the topic forever; the default is for them.
    region: str | None = Field(None, description="code of the region of the facility or regional office")
