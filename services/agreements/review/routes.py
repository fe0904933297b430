"""POST /agreements/{id}/submissions
POST /agreements/{id}/reviews
GET /agreements/{id}/reviews
POST /agreements/{id}/reopenings
POST /agreements/{id}/withdrawals
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.parts import Receipt
from services.agreements.review import queries
from services.agreements.review.commands import (
    REVIEW_OF,
    GiveVerdict,
    ReopenAgreement,
    SubmitDraft,
    WithdrawAgreement,
    reopen_agreement,
    submit_draft,
    withdraw_agreement,
)
from services.agreements.review.model import Comment, ReviewVerdict
from services.agreements.review.queries import Review
from shared.values.cooperation import Side
from shared.values.inputs import Paragraph, ShortText
from shared.values.terms import Day
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["review"])


class NewComment(BaseModel):
    """A change that a reviewer asks for, and its clause."""

    model_config = ConfigDict(extra="forbid")

    clause: ShortText
    text: Paragraph


class NewReview(BaseModel):
    """The verdict of one reviewer; `unit` (a region's code, the id of a facility or partner) where a side has several.

    For a partner without an account the consent is recorded by its letter, or by the meeting in which it was given.
    `override_reason` is needed when the directorate general acts for a facility or an office.
    """

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
    verdict: ReviewVerdict
    comments: list[NewComment] = Field([], max_length=100)
    unit: ShortText | None = None
    letter: ShortText | None = None
    meeting_id: UUID | None = None
    override_reason: Paragraph | None = None
    signing_planned_on: Day | None = None

    def command(self, agreement_id: UUID, expected_version: int) -> GiveVerdict:
        """The command that this body asks for."""
        return GiveVerdict(
            agreement_id=agreement_id,
            expected_version=expected_version,
            verdict=self.verdict,
            comments=tuple(Comment(**comment.model_dump()) for comment in self.comments),
            unit=self.unit,
            letter=self.letter,
            meeting_id=self.meeting_id,
            override_reason=self.override_reason,
            signing_planned_on=self.signing_planned_on,
        )


class Reopening(BaseModel):
    """The reason why a validated text has to change."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Salah ketik pada Pasal 7."}]})

    reason: Paragraph


class Withdrawal(BaseModel):
    """The reason why the agreement is given up."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "Mitra menunda rencana."}]})

    reason: Paragraph

    def command(self, agreement_id: UUID, expected_version: int) -> WithdrawAgreement:
        """The command that this body asks for."""
        return WithdrawAgreement(agreement_id, expected_version, self.reason)


@router.post("/agreements/{agreement_id}/submissions", summary="Ajukan untuk ditelaah / submit for review")
async def submit(work: CurrentWork, agreement_id: UUID, expected_version: ExpectedVersion) -> Versioned[Receipt]:
    """Ask every reviewer: the region or the directorate general, and each partner."""
    receipt = await submit_draft(work, SubmitDraft(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)


@router.post("/agreements/{agreement_id}/reviews", summary="Catat hasil telaah / give a verdict")
async def review(
    work: CurrentWork, agreement_id: UUID, body: NewReview, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Give a verdict: `revise` sends the draft back; once every reviewer has passed it, it is validated."""
    receipt = await REVIEW_OF[body.side](work, body.command(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)


@router.get("/agreements/{agreement_id}/reviews", summary="Hasil telaah / list reviews")
async def list_reviews(work: CurrentWork, agreement_id: UUID) -> list[Review]:
    """The reviewers of each round, their verdicts, and how long each took."""
    return await queries.list_reviews(work, queries.ListReviews(agreement_id))


@router.post("/agreements/{agreement_id}/reopenings", summary="Buka kembali naskah / reopen the text")
async def reopen(
    work: CurrentWork, agreement_id: UUID, body: Reopening, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Make a validated text a draft again; the planned day of signing is given up."""
    receipt = await reopen_agreement(work, ReopenAgreement(agreement_id, expected_version, body.reason))
    return Versioned(receipt, receipt.version)


@router.post("/agreements/{agreement_id}/withdrawals", summary="Tarik kembali / withdraw")
async def withdraw(
    work: CurrentWork, agreement_id: UUID, body: Withdrawal, expected_version: ExpectedVersion
) -> Versioned[Receipt]:
    """Withdraw the agreement before any party has signed."""
    receipt = await withdraw_agreement(work, body.command(agreement_id, expected_version))
    return Versioned(receipt, receipt.version)
