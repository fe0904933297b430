"""GET, POST /proposal/{id}/jawaban"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.agreements.proposals.commands.answering import AnswerProposal, answer_proposal
from services.agreements.proposals.model import Answer
from services.agreements.proposals.queries import ShowProposal, keeps_records, show_proposal
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import ProposalAnswer, ProposalDeclineReason
from shared.values.inputs import Paragraph, ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class AnswerForm(BaseModel):
    """The answer; `withheld`: the partner that proposed is not given the reason."""

    answer: ProposalAnswer
    answered_on: FormDay
    reason: ProposalDeclineReason | None = Field(None, validate_default=True)
    note: Paragraph | None = None
    withheld: bool = False
    letter: ShortText | None = None

    @field_validator("reason")
    @classmethod
    def _of_a_decline(cls, value: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("answer") == "declined" and value is None:
            raise PydanticCustomError("fault_missing", "give the reason")
        # A reason that was chosen before another answer is left where it is by a browser.
        return value if info.data.get("answer") == "declined" else None

    def given(self) -> Answer:
        """The answer."""
        return Answer(**self.model_dump(exclude={"withheld"}), disclosed=not self.withheld)


@router.get("/proposal/{proposal_id}/jawaban")
async def show_answering(work: CurrentWork, screen: CurrentScreen, proposal_id: UUID) -> Response:
    """The proposal, and the form of the answer."""
    proposal = await show_proposal(work, ShowProposal(proposal_id))
    return screen.show(
        "answering.html.j2",
        proposal=proposal,
        answers=[each for each in get_args(ProposalAnswer) if each != proposal.state],
        reasons=get_args(ProposalDeclineReason),
        by_letter=proposal.made_to.kind == "partner" and keeps_records(work),
    )


@router.post("/proposal/{proposal_id}/jawaban")
async def answer(
    work: CurrentWork,
    screen: CurrentScreen,
    proposal_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[AnswerForm, form_of(AnswerForm)],
) -> Response:
    """Record the answer."""
    await answer_proposal(work, AnswerProposal(proposal_id, expected_version, form.given()))
    return screen.go(f"/proposal/{proposal_id}")
