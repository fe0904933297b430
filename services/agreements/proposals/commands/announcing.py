"""Events about a proposal, and its history. Events have no free text: people may write names into it."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from services.agreements.agreement.commands.announcing import unit_ref
from services.agreements.proposals.model import Answer, Proposal, ProposalEntry, ProposalStep
from services.agreements.proposals.store import insert_step
from shared.access import Work
from shared.contracts.meetings import ReportedDay
from shared.contracts.parts import UnitRef
from shared.contracts.proposals import (
    ProposalAccepted,
    ProposalDeclined,
    ProposalEvent,
    ProposalInterestExpressed,
)
from shared.values.cooperation import ProposalKind


class About(TypedDict):
    """The fields that every event about a proposal has."""

    proposal_id: UUID
    version: int
    kind: ProposalKind
    field: str | None
    made_by: UnitRef
    made_to: UnitRef


class Facts(TypedDict):
    """The fields of a proposal that is on record, or corrected."""

    proposed: ReportedDay
    meeting_id: UUID | None
    missing: tuple[str, ...]


def about(proposal: Proposal) -> About:
    """The fields that every event about a proposal has."""
    return About(
        proposal_id=proposal.id,
        version=proposal.version,
        kind=proposal.kind,
        field=proposal.content.field,
        made_by=unit_ref(proposal.made_by),
        made_to=unit_ref(proposal.made_to),
    )


def facts(proposal: Proposal) -> Facts:
    """Its day, its meeting and its missing parts."""
    return Facts(
        proposed=ReportedDay.model_validate(proposal.proposed),
        meeting_id=proposal.meeting_id,
        missing=proposal.missing,
    )


def answered(proposal: Proposal, answer: Answer, agreement_id: UUID | None) -> ProposalEvent:
    """The event of an answer."""
    named = about(proposal)
    match answer.answer:
        case "interest_expressed":
            return ProposalInterestExpressed(**named, answered_on=answer.answered_on)
        case "accepted":
            return ProposalAccepted(
                **named,
                answered_on=answer.answered_on,
                scope_item_id=proposal.scope_item_id,
                agreement_id=agreement_id,
            )
        case "declined":
            return ProposalDeclined(
                **named, answered_on=answer.answered_on, reason=answer.reason if answer.disclosed else None
            )


async def note(work: Work, proposal: Proposal, step: ProposalStep, happened_on: date | None = None) -> None:
    """Add a step to the history of a proposal."""
    entry = ProposalEntry(
        version=proposal.version, step=step, happened_on=happened_on, at=work.now, account=work.actor.account
    )
    await insert_step(work.connection, proposal.id, entry)
