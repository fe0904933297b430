"""GET /adendum/{id}
POST /adendum/{id}/tanda-tangan
POST /adendum/{id}/penarikan
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.succession.commands.addenda import (
    SignAddendum,
    WithdrawAddendum,
    sign_addendum,
    withdraw_addendum,
)
from services.agreements.succession.model.addenda import AddendumSignature
from services.agreements.succession.queries import ShowAddendum, needs_override, show_addendum, units_to_sign
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
    """Who has signed the addendum, in which position and capacity, how and when."""

    unit_id: UUID
    position: ShortText
    capacity: Capacity = "definitive"
    letter: ShortText | None = None
    method: SignatureMethod
    signed_on: FormDay
    override_reason: Paragraph | None = None


@router.get("/adendum/{addendum_id}")
async def show_one(work: CurrentWork, screen: CurrentScreen, addendum_id: UUID) -> Response:
    """What the addendum changes, who has signed, and the forms that the reader may send."""
    addendum = await show_addendum(work, ShowAddendum(addendum_id))
    agreement = await show_agreement(work, ShowAgreement(addendum.agreement_id))
    units = units_to_sign(work, agreement, addendum)
    return screen.show(
        "addendum.html.j2",
        agreement=agreement,
        addendum=addendum,
        units=units,
        override=needs_override(work, units),
        may_withdraw=addendum.state == "drafted" and await withdraw_addendum.permits(work, ShowAddendum(addendum_id)),
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


@router.post("/adendum/{addendum_id}/penarikan")
async def withdraw(
    work: CurrentWork, screen: CurrentScreen, addendum_id: UUID, expected_version: ExpectedVersion
) -> Response:
    """Give the addendum up."""
    receipt = await withdraw_addendum(work, WithdrawAddendum(addendum_id, expected_version))
    return screen.after(f"/perjanjian/{receipt.agreement_id}/adendum", receipt.cautions)
