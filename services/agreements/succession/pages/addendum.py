"""GET /adendum/{id}
POST /adendum/{id}/tanda-tangan
POST /adendum/{id}/penarikan
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.agreement.access import KEEPERS
from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.register.model.units import Unit
from services.agreements.succession.commands.addenda import (
    SignAddendum,
    WithdrawAddendum,
    sign_addendum,
    withdraw_addendum,
)
from services.agreements.succession.model.addenda import AddendumSignature
from services.agreements.succession.queries import AddendumDetails, ShowAddendum, show_addendum
from shared.access import Work
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.capabilities import Capacity
from shared.values.cooperation import SignatureMethod
from shared.values.inputs import Paragraph, ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
DESKS = ("facility", "regional_office")
"""Units that have a desk of their own; the directorate general records for one with a reason only."""


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
    units = _to_sign(work, agreement, addendum)
    return screen.show(
        "addendum.html.j2",
        agreement=agreement,
        addendum=addendum,
        units=units,
        override=any(unit.kind in ("facility", "regional_office") for unit in units)
        and work.actor.reach(KEEPERS).nation,
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


def _to_sign(work: Work, agreement: AgreementDetails, addendum: AddendumDetails) -> list[Unit]:
    """The units whose signature is awaited, and may be recorded by the reader."""
    if addendum.state != "drafted":
        return []
    awaited = [each.unit for each in addendum.signers if each.signature is None]
    keeper = agreement.keeper.scope
    return [unit for unit in awaited if work.actor.may(KEEPERS, keeper if unit.kind == "partner" else unit.scope)]
