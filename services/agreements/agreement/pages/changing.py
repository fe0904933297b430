"""GET, POST /perjanjian/{id}/draf
GET, POST /perjanjian/{id}/penyusunan
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.agreement.commands.drafting import BeginDrafting, ChangeDraft, begin_drafting, change_draft
from services.agreements.agreement.pages.choices import agencies_of, draft_choices, found_partners
from services.agreements.agreement.pages.drafting import Partners
from services.agreements.agreement.pages.form import DraftForm
from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


@router.get("/perjanjian/{agreement_id}/draf")
async def show_draft(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    mitra: Partners = [],  # noqa: B006 -- FastAPI copies it
    cari: str = "",
) -> Response:
    """The draft as a form; partners that were searched are further parties."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    partners = [party.unit.id for party in agreement.parties if party.unit.kind == "partner"]
    present = {party.unit.id for party in agreement.parties}
    found, added = await found_partners(work, cari, [each for each in mitra if each not in present])
    return screen.show(
        "changing.html.j2",
        agreement=agreement,
        found=found,
        chosen=added,
        agencies=await agencies_of(work, (*partners, *mitra)),
        searched=cari,
        rows=len(agreement.scope_items) or 1,
        **await draft_choices(work),
    )


@router.post("/perjanjian/{agreement_id}/draf")
async def change(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[DraftForm, form_of(DraftForm)],
    *,
    mitra: Partners = [],  # noqa: B006 -- the address of the form has them
    cari: str = "",
) -> Response:
    """Replace the content of a draft; what the form does not show stays."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    command = ChangeDraft(
        agreement_id=agreement_id,
        expected_version=expected_version,
        umbrella_id=agreement.umbrella_id,
        runs_at=_places(agreement),
        **form.content(),
    )
    receipt = await change_draft(work, command)
    return screen.after(f"/perjanjian/{agreement_id}", receipt.cautions)


def _places(agreement: AgreementDetails) -> tuple[UUID, ...] | None:
    """The named places; none if they follow from the parties, so that they follow a change of these."""
    own = {party.unit.id for party in agreement.principals if party.unit.kind == "facility"}
    named = tuple(unit.id for unit in agreement.runs_at)
    return None if set(named) == own else named


@router.get("/perjanjian/{agreement_id}/penyusunan")
async def show_beginning(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The button."""
    return screen.show("beginning.html.j2", agreement=await show_agreement(work, ShowAgreement(agreement_id)))


@router.post("/perjanjian/{agreement_id}/penyusunan")
async def begin(
    work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, expected_version: ExpectedVersion
) -> Response:
    """Turn an exploration into a draft."""
    await begin_drafting(work, BeginDrafting(agreement_id, expected_version))
    return screen.go(f"/perjanjian/{agreement_id}/draf")
