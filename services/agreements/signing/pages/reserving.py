"""GET, POST /perjanjian/penandatanganan"""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import Response

from services.agreements.agreement.model.parts import Caution
from services.agreements.agreement.model.states import StateToday
from services.agreements.agreement.queries.filters import AgreementFilter
from services.agreements.agreement.queries.listing import ListAgreements, list_agreements
from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.signing.commands.numbering import RecordNumber, record_number
from services.agreements.signing.queries import needs_override, parties_to_number, parties_to_sign
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import DocumentNumber, Paragraph
from shared.web.cursors import PageRequest
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
TO_BE_SIGNED: tuple[StateToday, ...] = ("validated", "awaiting_signature", "partially_signed")
MOST = 40
"""As many as are signed in the largest ceremony."""


class ReservedNumber(BaseModel):
    """The number of one party of one agreement."""

    agreement_id: UUID
    party_id: UUID
    number: DocumentNumber


def _filled(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return {name: row for name, row in value.items() if not isinstance(row, dict) or "number" in row}


class NumberBlock(BaseModel):
    """The numbers that are reserved before a ceremony, by their rows; rows without a number are left out."""

    numbers: Annotated[dict[str, ReservedNumber], BeforeValidator(_filled), Field(min_length=1, max_length=200)]
    override_reason: Paragraph | None = None


@router.get("/perjanjian/penandatanganan")
async def show_signing(work: CurrentWork, screen: CurrentScreen) -> Response:
    """The agreements that are to be signed, whose signatures are awaited, and the numbers that can be reserved."""
    agreements = await _to_be_signed(work)
    numberless = [(each, party) for each in agreements for party in parties_to_number(work, each)]
    return screen.show(
        "reserving.html.j2",
        agreements=agreements,
        awaited={each.id: parties_to_sign(work, each) for each in agreements},
        numberless=numberless,
        override=needs_override(work, [party for _, party in numberless]),
    )


@router.post("/perjanjian/penandatanganan")
async def reserve(
    work: CurrentWork, screen: CurrentScreen, form: Annotated[NumberBlock, form_of(NumberBlock)]
) -> Response:
    """Record the numbers; if one of them is refused, none is recorded."""
    # In the order of the ids, so that two blocks never wait for each other.
    cautions: list[Caution] = []
    for row in sorted(form.numbers.values(), key=lambda each: each.agreement_id):
        command = RecordNumber(expected_version=None, override_reason=form.override_reason, **dict(row))
        cautions += (await record_number(work, command)).cautions
    return screen.after("/perjanjian/penandatanganan", cautions)


async def _to_be_signed(work: Work) -> list[AgreementDetails]:
    """The agreements before their last signature, those with the next planned day first."""
    page = PageRequest(after=None, limit=MOST)
    found = []
    for state in TO_BE_SIGNED:
        listed = await list_agreements(work, ListAgreements(AgreementFilter(state=state), page))
        found += [await show_agreement(work, ShowAgreement(each.id)) for each in listed.items]
    return sorted(found, key=lambda each: (each.signing_planned_on or date.max, each.title))
