"""GET, POST /adendum/{id}/pengajuan
GET, POST /adendum/{id}/telaah
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.review.model import Comment, ReviewVerdict
from services.agreements.review.pages.reviewers import reviewer_names
from services.agreements.review.pages.verdict import NewComment
from services.agreements.review.queries import needs_override
from services.agreements.succession.commands.addendum_review import (
    REVIEW_OF_ADDENDUM,
    ReviewAddendum,
    SubmitAddendum,
    submit_addendum,
)
from services.agreements.succession.pages.addendum_steps import sides_to_answer
from services.agreements.succession.queries.addenda import ShowAddendum, show_addendum
from services.agreements.succession.queries.addendum_reviews import ListAddendumReviews, list_addendum_reviews
from shared.console.forms import form_of, rows
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Side
from shared.values.inputs import Paragraph, ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class AddendumVerdict(BaseModel):
    """The verdict of one side: `reviewer` is the side, and after a colon its unit."""

    reviewer: str
    verdict: ReviewVerdict
    comments: Annotated[tuple[NewComment, ...], BeforeValidator(rows)] = ()
    letter: ShortText | None = None
    override_reason: Paragraph | None = None


@router.get("/adendum/{addendum_id}/pengajuan")
async def show_submission(work: CurrentWork, screen: CurrentScreen, addendum_id: UUID) -> Response:
    """The button with its effect."""
    addendum = await show_addendum(work, ShowAddendum(addendum_id))
    agreement = await show_agreement(work, ShowAgreement(addendum.agreement_id))
    return screen.show("submitting_addendum.html.j2", agreement=agreement, addendum=addendum)


@router.post("/adendum/{addendum_id}/pengajuan")
async def submit(
    work: CurrentWork, screen: CurrentScreen, addendum_id: UUID, expected_version: ExpectedVersion
) -> Response:
    """Ask the sides."""
    await submit_addendum(work, SubmitAddendum(addendum_id, expected_version))
    return screen.go(f"/adendum/{addendum_id}")


@router.get("/adendum/{addendum_id}/telaah")
async def show_verdict(work: CurrentWork, screen: CurrentScreen, addendum_id: UUID) -> Response:
    """The changes, the sides for which the reader may answer, and the form."""
    addendum = await show_addendum(work, ShowAddendum(addendum_id))
    agreement = await show_agreement(work, ShowAgreement(addendum.agreement_id))
    reviews = await list_addendum_reviews(work, ListAddendumReviews(addendum_id))
    awaited = await sides_to_answer(work, addendum, reviews)
    joining = {str(unit.id): unit.name for unit in addendum.added_parties}
    return screen.show(
        "reviewing_addendum.html.j2",
        agreement=agreement,
        addendum=addendum,
        awaited=awaited,
        names=await reviewer_names(work, agreement) | joining,
        override=needs_override(work, awaited),
    )


@router.post("/adendum/{addendum_id}/telaah")
async def give_verdict(
    work: CurrentWork,
    screen: CurrentScreen,
    addendum_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[AddendumVerdict, form_of(AddendumVerdict)],
) -> Response:
    """Approve the addendum or return it with comments."""
    named, _, unit = form.reviewer.partition(":")
    # A side that does not exist is a form that was tampered with: the first one refuses it like any other stranger.
    side: Side = next((each for each in get_args(Side) if each == named), "partner")
    command = ReviewAddendum(
        addendum_id,
        expected_version,
        side,
        form.verdict,
        tuple(Comment(clause=comment.clause, text=comment.text) for comment in form.comments),
        unit=unit or None,
        letter=form.letter,
        override_reason=form.override_reason,
    )
    await REVIEW_OF_ADDENDUM[side](work, command)
    return screen.go(f"/adendum/{addendum_id}")
