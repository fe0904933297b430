"""GET, POST /perjanjian/{id}/draf
GET, POST /perjanjian/{id}/penyusunan
"""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from services.agreements.agreement.commands.drafting import BeginDrafting, ChangeDraft, begin_drafting, change_draft
from services.agreements.agreement.model.drafts import NewParty
from services.agreements.agreement.model.parts import Party
from services.agreements.agreement.pages.choices import agencies_of, draft_choices
from services.agreements.agreement.pages.drafting import Partners
from services.agreements.agreement.pages.form import DraftForm
from services.agreements.agreement.pages.partner_search import found_partners, search_in
from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)
MOST_PARTIES = 20
"""Of more parties, as a national agreement has them, the form leaves out the facilities."""


@router.get("/perjanjian/{agreement_id}/draf")
async def show_draft(
    work: CurrentWork,
    screen: CurrentScreen,
    agreement_id: UUID,
    mitra: Partners = [],  # noqa: B006 -- FastAPI copies it
) -> Response:
    """The draft as a form; partners that were searched and chosen are further parties."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    partners = [party.unit.id for party in agreement.parties if party.unit.kind == "partner"]
    present = {party.unit.id for party in agreement.parties}
    search = search_in(screen, mitra)
    search = search._replace(chosen=tuple(each for each in search.chosen if each not in present))
    found, added = await found_partners(work, search)
    return screen.show(
        "changing.html.j2",
        agreement=agreement,
        parties=_parties_shown(agreement),
        found=found,
        chosen=added,
        agencies=await agencies_of(work, (*partners, *search.chosen)),
        searched=search.words,
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
) -> Response:
    """Replace the content of a draft; what the form does not show stays."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    content = form.content()
    command = ChangeDraft(
        agreement_id=agreement_id,
        expected_version=expected_version,
        umbrella_id=agreement.umbrella_id,
        runs_at=_places(agreement),
        **content | {"parties": _with_those_left_out(agreement, content["parties"])},
    )
    receipt = await change_draft(work, command)
    return screen.after(f"/perjanjian/{agreement_id}", receipt.cautions)


def _parties_shown(agreement: AgreementDetails) -> list[Party]:
    many = len(agreement.parties) > MOST_PARTIES
    return [party for party in agreement.parties if not many or party.unit.kind != "facility"]


def _with_those_left_out(agreement: AgreementDetails, given: Iterable[NewParty]) -> tuple[NewParty, ...]:
    """The parties of the form, and those that it left out, in the order of the draft."""
    shown = {party.unit.id for party in _parties_shown(agreement)}
    by_unit = {party.unit_id: party for party in given} | {
        party.unit.id: NewParty(unit_id=party.unit.id, role=party.role, signers=party.signers)
        for party in agreement.parties
        if party.unit.id not in shown
    }
    before = [party.unit.id for party in agreement.parties]
    added = [unit_id for unit_id in by_unit if unit_id not in set(before)]
    return tuple(by_unit[unit_id] for unit_id in (*before, *added) if unit_id in by_unit)


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
