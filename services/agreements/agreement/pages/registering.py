"""GET, POST /perjanjian/lama"""

from typing import Annotated, get_args

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.agreement.commands.registering import RegisterAgreement, register_agreement
from services.agreements.agreement.model.registration import KnownNumber
from services.agreements.agreement.pages.choices import new_draft
from services.agreements.agreement.pages.drafting import NewDraft, Partners
from services.agreements.agreement.pages.partner_search import search_in
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Confidence, RegistrationSource
from shared.values.inputs import DocumentNumber
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class PastAgreement(NewDraft):
    """An agreement that was signed elsewhere, with what is known of it."""

    source: RegistrationSource
    confidence: Confidence
    dated_on: FormDay | None = None
    signed_on: FormDay | None = None
    ended_on: FormDay | None = None
    own_number: DocumentNumber | None = None

    def registration(self) -> RegisterAgreement:
        """The command that this form asks for."""
        draft = self.command()
        unit_id = draft.parties[0].unit_id
        return RegisterAgreement(
            level=draft.level,
            source=self.source,
            confidence=self.confidence,
            dated_on=self.dated_on,
            signed_on=self.signed_on,
            ended_on=self.ended_on,
            numbers=(KnownNumber(unit_id=unit_id, number=self.own_number),) if self.own_number else (),
            **self.content() | {"parties": draft.parties},
        )


@router.get("/perjanjian/lama")
async def show_past(
    work: CurrentWork,
    screen: CurrentScreen,
    mitra: Partners = [],  # noqa: B006 -- FastAPI copies it
) -> Response:
    """The form, with the search for partners in it."""
    return screen.show(
        "registering.html.j2",
        sources=get_args(RegistrationSource),
        confidences=get_args(Confidence),
        **await new_draft(work, search_in(screen, mitra)),
    )


@router.post("/perjanjian/lama")
async def register(
    work: CurrentWork,
    screen: CurrentScreen,
    form: Annotated[PastAgreement, form_of(PastAgreement)],
    mitra: Partners = [],  # noqa: B006 -- the address of the form has them
) -> Response:
    """Register an agreement of the past, straight into its state."""
    receipt = await register_agreement(work, form.registration())
    return screen.after(f"/perjanjian/{receipt.id}", receipt.cautions)
