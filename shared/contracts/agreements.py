"""Events of the agreements service. Key: the line, which is the first agreement of a succession."""

from datetime import date
from uuid import UUID

from pydantic import Field

from shared.contracts.event import Event, field_class
from shared.contracts.parts import FacilityRef, Handover, PartnerRef, ScopeItem
from shared.values.capabilities import Capability, Capacity, ScopeKind
from shared.values.cooperation import Instrument, MeetingKind, Side, SignatureMethod
from shared.values.terms import Term

AGREEMENTS = "agreements.v1"
AGREEMENTS_INTERNAL = "agreements.internal.v1"


class AgreementEvent(Event):
    """What every event about an agreement carries."""

    agreement_id: UUID
    line_id: UUID
    instrument: Instrument
    title: str
    facilities: tuple[FacilityRef, ...]
    partners: tuple[PartnerRef, ...]


class AgreementDrafted(
    AgreementEvent, type="agreement.drafted.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """A draft was registered; with a predecessor it is the draft of an extension."""

    predecessor_id: UUID | None


class AgreementSubmittedForReview(
    AgreementEvent, type="agreement.submitted_for_review.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """The draft waits for the named sides."""

    sides: tuple[Side, ...]


class AgreementRevisionRequested(
    AgreementEvent, type="agreement.revision_requested.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """A side passed the draft back with comments."""

    side: Side


class AgreementValidated(
    AgreementEvent, type="agreement.validated.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Every side has passed the draft: it waits for signatures, planned for a day or not yet."""

    signing_planned_on: date | None


class SignatureRecorded(
    AgreementEvent, type="agreement.signature_recorded.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """One party has signed, by the holder of a position in a capacity; `outstanding` parties have not."""

    party_id: UUID
    position: str
    capacity: Capacity
    method: SignatureMethod
    signed_on: date
    outstanding: int


class AgreementSigned(
    AgreementEvent, type="agreement.signed.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Every required party has signed."""

    predecessor_id: UUID | None
    term: Term
    signed_on: date
    scope_items: tuple[ScopeItem, ...]


class AgreementExtended(
    AgreementEvent, type="agreement.extended.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """A signed agreement continues its predecessor, with so many scope items kept, added and removed."""

    predecessor_id: UUID
    term: Term
    kept: int
    added: int
    removed: int


class ScopeExtended(
    AgreementEvent, type="agreement.scope_extended.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """What the extension adds, and the meeting at which it was agreed or the reason why there was none."""

    predecessor_id: UUID
    term: Term
    added: tuple[ScopeItem, ...]
    meeting_id: UUID | None
    reason: str | None


class AgreementSuperseded(
    AgreementEvent, type="agreement.superseded.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """The successor has begun: what was kept is handed over. `gap_days` is how long neither was in force."""

    successor_id: UUID
    superseded_on: date
    gap_days: int
    handed_over: tuple[Handover, ...]


class FirstActivityRecorded(
    AgreementEvent, type="agreement.first_activity_recorded.v1", topic=AGREEMENTS, key="line_id", subject="agreement_id"
):
    """Something was done under the agreement for the first time: it is running."""

    scope_item_id: UUID
    program_id: UUID
    occurred_on: date


class MeetingHeld(Event, type="meeting.held.v1", topic=AGREEMENTS, key="line_id", subject="meeting_id"):
    """A meeting about an agreement; the chair is named by position, what is practised but not covered by field."""

    meeting_id: UUID
    agreement_id: UUID
    line_id: UUID
    kind: MeetingKind
    held_on: date
    facility: FacilityRef
    partner: PartnerRef
    chaired_by: str
    decisions: int
    uncovered_fields: tuple[str, ...]


class PartnerRegistered(Event, type="partner.registered.v1", topic=AGREEMENTS, key="partner_id", subject="partner_id"):
    """A partner, or an agency of one, is in the register."""

    partner_id: UUID
    name: str
    category: str
    parent_id: UUID | None


class PositionAssigned(
    Event, type="position.assigned.v1", topic=AGREEMENTS_INTERNAL, key="position_id", subject="position_id"
):
    """An account may act as something, somewhere, from a day on; said again whenever any of it changes."""

    position_id: UUID
    account: str = Field(json_schema_extra=field_class("internal"))
    capability: Capability
    scope_kind: ScopeKind
    unit: str
    capacity: Capacity
    letter: str | None
    valid_from: date
    valid_until: date | None
