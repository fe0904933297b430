"""Proposing a change to an outcome of a closed month, and deciding it as the second person."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.amendments.model.amendment import AmendmentVerdict, amended_month
from services.programs.months.model.month import Month
from services.programs.months.store import load_closed
from services.programs.outcomes.access import scope_of_proposal
from services.programs.outcomes.commands.correcting import (
    CorrectOutcome,
    RetractOutcome,
    correct_outcome,
    retract_outcome,
)
from services.programs.outcomes.commands.recording import RecordOutcome, record_outcome, require_reportable
from services.programs.outcomes.model.outcome import Facts, fulfilled
from services.programs.outcomes.model.proposal import Proposal, ProposedOutcome, require_whole
from services.programs.outcomes.store.outcomes import lock_outcome
from services.programs.outcomes.store.proposals import (
    insert_proposal,
    load_program_of,
    lock_proposal,
    save_proposal,
)
from services.programs.program.access import KEEPERS, RECORDERS, scope_to_change
from services.programs.program.store.locking import lock_program
from shared.access import Work, use_case
from shared.values.ids import new_id
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class ProposeOutcome:
    """Propose a late outcome (`outcome` is None), a correction, or a retraction (`facts` is None)."""

    program_id: UUID
    outcome: ProposedOutcome | None
    facts: Facts | None
    delivered_for: frozenset[UUID]
    reason: str


@dataclass(frozen=True, slots=True)
class DecideProposal:
    """Approve or decline a proposal."""

    proposal_id: UUID
    expected_version: int
    verdict: AmendmentVerdict


@dataclass(frozen=True, slots=True)
class WithdrawProposal:
    """Withdraw a proposal before it is decided."""

    proposal_id: UUID
    expected_version: int


@use_case(*RECORDERS, scope=scope_to_change)
async def propose_outcome(work: Work, command: ProposeOutcome) -> Proposal:
    """Propose a change in a month that the head has closed. Raises `MonthNotClosed` or `OutcomeAlreadyProposed`."""
    require_whole(command.outcome, command.facts)
    program = await lock_program(work.connection, command.program_id)
    months = []
    if command.outcome:
        outcome = await lock_outcome(work.connection, command.outcome.kind, command.outcome.id, program)
        require_version(outcome.version, command.outcome.version)
        outcome.retract(work.now)
        months += outcome.facts.period.months
    if command.facts:
        await require_reportable(work, program, command.facts)
        fulfilled(program, command.facts, command.delivered_for)
        months += command.facts.period.months
    closed = await load_closed(work.connection, program.facility.id, {Month.of(each) for each in months})
    proposal = Proposal(
        id=new_id(),
        program_id=program.id,
        outcome=command.outcome,
        month=amended_month(closed, months),
        facts=command.facts,
        delivered_for=command.delivered_for,
        reason=command.reason,
        proposed_by=work.actor.account,
        proposed_at=work.now,
    )
    await insert_proposal(work.connection, proposal)
    return proposal


@use_case(*KEEPERS, scope=scope_of_proposal)
async def decide_proposal(work: Work, command: DecideProposal) -> Proposal:
    """Decide as the second person; an approved change takes effect in the same transaction."""
    proposal = await _lock(work, command.proposal_id, command.expected_version)
    decided = proposal.decide(command.verdict, work.actor.account, work.now)
    await save_proposal(work.connection, decided)
    if command.verdict == "approved":
        await _apply(work, proposal)
    return decided


@use_case(*RECORDERS, scope=scope_of_proposal)
async def withdraw_proposal(work: Work, command: WithdrawProposal) -> Proposal:
    """Withdraw a proposal. Raises `WrongState`."""
    proposal = await _lock(work, command.proposal_id, command.expected_version)
    withdrawn = proposal.withdraw(work.actor.account, work.now)
    await save_proposal(work.connection, withdrawn)
    return withdrawn


async def _lock(work: Work, proposal_id: UUID, expected_version: int) -> Proposal:
    # The program first, as in every command about its outcomes, so that no two transactions wait for each other.
    await lock_program(work.connection, await load_program_of(work.connection, proposal_id))
    proposal = await lock_proposal(work.connection, proposal_id)
    require_version(proposal.version, expected_version)
    return proposal


async def _apply(work: Work, proposal: Proposal) -> None:
    outcome, facts, items, reason = proposal.outcome, proposal.facts, proposal.delivered_for, proposal.reason
    if outcome and facts:
        await correct_outcome(work, CorrectOutcome(outcome.id, outcome.version, facts, items, reason, amends=True))
    elif outcome:
        await retract_outcome(work, RetractOutcome(outcome.kind, outcome.id, outcome.version, reason, amends=True))
    elif facts:
        await record_outcome(work, RecordOutcome(proposal.program_id, facts, items, amends=True))
