"""Changes to closed months.

POST /programs/{id}/outcome-proposals
GET /programs/{id}/outcome-proposals
GET /outcome-proposals/{id}
POST /outcome-proposals/{id}/decisions
POST /outcome-proposals/{id}/withdrawals
"""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from services.programs.amendments.model.amendment import AmendmentState, AmendmentVerdict
from services.programs.outcomes.commands import proposing
from services.programs.outcomes.model.output import OUTPUT, OutputFacts
from services.programs.outcomes.model.performance import PerformanceFacts
from services.programs.outcomes.model.proposal import Proposal, ProposalIncomplete, ProposedOutcome
from services.programs.outcomes.queries import proposals
from services.programs.outcomes.routes.bodies import Items
from shared.values.cooperation import OutcomeKind
from shared.values.inputs import ShortText
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["outcomes"])
LATE: dict[str, Any] = {"output": OUTPUT, "reason": "Catatan bengkel terlambat diterima."}


class ChangedOutcome(BaseModel):
    """The outcome that changes, in the version that the proposer has seen."""

    model_config = ConfigDict(extra="forbid")

    kind: OutcomeKind
    id: UUID
    version: int


class NewOutcomeProposal(BaseModel):
    """A late outcome, or with `outcome` a correction; a retraction has neither `output` nor `performance`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [LATE]})

    outcome: ChangedOutcome | None = None
    output: OutputFacts | None = None
    performance: PerformanceFacts | None = None
    delivered_for: Items = ()
    reason: ShortText

    def command(self, program_id: UUID) -> proposing.ProposeOutcome:
        """The command to propose this. Raises `ProposalIncomplete`."""
        if self.output and self.performance:
            raise ProposalIncomplete
        changed = self.outcome
        outcome = ProposedOutcome(changed.kind, changed.id, changed.version) if changed else None
        facts, items = self.output or self.performance, frozenset(self.delivered_for)
        return proposing.ProposeOutcome(program_id, outcome, facts, items, self.reason)


class OutcomeDecision(BaseModel):
    """The decision of the second person."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"verdict": "approved"}]})

    verdict: AmendmentVerdict


class OutcomeProposalReceipt(BaseModel):
    """The proposal after a change."""

    id: UUID
    month: str
    state: AmendmentState
    version: int

    @classmethod
    def of(cls, proposal: Proposal) -> "OutcomeProposalReceipt":
        """The receipt of a proposal."""
        return cls(id=proposal.id, month=str(proposal.month), state=proposal.state, version=proposal.version)


@router.post(
    "/programs/{program_id}/outcome-proposals", summary="Usulkan hasil bulan tertutup / propose a late outcome"
)
async def propose_outcome(
    work: CurrentWork, program_id: UUID, body: NewOutcomeProposal
) -> Created[OutcomeProposalReceipt]:
    """Propose a late outcome, a correction or a retraction in a month that the head has closed."""
    proposal = await proposing.propose_outcome(work, body.command(program_id))
    return Created(OutcomeProposalReceipt.of(proposal), proposal.version, f"/outcome-proposals/{proposal.id}")


@router.get("/programs/{program_id}/outcome-proposals", summary="Usul hasil / list proposals of outcomes")
async def list_proposals(work: CurrentWork, program_id: UUID, page: PageParameters) -> Page[proposals.OutcomeProposal]:
    """The proposals of a program, the newest first."""
    return await proposals.list_proposals(work, proposals.ListProposals(program_id, page))


@router.get("/outcome-proposals/{outcome_proposal_id}", summary="Satu usul hasil / show a proposal of an outcome")
async def show_proposal(work: CurrentWork, outcome_proposal_id: UUID) -> Versioned[proposals.OutcomeProposal]:
    """One proposal with the outcome as it would be."""
    proposal = await proposals.show_proposal(work, proposals.ShowProposal(outcome_proposal_id))
    return Versioned(proposal, proposal.version)


@router.post("/outcome-proposals/{outcome_proposal_id}/decisions", summary="Putuskan usul hasil / decide a proposal")
async def decide_proposal(
    work: CurrentWork, outcome_proposal_id: UUID, body: OutcomeDecision, expected_version: ExpectedVersion
) -> Versioned[OutcomeProposalReceipt]:
    """Approve or decline a proposal of another account; an approved one takes effect in the same moment."""
    command = proposing.DecideProposal(outcome_proposal_id, expected_version, body.verdict)
    proposal = await proposing.decide_proposal(work, command)
    return Versioned(OutcomeProposalReceipt.of(proposal), proposal.version)


@router.post("/outcome-proposals/{outcome_proposal_id}/withdrawals", summary="Tarik usul hasil / withdraw a proposal")
async def withdraw_proposal(
    work: CurrentWork, outcome_proposal_id: UUID, expected_version: ExpectedVersion
) -> Versioned[OutcomeProposalReceipt]:
    """Withdraw a proposal before it is decided; it stays on record."""
    proposal = await proposing.withdraw_proposal(
        work, proposing.WithdrawProposal(outcome_proposal_id, expected_version)
    )
    return Versioned(OutcomeProposalReceipt.of(proposal), proposal.version)
