"""GET, POST /perjanjian/{id}/ralat"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.succession.commands.correcting import CorrectAgreement, correct_agreement
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph, ShortText, Title
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Erratum(BaseModel):
    """The record as it is right; the other parts are sent as they are."""

    title: Title
    called: ShortText | None = None
    legal_basis: Paragraph | None = None
    funding: Paragraph | None = None
    dated_on: FormDay | None = None
    in_force_until: FormDay | None = None
    reason: Paragraph

    def command(self, before: AgreementDetails, expected_version: int) -> CorrectAgreement:
        """The command that this form asks for."""
        given = self.model_dump(exclude={"reason"})
        parts = {name: value for name, value in given.items() if getattr(before, name) != value}
        return CorrectAgreement(before.id, expected_version, parts, self.reason)


@router.get("/perjanjian/{agreement_id}/ralat")
async def show_erratum(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The form with the record as it is."""
    return screen.show("correcting.html.j2", agreement=await show_agreement(work, ShowAgreement(agreement_id)))


@router.post("/perjanjian/{agreement_id}/ralat")
async def correct(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Erratum, form_of(Erratum)],
) -> Response:
    """Correct a slip in the record."""
    before = await show_agreement(work, ShowAgreement(agreement_id))
    receipt = await correct_agreement(work, form.command(before, expected_version))
    return screen.after(f"/perjanjian/{agreement_id}", receipt.cautions)
