"""Answering a proposal, and naming the scope item that an accepted one becomes."""

from dataclasses import dataclass
from uuid import UUID

from services.agreements.proposals.access import (
    KEEPERS,
    SIDES,
    represents,
    require_readable_meeting,
    scope_to_answer,
    scope_to_include,
)
from services.agreements.proposals.commands.announcing import about, answered, note
from services.agreements.proposals.model import Answer, PartnerAnswerUntraced, Proposal, ScopeItemUnknown
from services.agreements.proposals.store import load_common_agreement, lock_proposal, save_answer
from shared.access import Work, use_case
from shared.contracts.proposals import ProposalIncluded
from shared.values.terms import day_in
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class AnswerProposal:
    """The answer, and the scope item that an accepted proposal becomes, if it is known already."""

    proposal_id: UUID
    expected_version: int
    answer: Answer
    scope_item_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class IncludeProposal:
    """The scope item that an accepted proposal becomes."""

    proposal_id: UUID
    expected_version: int
    scope_item_id: UUID


@use_case(*SIDES, scope=scope_to_answer)
async def answer_proposal(work: Work, command: AnswerProposal) -> Proposal:
    """Express interest, accept or decline. Raises the refusals of an answer, `PartnerAnswerUntraced` and others."""
    proposal, zone = await lock_proposal(work.connection, command.proposal_id)
    require_version(proposal.version, command.expected_version)
    answer = command.answer
    proposal.put_answer(answer, day_in(zone, work.now))
    if proposal.made_to.kind == "partner" and not answer.traced and not represents(work, proposal.made_to):
        raise PartnerAnswerUntraced
    await require_readable_meeting(work, answer.meeting_id)
    agreement_id = await _include(work, proposal, command.scope_item_id)
    await save_answer(work.connection, proposal)
    await note(work, proposal, answer.answer, answer.answered_on)
    work.emit(answered(proposal, answer, agreement_id))
    return proposal


@use_case(*KEEPERS, scope=scope_to_include)
async def include_proposal(work: Work, command: IncludeProposal) -> Proposal:
    """Name the scope item that an accepted proposal becomes. Raises `WrongState` or `ScopeItemUnknown`."""
    proposal, _ = await lock_proposal(work.connection, command.proposal_id)
    require_version(proposal.version, command.expected_version)
    agreement_id = await _include(work, proposal, command.scope_item_id)
    proposal.version += 1
    await save_answer(work.connection, proposal)
    await note(work, proposal, "included")
    included = ProposalIncluded(**about(proposal), scope_item_id=command.scope_item_id, agreement_id=agreement_id)
    work.emit(included)
    return proposal


async def _include(work: Work, proposal: Proposal, scope_item_id: UUID | None) -> UUID | None:
    """The agreement of the scope item. Raises `WrongState` or `ScopeItemUnknown`."""
    if scope_item_id is None:
        return None
    proposal.include(scope_item_id)
    agreement_id = await load_common_agreement(work.connection, scope_item_id, proposal.id)
    if agreement_id is None:
        raise ScopeItemUnknown(id=scope_item_id)
    return agreement_id
