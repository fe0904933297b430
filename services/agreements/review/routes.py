"""POST /agreements/{id}/submissions, POST and GET /agreements/{id}/reviews, POST /agreements/{id}/withdrawals."""

from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.parts import Receipt
from services.agreements.review.commands import (
    REVIEW_OF,
    GiveVerdict,
    SubmitDraft,
    WithdrawAgreement,
    submit_draft,
    withdraw_agreement,
)
from services.agreements.review.model import Comment, Verdict
from services.agreements.review.queries import DeskView, ShowReviews, show_reviews
from shared.values.cooperation import Side
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import SeenVersion, etag

router = APIRouter(route_class=WorkRoute, tags=["review"])


class CommentBody(BaseModel):
    """What a side wants changed, and in which clause."""

    model_config = ConfigDict(extra="forbid")

    clause: ShortText
    text: Paragraph


class Review(BaseModel):
    """One side's verdict; `unit` (a region's code, a partner's id) where several of a side are asked."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"side": "region", "verdict": "pass", "signing_planned_on": "2026-02-20"},
                {
                    "side": "partner",
                    "verdict": "revise",
                    "letter": "415.4/12/2026",
                    "comments": [{"clause": "Pasal 4", "text": "Sebutkan perangkat daerah yang bertanggung jawab."}],
                },
            ]
        },
    )

    side: Side
    verdict: Verdict
    comments: list[CommentBody] = Field([], max_length=100)
    unit: ShortText | None = None
    letter: ShortText | None = None
    signing_planned_on: Day | None = None


class Withdrawal(BaseModel):
    """Why the agreement does not go on."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Mitra menunda rencana."}]})

    reason: Paragraph


@router.post("/agreements/{agreement_id}/submissions", summary="Ajukan untuk telaah / submit for review")
async def submit(work: CurrentWork, agreement_id: UUID, seen: SeenVersion, response: Response) -> Receipt:
    """Ask every side: the region or the directorate, and each partner."""
    receipt = await submit_draft(work, SubmitDraft(agreement_id, seen))
    response.headers["ETag"] = etag(receipt.version)
    return receipt


@router.post("/agreements/{agreement_id}/reviews", summary="Beri putusan / give a verdict")
async def review(work: CurrentWork, agreement_id: UUID, body: Review, seen: SeenVersion, response: Response) -> Receipt:
    """One side's verdict: once all pass, the draft is validated; one that wants a revision sends it back."""
    receipt = await REVIEW_OF[body.side](
        work,
        GiveVerdict(
            agreement_id=agreement_id,
            seen=seen,
            verdict=body.verdict,
            comments=tuple(Comment(clause=comment.clause, text=comment.text) for comment in body.comments),
            unit=body.unit,
            letter=body.letter,
            signing_planned_on=body.signing_planned_on,
        ),
    )
    response.headers["ETag"] = etag(receipt.version)
    return receipt


@router.get("/agreements/{agreement_id}/reviews", summary="Telaah / reviews")
async def list_reviews(work: CurrentWork, agreement_id: UUID) -> list[DeskView]:
    """Who was asked in which round, what they said, and how long it took."""
    return await show_reviews(work, ShowReviews(agreement_id))


@router.post("/agreements/{agreement_id}/withdrawals", summary="Tarik kembali / withdraw")
async def withdraw(
    work: CurrentWork, agreement_id: UUID, body: Withdrawal, seen: SeenVersion, response: Response
) -> Receipt:
    """Take the draft back, before any party has signed."""
    receipt = await withdraw_agreement(work, WithdrawAgreement(agreement_id, seen, body.reason))
    response.headers["ETag"] = etag(receipt.version)
    return receipt
