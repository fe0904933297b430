"""Internal events about proposals: typed, from either side, and not binding. Key: the proposal."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.contracts.agreements import AGREEMENTS_INTERNAL
from shared.contracts.event import Event, Extensible
from shared.contracts.meetings import ReportedDay
from shared.contracts.parts import UnitRef
from shared.values.cooperation import ProposalDeclineReason, ProposalKind

ExtensibleProposalDeclineReason = Annotated[ProposalDeclineReason, Extensible()]
ExtensibleProposalKind = Annotated[ProposalKind, Extensible()]


class ProposalEvent(Event):
    """Fields of every event about a proposal."""

    proposal_id: UUID = Field(description="the proposal")
    version: int = Field(description="the proposal's version after the event; an event with a lower one is older")
    kind: ExtensibleProposalKind = Field(description="an instructor, equipment, help with reintegration, or other")
    field: str | None = Field(description="code of the field of cooperation; null if none was named")
    made_by: UnitRef = Field(description="the unit that proposes")
    made_to: UnitRef = Field(description="the unit that is asked")


class _RecordedProposal(ProposalEvent):
    """The record of a proposal."""

    proposed: ReportedDay = Field(description="the day on which it was made, as reported")
    meeting_id: UUID | None = Field(description="the meeting in which it was made; null: none is on record")
    missing: tuple[str, ...] = Field(description="parts that the record lacks: proposed_on, letter, document")


class ProposalMade(
    _RecordedProposal, type="proposal.made.v1", topic=AGREEMENTS_INTERNAL, key="proposal_id", subject="proposal_id"
):
    """A proposal is on record. It binds neither side."""


class ProposalCorrected(
    _RecordedProposal,
    type="proposal.made.corrected.v1",
    topic=AGREEMENTS_INTERNAL,
    key="proposal_id",
    subject="proposal_id",
):
    """The record of a proposal was completed or corrected; the event has all of it."""

    corrects: UUID = Field(description="the id of the event that it corrects")


class ProposalInterestExpressed(
    ProposalEvent,
    type="proposal.interest_expressed.v1",
    topic=AGREEMENTS_INTERNAL,
    key="proposal_id",
    subject="proposal_id",
):
    """The unit that was asked welcomes the proposal. It has not accepted it: an answer is still awaited."""

    answered_on: date = Field(description="the day on which it was welcomed")


class ProposalAccepted(
    ProposalEvent, type="proposal.accepted.v1", topic=AGREEMENTS_INTERNAL, key="proposal_id", subject="proposal_id"
):
    """The proposal is accepted."""

    answered_on: date = Field(description="the day on which it was accepted")
    scope_item_id: UUID | None = Field(description="the scope item that it becomes; null: in no agreement yet")
    agreement_id: UUID | None = Field(description="the agreement of the scope item; null: in no agreement yet")


class ProposalDeclined(
    ProposalEvent, type="proposal.declined.v1", topic=AGREEMENTS_INTERNAL, key="proposal_id", subject="proposal_id"
):
    """The proposal is declined."""

    answered_on: date = Field(description="the day on which it was declined")
    reason: ExtensibleProposalDeclineReason | None = Field(
        description="why it was declined; null: the other side is not told"
    )


class ProposalIncluded(
    ProposalEvent, type="proposal.included.v1", topic=AGREEMENTS_INTERNAL, key="proposal_id", subject="proposal_id"
):
    """An accepted proposal has become a scope item of an agreement."""

    scope_item_id: UUID = Field(description="the scope item that it has become")
    agreement_id: UUID = Field(description="the agreement of the scope item")
