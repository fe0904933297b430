"""The routes of offers.

GET /offers
GET /offers/{id}
POST /offers/{id}/answers
"""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, field_validator

from services.programs.offers import queries
from services.programs.offers.commands import answering
from services.programs.offers.model import NewAnswer, OfferState
from shared.values.inputs import Paragraph
from shared.web.cursors import Page, PageParameters
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Created, Versioned

router = APIRouter(route_class=WorkRoute, tags=["offers"])

ANSWERS: dict[str, Any] = {
    "answers": [
        {"scope_item_id": "019c0000-0000-7000-8000-000000000031", "answer": "accepted"},
        {"scope_item_id": "019c0000-0000-7000-8000-000000000032", "answer": "declined", "reason": "no_staff"},
    ]
}


class Answers(BaseModel):
    """Answers to some items of an offer; items that are not named stay open.

    `override_reason` is needed when the directorate general answers for the facility.
    """

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [ANSWERS]})

    answers: Annotated[list[NewAnswer], Field(min_length=1, max_length=100)]
    override_reason: Paragraph | None = None

    @field_validator("answers")
    @classmethod
    def _each_item_once(cls, answers: list[NewAnswer]) -> list[NewAnswer]:
        if len({each.scope_item_id for each in answers}) < len(answers):
            raise ValueError("each scope item is answered once")
        return answers


class OfferReceipt(BaseModel):
    """The number of items without an answer, and the version of the offer after a change."""

    id: UUID
    open_items: int
    version: int


@router.get("/offers", summary="Daftar tawaran / list offers")
async def list_offers(
    work: CurrentWork,
    page: PageParameters,
    *,
    agreement: UUID | None = None,
    facility: UUID | None = None,
    region: Annotated[str | None, Query(pattern="^[A-Z]{2,20}$")] = None,
    state: OfferState | None = None,
) -> Page[queries.OfferSummary]:
    """Offers to the account's facility, or to the facilities of its region or the nation, newest first."""
    return await queries.list_offers(work, queries.ListOffers(agreement, facility, region, state, page))


@router.get("/offers/{offer_id}", summary="Lihat tawaran / show an offer")
async def show_offer(work: CurrentWork, offer_id: UUID) -> Versioned[queries.OfferDetails]:
    """One offer with its items and the answers so far."""
    offer = await queries.show_offer(work, queries.ShowOffer(offer_id))
    return Versioned(offer, offer.version)


@router.post("/offers/{offer_id}/answers", summary="Jawab tawaran / answer an offer")
async def answer_offer(
    work: CurrentWork, offer_id: UUID, body: Answers, expected_version: ExpectedVersion
) -> Created[OfferReceipt]:
    """Accept items, which plans their programs, or decline them with a reason; also after the last day."""
    command = answering.AnswerOffer(offer_id, expected_version, tuple(body.answers), body.override_reason)
    answered = await answering.answer_offer(work, command)
    receipt = OfferReceipt(id=offer_id, open_items=answered.offer.open_items, version=answered.version)
    return Created(receipt, receipt.version, f"/offers/{offer_id}")
