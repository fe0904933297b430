"""POST /agreements/{id}/submissions
POST /agreements/{id}/reviews
GET /agreements/{id}/reviews
GET /agreements/{id}/text-changes
POST /reviews
GET /reviews/awaited
GET /reviews/waiting-times
POST /agreements/{id}/reopenings
POST /agreements/{id}/withdrawals
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from services.agreements.agreement.model.parts import Receipt
from services.agreements.agreement.model.text_changes import TextChanges
from services.agreements.review import queries
from services.agreements.review.commands.asking import SubmitDraft, submit_draft
from services.agreements.review.commands.ends import (
    ReopenAgreement,
    WithdrawAgreement,
    reopen_agreement,
    withdraw_agreement,
)
from services.agreements.review.commands.verdicts import REVIEW_OF, GiveVerdict
from services.agreements.review.model import Comment, ReviewVerdict
from services.agreements.review.queries import AwaitedReview, Review, WaitingTime
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


class NewPass(BaseModel):
    """A reviewer passes the `version` of one draft."""

    model_config = ConfigDict(extra="forbid")

    agreement_id: UUID
    version: Annotated[int, Field(ge=1, strict=True)]
    side: Side
    unit: ShortText | None = None
    letter: ShortText | None = None
    meeting_id: UUID | None = None
    override_reason: Paragraph | None = None

    def command(self) -> GiveVerdict:
        """The command that this part of the body asks for."""
        given = self.model_dump(include={"unit", "letter", "meeting_id", "override_reason"})
        return GiveVerdict(self.agreement_id, self.version, "pass", **given)


class SeveralPasses(BaseModel):
    """Drafts that are passed together, such as those of one meeting."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"reviews": [{"agreement_id": "019c0000-0000-7000-8000-000000000002", "version": 2, "side": "region"}]}
            ]
        },
    )

    reviews: list[NewPass] = Field(min_length=1, max_length=100)


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


@router.get("/agreements/{agreement_id}/text-changes", summary="Perubahan naskah / compare two texts of the draft")
async def show_text_changes(
    work: CurrentWork,
    agreement_id: UUID,
    before: Annotated[int, Query(ge=1, description="a version of the text, such as the one that a side returned")],
    after: Annotated[int | None, Query(ge=1, description="a later one; by default the newest")] = None,
) -> TextChanges:
    """The differences of a later text of the draft from an earlier one."""
    return await queries.show_text_changes(work, queries.ShowTextChanges(agreement_id, before, after))


@router.post("/reviews", summary="Setujui beberapa draf / pass several drafts")
async def pass_several(work: CurrentWork, body: SeveralPasses) -> list[Receipt]:
    """Pass several drafts, all or none of them. A draft that has changed since its version was read is refused."""
    # In one order, so that two such requests do not wait for each other.
    passes = sorted(body.reviews, key=lambda each: each.agreement_id)
    return [await REVIEW_OF[each.side](work, each.command()) for each in passes]


@router.get("/reviews/awaited", summary="Telaah yang ditunggu / list the drafts that wait for my verdict")
async def list_awaited(work: CurrentWork) -> list[AwaitedReview]:
    """The drafts that wait for the verdict of the reader's own units, the one that waits longest first."""
    return await queries.list_awaited_reviews(work, queries.ListAwaitedReviews())


@router.get("/reviews/waiting-times", summary="Lama menunggu tiap pihak / list the waiting times of each side")
async def list_waiting_times(work: CurrentWork) -> list[WaitingTime]:
    """How long each side took, and how long it is being waited for, in the agreements that concern the reader."""
    return await queries.list_waiting_times(work, queries.ListWaitingTimes())


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
