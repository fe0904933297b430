"""GET, POST /perjanjian/{id}/penggabungan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BeforeValidator, Field
from starlette.responses import Response

from services.agreements.agreement.pages.form import TermFields
from services.agreements.agreement.queries.filters import AgreementFilter
from services.agreements.agreement.queries.listing import ListAgreements, list_agreements
from services.agreements.agreement.queries.showing import AgreementDetails, ShowAgreement, show_agreement
from services.agreements.succession.commands.joining import DraftMerger, draft_merger
from services.agreements.succession.model.succession import NumberOfNoAgreement
from services.agreements.succession.pages.taking_over import kept_item, parties_together
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Instrument
from shared.values.inputs import Title
from shared.web.cursors import PageRequest
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


def _numbers(value: object) -> object:
    return value.split() if isinstance(value, str) else value


class Merger(TermFields):
    """The registration numbers of the other agreements, and title, instrument and term of the merged one."""

    other_numbers: Annotated[tuple[str, ...], BeforeValidator(_numbers), Field(min_length=1, max_length=19)]
    title: Title
    instrument: Instrument


@router.get("/perjanjian/{agreement_id}/penggabungan")
async def show_merging(work: CurrentWork, screen: CurrentScreen, agreement_id: UUID) -> Response:
    """The form."""
    agreement = await show_agreement(work, ShowAgreement(agreement_id))
    return screen.show("merging.html.j2", agreement=agreement, instruments=get_args(Instrument), parties=())


@router.post("/perjanjian/{agreement_id}/penggabungan")
async def merge(
    work: CurrentWork, screen: CurrentScreen, agreement_id: UUID, form: Annotated[Merger, form_of(Merger)]
) -> Response:
    """Draft one agreement with all parties, places and items of these; the draft can be changed afterwards."""
    first = await show_agreement(work, ShowAgreement(agreement_id))
    befores = [first, *[await _with_number(work, number) for number in form.other_numbers]]
    command = DraftMerger(
        instrument=form.instrument,
        level=first.level,
        keeper_id=first.keeper.id,
        title=form.title,
        term=form.term,
        legal_basis=first.legal_basis,
        funding=first.funding,
        parties=parties_together(befores),
        runs_at=tuple({unit.id: unit for before in befores for unit in before.runs_at}),
        scope_items=tuple(kept_item(item) for before in befores for item in before.scope_items),
        merges=tuple(before.id for before in befores),
    )
    receipt = await draft_merger(work, command)
    return screen.after(f"/perjanjian/{receipt.id}", receipt.cautions)


async def _with_number(work: Work, number: str) -> AgreementDetails:
    wanted = AgreementFilter(registration_number=number)
    found = await list_agreements(work, ListAgreements(wanted, PageRequest(after=None, limit=1)))
    if not found.items:
        raise NumberOfNoAgreement(number=number)
    return await show_agreement(work, ShowAgreement(found.items[0].id))
