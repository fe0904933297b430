"""GET, POST /perjanjian/{id}/nomor/{id}"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.signing.commands.numbering import ReplaceNumber, replace_number
from services.agreements.signing.pages.numbering import NewNumber
from services.agreements.signing.queries import needs_override, numbers_to_replace
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Replacement(NewNumber):
    """The right number, and why the old one was wrong."""

    reason: Paragraph


@router.get("/perjanjian/{agreement_id}/nomor/{number_id}")
async def show_replacement(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, number_id: UUID) -> Response:
    """The number, and the form if the reader may replace it."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    found = next((each for each in numbers_to_replace(work, agreement) if each.id == number_id), None)
    party = next((each for each in agreement.parties if found and each.id == found.party_id), None)
    return screen.show(
        "replacing.html.j2",
        agreement=agreement,
        number_before=found,
        party=party,
        override=party is not None and needs_override(work, [party]),
    )


@router.post("/perjanjian/{agreement_id}/nomor/{number_id}")
async def replace(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    number_id: UUID,
    *,
    expected_version: ExpectedVersion,
    form: Annotated[Replacement, form_of(Replacement)],
) -> Response:
    """Replace the number; the old one stays on record with the reason."""
    command = ReplaceNumber(
        agreement_id=agreement_id, expected_version=expected_version, number_id=number_id, **dict(form)
    )
    receipt = await replace_number(work, command)
    return screen.after(f"/perjanjian/{agreement_id}", receipt.cautions)
