"""Internal events of the agreements service: everything before the last signature, because negotiation is not public.

Key: the line, as of the public events in `agreements`. Order is promised per topic, so an event here may arrive after a
public event of its line that was emitted later.
"""

from datetime import date
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS_INTERNAL, AgreementEvent
from shared.contracts.parts import ExtensibleCapacity, ExtensibleSide, ExtensibleSignatureMethod


class AgreementDrafted(
    AgreementEvent, type="agreement.drafted.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """A draft was registered; with a predecessor, it is the draft of an extension."""

    predecessor_id: UUID | None = Field(description="the agreement that it would extend; null for a first one")


class AgreementSubmittedForReview(
    AgreementEvent,
    type="agreement.submitted_for_review.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """The draft waits for review by the named sides."""

    sides: tuple[ExtensibleSide, ...] = Field(description="the reviewers: partner, region, directorate general")


class AgreementRevisionRequested(
    AgreementEvent,
    type="agreement.revision_requested.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """A side returned the draft with comments."""

    side: ExtensibleSide = Field(description="the side that asks for changes")


class AgreementValidated(
    AgreementEvent, type="agreement.validated.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """Every side has approved the draft; it waits for signatures, possibly with a planned day."""

    signing_planned_on: date | None = Field(description="the planned day of signing; null if not planned yet")


class AgreementWithdrawn(
    AgreementEvent, type="agreement.withdrawn.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """The draft was withdrawn before any party had signed; pending reviews are no longer needed."""

    sides: tuple[ExtensibleSide, ...] = Field(description="the reviewers of the last round; empty before the first")


class SignatureRecorded(
    AgreementEvent,
    type="agreement.signature_recorded.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """The holder of a position has signed for one party; `outstanding` parties have not signed yet."""

    party_id: UUID = Field(description="the party that signed")
    position: str = Field(description="the position of the signatory, such as Kepala Lapas; never a name")
    capacity: ExtensibleCapacity = Field(description="definitive, acting (Plt), daily acting (Plh) and others")
    method: ExtensibleSignatureMethod = Field(description="ink on paper, or the certifier of the electronic signature")
    signed_on: date = Field(description="the day of this signature")
    outstanding: int = Field(description="how many parties have not signed yet; 0: the agreement is signed")
