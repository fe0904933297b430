"""GET, POST /perjanjian/{id}/telaah"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator
from starlette.responses import Response

from services.agreements.agreement.pages.predecessor import load_predecessor, removed_items
from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.review.commands.verdicts import REVIEW_OF, GiveVerdict
from services.agreements.review.model import Comment, ReviewVerdict
from services.agreements.review.pages.reviewers import reviewer_names, reviews_to_give
from services.agreements.review.queries import ListReviews, list_reviews, needs_override
from shared.console.forms import FormDay, form_of, rows
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Side
from shared.values.inputs import Paragraph, ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class NewComment(BaseModel):
    """A change that is asked for, and its clause."""

    clause: ShortText
    text: Paragraph


class Verdict(BaseModel):
    """The verdict of one reviewer: `reviewer` is its side, and after a colon its unit."""

    reviewer: str
    verdict: ReviewVerdict
    comments: Annotated[tuple[NewComment, ...], BeforeValidator(rows)] = ()
    letter: ShortText | None = None
    override_reason: Paragraph | None = None
    signing_planned_on: FormDay | None = None


@router.get("/perjanjian/{agreement_id}/telaah")
async def show_verdict(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The draft, the reviewers for which the reader may answer, and the form."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    reviews = await reviews_to_give(work, agreement, await list_reviews(work, ListReviews(agreement_id)))
    return screen.show(
        "verdict.html.j2",
        agreement=agreement,
        reviews=reviews,
        removed=removed_items(agreement, await load_predecessor(work, agreement)),
        names=await reviewer_names(work, agreement),
        override=needs_override(work, reviews),
    )


@router.post("/perjanjian/{agreement_id}/telaah")
async def give_verdict(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Verdict, form_of(Verdict)],
) -> Response:
    """Approve the draft or return it with comments."""
    side, _, unit = form.reviewer.partition(":")
    command = GiveVerdict(
        agreement_id,
        expected_version,
        form.verdict,
        tuple(Comment(clause=comment.clause, text=comment.text) for comment in form.comments),
        unit=unit or None,
        letter=form.letter,
        override_reason=form.override_reason,
        signing_planned_on=form.signing_planned_on,
    )
    await REVIEW_OF[_side(side)](work, command)
    return screen.go(f"/perjanjian/{agreement_id}")


def _side(given: str) -> Side:
    # A side that does not exist is a form that was tampered with: the first one refuses it like any other stranger.
    return next((side for side in get_args(Side) if side == given), "partner")
