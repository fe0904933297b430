"""GET /adendum/{id}
GET, POST /adendum/{id}/tanda-tangan
GET, POST /adendum/{id}/penarikan
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.review.pages.reviewers import reviewer_names
from services.agreements.succession.commands.addenda import (
    SignAddendum,
    WithdrawAddendum,
    sign_addendum,
    withdraw_addendum,
)
from services.agreements.succession.model.addenda import AddendumSignature
from services.agreements.succession.pages.addendum_steps import may_withdraw, steps_of
from services.agreements.succession.queries.addenda import (
    ShowAddendum,
    needs_override,
    reads_whole,
    show_addendum,
    units_to_sign,
)
from services.agreements.succession.queries.addendum_reviews import ListAddendumReviews, list_addendum_reviews
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.capabilities import Capacity
from shared.values.cooperation import SignatureMethod
from shared.values.inputs import Paragraph, ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class NewAddendumSignature(BaseModel):
    """The unit that has signed, the position and capacity of its signatory, the method and the day."""

    unit_id: UUID
    position: ShortText
    capacity: Capacity = "definitive"
    letter: ShortText | None = None
    method: SignatureMethod
    signed_on: FormDay
    override_reason: Paragraph | None = None


@router.get("/adendum/{addendum_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, addendum_id: UUID) -> Response:
    """The changes of the addendum, its reviews and signatures, and the steps that the reader may take."""
    addendum = await show_addendum(work, ShowAddendum(addendum_id))
    agreement = await show_agreement(work, ShowAgreement(addendum.agreement_id))
    reviews = await list_addendum_reviews(work, ListAddendumReviews(addendum_id))
    joining = {str(unit.id): unit.name for unit in addendum.added_parties}
    return screen.show(
        "addendum.html.j2",
        agreement=agreement,
        addendum=addendum,
        reads_whole=await reads_whole(work, addendum),
        reviews=reviews[::-1],
        names=await reviewer_names(work, agreement) | joining if reviews else joining,
        steps=await steps_of(work, agreement, addendum, reviews),
        may_withdraw=await may_withdraw(work, addendum),
    )


@router.get("/adendum/{addendum_id}/tanda-tangan")
async def show_signature(work: CurrentWork, screen: CurrentScreen, addendum_id: UUID) -> Response:
    """The parties whose signature the reader may record, and the form."""
    addendum = await show_addendum(work, ShowAddendum(addendum_id))
    agreement = await show_agreement(work, ShowAgreement(addendum.agreement_id))
    units = units_to_sign(work, agreement, addendum)
    return screen.show(
        "signing_addendum.html.j2",
        agreement=agreement,
        addendum=addendum,
        units=units,
        override=needs_override(work, units),
        capacities=get_args(Capacity),
        methods=get_args(SignatureMethod),
    )


@router.post("/adendum/{addendum_id}/tanda-tangan")
async def sign(
    work: CurrentWork,
    screen: CurrentScreen,
    addendum_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[NewAddendumSignature, form_of(NewAddendumSignature)],
) -> Response:
    """Record one party's signature."""
    command = SignAddendum(addendum_id, expected_version, AddendumSignature(**dict(form)))
    receipt = await sign_addendum(work, command)
    return screen.after(f"/adendum/{addendum_id}", receipt.cautions)


@router.get("/adendum/{addendum_id}/penarikan")
async def show_withdrawal(work: CurrentWork, screen: CurrentScreen, addendum_id: UUID) -> Response:
    """The button."""
    addendum = await show_addendum(work, ShowAddendum(addendum_id))
    agreement = await show_agreement(work, ShowAgreement(addendum.agreement_id))
    return screen.show("withdrawing_addendum.html.j2", agreement=agreement, addendum=addendum)


@router.post("/adendum/{addendum_id}/penarikan")
async def withdraw(
    work: CurrentWork, screen: CurrentScreen, addendum_id: UUID, expected_version: ExpectedVersion
) -> Response:
    """Give the addendum up."""
    receipt = await withdraw_addendum(work, WithdrawAddendum(addendum_id, expected_version))
    return screen.after(f"/adendum/{addendum_id}", receipt.cautions)
