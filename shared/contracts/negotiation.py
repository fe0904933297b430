"""Internal events of the agreements service: everything before the last signature.

Negotiation is not public. A party's own system may receive what concerns its own agreements, joint matters only.
"""

from datetime import date
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS_INTERNAL, AgreementEvent
from shared.contracts.parts import (
    AnyCapacity,
    AnySide,
    AnySignatureMethod,
    AnySignsFor,
    UnitRef,
)


class NegotiationEvent(AgreementEvent):
    """What every event of the negotiation carries."""


class AgreementDrafted(
    NegotiationEvent, type="agreement.drafted.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """A draft exists; with a predecessor it is the draft of an extension."""

    predecessor_id: UUID | None = Field(description="the agreement that it would continue; null for a first one")


class AgreementSubmittedForReview(
    NegotiationEvent,
    type="agreement.submitted_for_review.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """The draft waits for the named sides."""

    sides: tuple[AnySide, ...] = Field(description="who has to pass it")
    reviewers: tuple[UnitRef, ...] = Field(description="the units that have to pass it, in the order of `sides`")


class AgreementRevisionRequested(
    NegotiationEvent,
    type="agreement.revision_requested.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """A side passed the draft back with comments."""

    side: AnySide = Field(description="the side that asks for changes")


class AgreementValidated(
    NegotiationEvent, type="agreement.validated.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """Every side has passed the draft: it waits for signatures."""


class AgreementReopened(
    NegotiationEvent, type="agreement.reopened.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """A validated text is a draft again."""


class SigningPlanned(
    NegotiationEvent,
    type="agreement.signing_planned.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """The day of signing was planned, moved or given up."""

    planned_on: date | None = Field(description="the planned day; null: no day is planned any more")


class SignatureRecorded(
    NegotiationEvent,
    type="agreement.signature_recorded.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """One signature is on record, by the holder of a position in a capacity; `outstanding` principals have not."""

    party_id: UUID = Field(description="the party that signed")
    position: str = Field(description="the position of the signatory, such as Kepala Lapas; never a name")
    capacity: AnyCapacity = Field(description="definitive, acting (Plt), daily acting (Plh), caretaker (Pj) and others")
    signs_for: AnySignsFor = Field(description="own position, a.n., u.b., power of attorney")
    method: AnySignatureMethod = Field(description="ink on paper, or the certifier of the electronic signature")
    signed_on: date = Field(description="the day of this signature")
    outstanding: int = Field(description="how many principals have not signed yet; 0: it is signed")


class SignatureVoided(
    NegotiationEvent,
    type="agreement.signature_voided.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """A recorded signature was a slip or was withdrawn, before all had signed."""

    party_id: UUID = Field(description="the party whose signature no longer counts")
    outstanding: int = Field(description="how many principals have not signed now")


class AgreementWithdrawn(
    NegotiationEvent, type="agreement.withdrawn.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """The draft was taken back by its keeper before any party had signed."""

    sides: tuple[AnySide, ...] = Field(description="who was asked to review it, in the last round; empty before any")


class AgreementDeclined(
    NegotiationEvent, type="agreement.declined.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """A party will not sign: nothing comes of it."""

    declined_by: UnitRef = Field(description="the party that declines")


class AgreementLapsed(
    NegotiationEvent, type="agreement.lapsed.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """It was never fully signed by the set date."""


class AgreementCancelled(
    NegotiationEvent, type="agreement.cancelled.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """A partly signed agreement was given up by its keeper."""
