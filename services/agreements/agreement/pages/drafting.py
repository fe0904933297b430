"""GET, POST /perjanjian/baru"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from services.agreements.agreement.commands.drafting import DraftAgreement, draft_agreement
from services.agreements.agreement.model.drafts import NewParty
from services.agreements.agreement.pages.choices import new_draft
from services.agreements.agreement.pages.form import DraftForm, Ids
from services.agreements.agreement.pages.partner_search import search_in
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Level
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
Partners = Annotated[list[UUID], Query(max_length=50)]


class NewDraft(DraftForm):
    """A new draft: `unit` is our unit and the level at which it is kept, `partners` are the chosen ones."""

    unit: str = Field(pattern=r"^[0-9a-f-]{36}:(facility|regional|national)$")
    partners: Ids = Field((), max_length=50)

    def command(self) -> DraftAgreement:
        """The command that this form asks for."""
        unit_id, _, level = self.unit.partition(":")
        kept_at: Level = "regional" if level == "regional" else "national" if level == "national" else "facility"
        units = (UUID(unit_id), *self.partners)
        parties = tuple(NewParty(unit_id=each) for each in dict.fromkeys(units))
        return DraftAgreement(**self.content() | {"parties": parties}, level=kept_at)


@router.get("/perjanjian/baru")
async def show_new_draft(
    work: CurrentWork,
    screen: CurrentScreen,
    mitra: Partners = [],  # noqa: B006 -- FastAPI copies it
) -> Response:
    """The form, with the search for partners in it."""
    return screen.show("drafting.html.j2", **await new_draft(work, search_in(screen, mitra)))


@router.post("/perjanjian/baru")
async def draft(
    work: CurrentWork,
    screen: CurrentScreen,
    form: Annotated[NewDraft, form_of(NewDraft)],
    mitra: Partners = [],  # noqa: B006 -- the address of the form has them
) -> Response:
    """Draft an agreement that begins a line."""
    receipt = await draft_agreement(work, form.command())
    return screen.after(f"/perjanjian/{receipt.id}", receipt.cautions)
