"""GET, POST /perjanjian/{id}/telaah"""

from collections.abc import Sequence
from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator
from starlette.responses import Response

from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.review.commands import REVIEW_OF, GiveVerdict
from services.agreements.review.model import Comment, ReviewVerdict
from services.agreements.review.queries import ListReviews, Review, list_reviews
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
    signing_planned_on: FormDay | None = None


@router.get("/perjanjian/{agreement_id}/telaah")
async def show_verdict(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The draft, the reviewers that are waited for, and the form."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    reviews = await list_reviews(work, ListReviews(agreement_id))
    return screen.show(
        "verdict.html.j2", agreement=agreement, waiting=_waiting(agreement, reviews), verdicts=get_args(ReviewVerdict)
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
        signing_planned_on=form.signing_planned_on,
    )
    await REVIEW_OF[_side(side)](work, command)
    return screen.go(f"/perjanjian/{agreement_id}")


def _side(given: str) -> Side:
    # A side that does not exist is a form that was tampered with: the first one refuses it like any other stranger.
    return next((side for side in get_args(Side) if side == given), "partner")


def _waiting(agreement: AgreementDetails, reviews: Sequence[Review]) -> list[tuple[str, Review, str]]:
    """Each reviewer without a verdict: the value of its choice, and the name of its unit."""
    names = {str(party.unit.id): party.unit.name for party in agreement.parties}
    newest = max((each.round for each in reviews), default=0)
    waiting = [each for each in reviews if each.round == newest and each.verdict is None]
    return [(f"{each.side}:{each.unit}", each, names.get(each.unit, each.unit)) for each in waiting]
