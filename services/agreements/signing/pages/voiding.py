"""GET, POST /perjanjian/{id}/tanda-tangan/{id}"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.agreement.queries.showing import ShowAgreement, show_agreement
from services.agreements.signing.commands.signatures import VoidSignature, void_signature
from services.agreements.signing.queries import needs_override, signatures_to_void
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Voiding(BaseModel):
    """Why a signature does not count."""

    party_id: UUID
    reason: Paragraph
    override_reason: Paragraph | None = None


@router.get("/perjanjian/{agreement_id}/tanda-tangan/{signature_id}")
async def show_voiding(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, signature_id: UUID) -> Response:
    """The signature, and the form if the reader may void it."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    found = next((each for each in signatures_to_void(work, agreement) if each.id == signature_id), None)
    party = next((each for each in agreement.parties if found and each.id == found.party_id), None)
    return screen.show(
        "voiding.html.j2",
        agreement=agreement,
        signature=found,
        party=party,
        override=party is not None and needs_override(work, [party]),
    )


@router.post("/perjanjian/{agreement_id}/tanda-tangan/{signature_id}")
async def void(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    signature_id: UUID,
    *,
    expected_version: ExpectedVersion,
    form: Annotated[Voiding, form_of(Voiding)],
) -> Response:
    """Void the signature; the party may then sign again."""
    command = VoidSignature(
        agreement_id, expected_version, form.party_id, signature_id, form.reason, form.override_reason
    )
    receipt = await void_signature(work, command)
    return screen.after(f"/perjanjian/{agreement_id}", receipt.cautions)
