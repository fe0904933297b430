"""GET, POST /perjanjian/{id}/pemecahan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.agreement.pages.form import Ids, TermFields
from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.succession.commands.joining import DraftPart, draft_part
from services.agreements.succession.pages.taking_over import MOST_PARTIES, kept_item, parties_of
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Instrument
from shared.values.inputs import Title
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class Part(TermFields):
    """The parties and the items that go to this part."""

    title: Title
    instrument: Instrument
    staying: Ids = ()
    kept_in_part: Ids = ()

    def command(self, before: AgreementDetails) -> DraftPart:
        """The command that this form asks for."""
        all_stay = len(before.parties) > MOST_PARTIES
        return DraftPart(
            agreement_id=before.id,
            instrument=self.instrument,
            level=before.level,
            keeper_id=before.keeper.id,
            title=self.title,
            term=self.term,
            legal_basis=before.legal_basis,
            funding=before.funding,
            umbrella_id=before.umbrella_id,
            parties=parties_of(before, {party.id for party in before.parties} if all_stay else self.staying),
            scope_items=tuple(kept_item(item) for item in before.scope_items if item.id in self.kept_in_part),
        )


@router.get("/perjanjian/{agreement_id}/pemecahan")
async def show_splitting(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The parties and items to choose from, and the form."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    return screen.show(
        "splitting.html.j2",
        agreement=agreement,
        instruments=get_args(Instrument),
        parties=agreement.parties if len(agreement.parties) <= MOST_PARTIES else (),
    )


@router.post("/perjanjian/{agreement_id}/pemecahan")
async def split(
    work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, form: Annotated[Part, form_of(Part)]
) -> Response:
    """Draft one part; the next one is drafted in the same way."""
    before = await show_agreement(work, ShowAgreement(agreement_id))
    receipt = await draft_part(work, form.command(before))
    return screen.after(f"/perjanjian/{receipt.id}", receipt.cautions)
