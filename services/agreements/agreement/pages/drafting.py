"""GET, POST /perjanjian/baru"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from services.agreements.agreement.commands.drafting import DraftAgreement, draft_agreement
from services.agreements.agreement.model.drafts import NewParty
from services.agreements.agreement.pages.choices import new_draft
from services.agreements.agreement.pages.form import DraftForm
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Level
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
Partners = Annotated[list[UUID], Query(max_length=50)]


class NewDraft(DraftForm):
    """A new draft: `unit` is our unit and the level at which it is kept."""

    unit: str = Field(pattern=r"^[0-9a-f-]{36}:(facility|regional|national)$")

    def command(self, partners: list[UUID]) -> DraftAgreement:
        """The command that this form asks for, with the partners that were chosen before."""
        unit_id, _, level = self.unit.partition(":")
        kept_at: Level = "regional" if level == "regional" else "national" if level == "national" else "facility"
        units = (UUID(unit_id), *partners)
        parties = tuple(NewParty(unit_id=each) for each in dict.fromkeys(units))
        return DraftAgreement(**self.content() | {"parties": parties}, level=kept_at)


@router.get("/perjanjian/baru")
async def show_new_draft(
    work: CurrentWork,
    screen: CurrentScreen,
    mitra: Partners = [],  # noqa: B006 -- FastAPI copies it
    cari: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The search for partners, and the form."""
    return screen.show("drafting.html.j2", **await new_draft(work, cari, mitra))


@router.post("/perjanjian/baru")
async def draft(
    work: CurrentWork,
    screen: CurrentScreen,
    form: Annotated[NewDraft, form_of(NewDraft)],
    mitra: Partners = [],  # noqa: B006 -- FastAPI copies it
    cari: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Draft an agreement that begins a line."""
    receipt = await draft_agreement(work, form.command(mitra))
    return screen.after(f"/perjanjian/{receipt.id}", receipt.cautions)
