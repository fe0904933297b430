"""GET, POST /tawaran/{id}"""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from starlette.responses import Response

from services.programs.offers.commands.answering import AnswerOffer, answer_offer
from services.programs.offers.model import NewAnswer
from services.programs.offers.queries import ShowOffer, may_answer, show_offer
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import OfferDeclineReason
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class ItemAnswer(BaseModel):
    """The answer to one item; a declined one has a reason."""

    scope_item_id: UUID
    answer: Literal["accepted", "declined"]
    reason: OfferDeclineReason | None = Field(None, validate_default=True)

    @field_validator("reason")
    @classmethod
    def _if_declined(cls, value: OfferDeclineReason | None, info: ValidationInfo) -> OfferDeclineReason | None:
        declined = info.data.get("answer") == "declined"
        if declined and value is None:
            raise PydanticCustomError("fault_decline_reason", "a declined item has a reason")
        return value if declined else None

    def new(self) -> NewAnswer:
        """The answer as the offer takes it."""
        return NewAnswer(**dict(self))


def _answered(value: object) -> object:
    """The rows that have an answer: the others stay open."""
    if not isinstance(value, Mapping):
        return value
    return {name: row for name, row in value.items() if not isinstance(row, Mapping) or "answer" in row}


class Answers(BaseModel):
    """Answers to some items, by the number of their row."""

    answers: Annotated[dict[int, ItemAnswer], BeforeValidator(_answered), Field(min_length=1, max_length=100)]


@router.get("/tawaran/{offer_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, offer_id: UUID) -> Response:
    """The agreement, its items with the answers so far, and the form for those that have none."""
    offer = await show_offer(work, ShowOffer(offer_id))
    open_ = offer.state in ("open", "overdue") and await may_answer(work, offer)
    return screen.show("answering.html.j2", offer=offer, answerable=open_, reasons=get_args(OfferDeclineReason))


@router.post("/tawaran/{offer_id}")
async def answer(
    work: CurrentWork,
    screen: CurrentScreen,
    offer_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Answers, form_of(Answers)],
) -> Response:
    """Accept items, which plans their programs, or decline them."""
    answers = tuple(row.new() for row in form.answers.values())
    await answer_offer(work, AnswerOffer(offer_id, expected_version, answers))
    return screen.go(f"/tawaran/{offer_id}")
