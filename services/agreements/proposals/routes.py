"""POST /proposals
GET /proposals
GET /proposals/{id}
PUT /proposals/{id}
POST /proposals/{id}/answers
GET /proposals/{id}/scope-items
POST /proposals/{id}/inclusions
"""

from typing import Any, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, model_validator

from services.agreements.agreement.model.parts import Caution
from services.agreements.proposals import queries
from services.agreements.proposals.commands.answering import (
    AnswerProposal,
    IncludeProposal,
    answer_proposal,
    include_proposal,
)
from services.agreements.proposals.commands.recording import CompleteProposal, Propose, complete_proposal, propose
from services.agreements.proposals.model import Answer, Proposal, ProposalContent
from services.agreements.proposals.queries import IncludableItem, ProposalDetails, ProposalSummary
from services.agreements.register.model.fields import FieldCode
from shared.values.cooperation import Pillar, ProposalAnswer, ProposalDeclineReason, ProposalKind, ProposalState
from shared.values.ids import new_id
from shared.values.inputs import Paragraph, ShortText
from shared.values.reported_days import Edtf, Weekday
from shared.values.terms import Day
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["proposals"])

_CONTENT: dict[str, Any] = {
    "title": "Dua instruktur menjahit untuk pelatihan kerja",
    "field": "work_training",
    "pillar": "independence",
    "letter": "W21.PAS.PAS5-UM.01.01-114",
    "proposed": {"edtf": "2026-01-27", "as_written": "Selasa (27/1/2026)", "weekday": "tuesday"},
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ReportedProposalDay(_Strict):
    """The day as it was reported: as EDTF, as it was written, and its weekday, which is compared with a full date."""

    edtf: Edtf | None = None
    as_written: ShortText | None = None
    weekday: Weekday | None = None


class ProposalRecord(_Strict):
    """The record of a proposal. `letter` is the number of its letter, `document` the place of the paper."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CONTENT | {"document": "Map kerja sama 2026, nomor 7"}]})

    title: ShortText
    description: Paragraph | None = None
    field: FieldCode | None = None
    pillar: Pillar | None = None
    letter: ShortText | None = None
    document: ShortText | None = None
    proposed: ReportedProposalDay = ReportedProposalDay()

    def content(self) -> ProposalContent:
        """The content of the proposal."""
        return ProposalContent(**self.model_dump(include=set(ProposalContent.model_fields)))


class NewProposal(ProposalRecord):
    """A proposal of one unit to another; at least one of the two is ours. A meeting may stand for letter and paper."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                _CONTENT
                | {
                    "kind": "instructor",
                    "made_by": "d9895dee-7ae9-5558-8c58-55f01710de26",
                    "made_to": "019c0000-0000-7000-8000-000000000001",
                }
            ]
        }
    )

    kind: ProposalKind
    made_by: UUID
    made_to: UUID
    meeting_id: UUID | None = None

    def command(self) -> Propose:
        """The command that this body asks for."""
        return Propose(
            new_id(), self.kind, self.made_by, self.made_to, self.content(), self.meeting_id, **dict(self.proposed)
        )


class NewAnswer(_Strict):
    """The answer to a proposal. A partner without an account answers by `letter`, or in a meeting on record.

    A decline has a reason. With `disclosed` false, the partner that proposed is not given the reason.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"answer": "interest_expressed", "answered_on": "2026-01-27"},
                {"answer": "declined", "answered_on": "2026-02-03", "reason": "no_budget", "letter": "415.4/12/2026"},
            ]
        }
    )

    answer: ProposalAnswer
    answered_on: Day
    reason: ProposalDeclineReason | None = None
    note: Paragraph | None = None
    disclosed: bool = True
    letter: ShortText | None = None
    meeting_id: UUID | None = None
    scope_item_id: UUID | None = None

    @model_validator(mode="after")
    def _becomes_an_item_if_accepted(self) -> Self:
        if self.scope_item_id is not None and self.answer != "accepted":
            raise ValueError("only an accepted proposal becomes a scope item")
        return self

    def command(self, proposal_id: UUID, expected_version: int) -> AnswerProposal:
        """The command that this body asks for."""
        answer = Answer(**self.model_dump(exclude={"scope_item_id"}))
        return AnswerProposal(proposal_id, expected_version, answer, self.scope_item_id)


class Inclusion(_Strict):
    """The scope item that an accepted proposal becomes, in an agreement that concerns both units."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"scope_item_id": "019c0000-0000-7000-8000-000000000003"}]}
    )

    scope_item_id: UUID


