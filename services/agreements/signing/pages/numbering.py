"""GET, POST /perjanjian/{id}/nomor"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.signing.commands.numbering import RecordNumber, record_number
from services.agreements.signing.queries import needs_override, parties_to_number
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import DocumentNumber, Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class NewNumber(BaseModel):
    """The number under which a party keeps the document."""

    party_id: UUID
    number: DocumentNumber
    year: int | None = Field(None, ge=1900, le=2999)
    dated_on: FormDay | None = None
    override_reason: Paragraph | None = None


@router.get("/perjanjian/{agreement_id}/nomor")
async def show_number(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The parties whose number the reader may record, and the form."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    parties = parties_to_number(work, agreement)
    return screen.show(
        "numbering.html.j2", agreement=agreement, parties=parties, override=needs_override(work, parties)
    )


@router.post("/perjanjian/{agreement_id}/nomor")
async def record(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[NewNumber, form_of(NewNumber)],
) -> Response:
    """Record the number of a party, before or after it signs."""
    command = RecordNumber(agreement_id=agreement_id, expected_version=expected_version, **dict(form))
    receipt = await record_number(work, command)
    return screen.after(f"/perjanjian/{agreement_id}", receipt.cautions)
