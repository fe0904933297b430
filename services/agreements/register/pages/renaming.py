"""GET, POST /mitra/{id}/nama"""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.register.commands.partners import RenamePartner, rename_partner
from services.agreements.register.pages.finding import PartnerName, find_partners
from services.agreements.register.queries.partners import ShowPartner, show_partner
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph, ShortText
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class Renaming(BaseModel):
    """The partner as it is from now on."""

    name: PartnerName
    legal_form: ShortText | None = None
    parent_id: UUID | None = None
    since: FormDay | None = None
    distinct_reason: Paragraph | None = None
    at_top: Literal["1"] | None = None

    def command(self, partner_id: UUID, expected_version: int) -> RenamePartner:
        """The command that this form asks for."""
        values = self.model_dump(exclude={"at_top"})
        return RenamePartner(partner_id, expected_version, **values | ({"parent_id": None} if self.at_top else {}))


@router.get("/mitra/{partner_id}/nama")
async def show_renaming(
    work: CurrentWork,
    screen: CurrentScreen,
    *,
    partner_id: UUID,
    cari: Annotated[str, Query(max_length=200)] = "",
    induk: UUID | None = None,
) -> Response:
    """The form, and the search for the partner above; `induk` is the one that was found."""
    partner = await show_partner(work, ShowPartner(partner_id))
    above = induk or partner.parent_id
    return screen.show(
        "renaming.html.j2",
        partner=partner,
        parent=await show_partner(work, ShowPartner(above)) if above else None,
        searched=cari,
        found=await find_partners(work, cari, partner.id),
    )


@router.post("/mitra/{partner_id}/nama")
async def rename(
    work: CurrentWork,
    screen: CurrentScreen,
    *,
    partner_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[Renaming, form_of(Renaming)],
    cari: Annotated[str, Query(max_length=200)] = "",
    induk: UUID | None = None,
) -> Response:
    """Rename the partner, or place it under another one."""
    renamed = await rename_partner(work, form.command(partner_id, expected_version))
    return screen.after(f"/mitra/{renamed.id}", renamed.cautions)