class RecordedProposal(BaseModel):
    """The proposal's id and state, and cautions about it."""

    id: UUID
    state: ProposalState
    version: int
    cautions: tuple[Caution, ...] = ()


@router.post("/proposals", summary="Catat proposal / record a proposal")
async def record(work: CurrentWork, body: NewProposal) -> Created[RecordedProposal]:
    """Record a proposal. Day, letter and document may follow: missing parts are listed."""
    command = body.command()
    cautions = await propose(work, command)
    recorded = RecordedProposal(id=command.proposal_id, state="proposed", version=1, cautions=cautions)
    return Created(recorded, recorded.version, f"/proposals/{recorded.id}")


@router.get("/proposals", summary="Daftar proposal / list proposals")
async def list_proposals(
    work: CurrentWork,
    page: PageParameters,
    *,
    unit: UUID | None = None,
    meeting: UUID | None = None,
    kind: ProposalKind | None = None,
    state: ProposalState | None = None,
) -> Page[ProposalSummary]:
    """One page of the proposals that the reader may read, the latest first; an uncertain day counts as its latest."""
    return await queries.list_proposals(work, queries.ListProposals(unit, meeting, kind, state, page))


@router.get("/proposals/{proposal_id}", summary="Satu proposal / show a proposal")
async def show_proposal(work: CurrentWork, proposal_id: UUID) -> Versioned[ProposalDetails]:
    """One proposal with its answer, its missing parts, its scope item and its history."""
    found = await queries.show_proposal(work, queries.ShowProposal(proposal_id))
    return Versioned(found, found.version)


@router.put("/proposals/{proposal_id}", summary="Lengkapi proposal / complete a proposal")
async def complete(
    work: CurrentWork, proposal_id: UUID, body: ProposalRecord, expected_version: ExpectedVersion
) -> Versioned[RecordedProposal]:
    """Replace the record of a proposal, such as its day or its letter; kind and sides stay."""
    command = CompleteProposal(proposal_id, expected_version, body.content(), **dict(body.proposed))
    proposal, cautions = await complete_proposal(work, command)
    return _recorded(proposal, cautions)


@router.post("/proposals/{proposal_id}/answers", summary="Jawab proposal / answer a proposal")
async def answer(
    work: CurrentWork, proposal_id: UUID, body: NewAnswer, expected_version: ExpectedVersion
) -> Versioned[RecordedProposal]:
    """Express interest, which is no acceptance; or accept or decline, which ends the wait for an answer."""
    return _recorded(await answer_proposal(work, body.command(proposal_id, expected_version)))


@router.get("/proposals/{proposal_id}/scope-items", summary="Butir yang dapat dipilih / list the items it may become")
async def list_includable_items(work: CurrentWork, proposal_id: UUID) -> list[IncludableItem]:
    """The scope items of the agreements that concern both units, the newest agreement first."""
    return await queries.list_includable_items(work, queries.ListIncludableItems(proposal_id))


@router.post("/proposals/{proposal_id}/inclusions", summary="Masukkan ke dalam perjanjian / include in an agreement")
async def include(
    work: CurrentWork, proposal_id: UUID, body: Inclusion, expected_version: ExpectedVersion
) -> Versioned[RecordedProposal]:
    """Name the scope item that an accepted proposal becomes, or another one instead."""
    return _recorded(await include_proposal(work, IncludeProposal(proposal_id, expected_version, body.scope_item_id)))


def _recorded(proposal: Proposal, cautions: tuple[Caution, ...] = ()) -> Versioned[RecordedProposal]:
    recorded = RecordedProposal(id=proposal.id, state=proposal.state, version=proposal.version, cautions=cautions)
    return Versioned(recorded, proposal.version)
