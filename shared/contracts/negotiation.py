"""Internal events of the agreements service: everything before the last signature, because negotiation is not public.

Key: the line, as of the public events in `agreements`. Order is promised per topic, so an event here may arrive after a
public event of its line that was emitted later.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS_INTERNAL, AgreementEvent
from shared.contracts.event import Extensible
from shared.contracts.parts import (
    ExtensibleCapacity,
    ExtensibleSide,
    ExtensibleSignatureMethod,
    ExtensibleSignsFor,
    UnitRef,
)
from shared.values.cooperation import ExpiryReason


class AgreementDrafted(
    AgreementEvent, type="agreement.drafted.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """A draft was registered; with a predecessor, it is the draft of an extension."""

    predecessor_id: UUID | None = Field(description="the agreement that it would continue; null for a first one")


class AgreementSubmittedForReview(
    AgreementEvent,
    type="agreement.submitted_for_review.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """The draft waits for review by the named sides."""

    sides: tuple[ExtensibleSide, ...] = Field(description="the reviewing sides")
    reviewers: tuple[UnitRef, ...] = Field(description="the reviewing units, in the order of `sides`")


class AgreementRevisionRequested(
    AgreementEvent,
    type="agreement.revision_requested.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """A side returned the draft with comments."""

    side: ExtensibleSide = Field(description="the side that asks for changes")


class VerdictsKept(
    AgreementEvent, type="agreement.verdicts_kept.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """A changed draft is reviewed again, but not by these units: their part is as they have passed it."""

    sides: tuple[ExtensibleSide, ...] = Field(description="the sides whose verdicts stay valid")
    reviewers: tuple[UnitRef, ...] = Field(description="the units whose verdicts stay valid, in the order of `sides`")


class ReviewUnanswered(
    AgreementEvent,
    type="agreement.review_unanswered.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """A reviewer has not answered for seven days. It is announced once in each round."""

    side: ExtensibleSide = Field(description="the side that has not answered")
    reviewers: tuple[UnitRef, ...] = Field(description="the unit that has not answered")
    waiting_since: date = Field(description="the day on which it was asked")


class AgreementValidated(
    AgreementEvent, type="agreement.validated.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """Every side has approved the draft; it waits for signatures, possibly with a planned day."""

    signing_planned_on: date | None = Field(description="the planned day of signing; null if not planned yet")


class AddendumEvent(AgreementEvent):
    """Fields of every event about the review of an addendum."""

    addendum_id: UUID = Field(description="the addendum to the agreement")
    version: int = Field(description="the addendum's version after the event; an event with a lower one is older")
    ordinal: int = Field(description="its place among the addenda to the agreement")


class AddendumSubmitted(
    AddendumEvent,
    type="agreement.addendum_submitted.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="addendum_id",
):
    """An addendum waits for review by the named sides."""

    sides: tuple[ExtensibleSide, ...] = Field(description="the reviewing sides")
    reviewers: tuple[UnitRef, ...] = Field(description="the reviewing units, in the order of `sides`")


class AddendumReturned(
    AddendumEvent,
    type="agreement.addendum_returned.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="addendum_id",
):
    """A side returned the addendum with comments."""

    side: ExtensibleSide = Field(description="the side that asks for changes")


class AddendumValidated(
    AddendumEvent,
    type="agreement.addendum_validated.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="addendum_id",
):
    """Every side has approved the addendum; it waits for the signatures of the parties."""


class AgreementReopened(
    AgreementEvent, type="agreement.reopened.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """A validated text is a draft again."""


class SigningPlanned(
    AgreementEvent,
    type="agreement.signing_planned.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """The day of signing was planned, moved or given up."""

    planned_on: date | None = Field(description="the planned day; null: no day is planned any more")


class SignatureRecorded(
    AgreementEvent,
    type="agreement.signature_recorded.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """The holder of a position has signed for one party; `outstanding` principals have not signed yet."""

    party_id: UUID = Field(description="the party that signed")
    position: str = Field(description="the position of the signatory, such as Kepala Lapas; never a name")
    capacity: ExtensibleCapacity = Field(
        description="definitive, acting (Plt), daily acting (Plh), caretaker (Pj) and others"
    )
    signs_for: ExtensibleSignsFor = Field(description="own position, a.n., u.b., power of attorney")
    method: ExtensibleSignatureMethod = Field(description="ink on paper, or the certifier of the electronic signature")
    signed_on: date = Field(description="the day of this signature")
    outstanding: int = Field(description="how many principals have not signed yet; 0: it is signed")


class SignatureVoided(
    AgreementEvent,
    type="agreement.signature_voided.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """A recorded signature was an error or was withdrawn, before all had signed."""

    party_id: UUID = Field(description="the party whose signature no longer counts")
    outstanding: int = Field(description="how many principals have not signed now")


class AgreementWithdrawn(
    AgreementEvent, type="agreement.withdrawn.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """The draft was withdrawn by its keeper before any party had signed."""

    sides: tuple[ExtensibleSide, ...] = Field(
        description="the reviewing sides of the last round; empty before the first"
    )


class AgreementDeclined(
    AgreementEvent, type="agreement.declined.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """A party will not sign, so the agreement does not come about."""

    declined_by: UnitRef = Field(description="the party that declines")


class AgreementLapsed(
    AgreementEvent, type="agreement.lapsed.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """It was not fully signed by the day set for it."""


class AgreementCancelled(
    AgreementEvent, type="agreement.cancelled.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """The keeper has given up an agreement before all had signed."""


class SigningOverdue(
    AgreementEvent,
    type="agreement.signing_overdue.v1",
    topic=AGREEMENTS_INTERNAL,
    key="line_id",
    subject="agreement_id",
):
    """The planned day of signing is over by three working days, and not all have signed. Once for each planned day."""

    planned_on: date = Field(description="the day for which the signing was planned")


class AgreementNotExtended(
    AgreementEvent, type="agreement.not_extended.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """It was decided that an agreement ends with its term. It may still be extended."""

    in_force_until: date = Field(description="the last day for which it was decided")
    reason: Annotated[ExpiryReason, Extensible()] = Field(description="why it is not extended")


class AgreementExpiring(
    AgreementEvent, type="agreement.expiring.v1", topic=AGREEMENTS_INTERNAL, key="line_id", subject="agreement_id"
):
    """The last day of a signed agreement comes near, and no successor is signed."""

    in_force_until: date = Field(description="the last day on which it is in force")
    rung: int = Field(description="the reminder: 180, 90, 60, 30, 7 or 0 days before the last day")
    days_left: int = Field(description="days from the reminder until the last day; mostly more than the rung")
    soon: bool = Field(description="whether it is one of the last three reminders")
