"""GET, POST /seremoni/baru"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.agreements.agreement.pages.choices import own_units
from services.agreements.ceremonies.commands.preparing import CeremonyPlan, PrepareCeremony, prepare_ceremony
from services.agreements.ceremonies.model.parts import ListedAgreement
from services.agreements.ceremonies.pages.form import PlanFields, seats
from services.agreements.ceremonies.queries.listing import ListAgreementsToSign, list_agreements_to_sign
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class NewCeremonyFields(PlanFields):
    """A ceremony of one of the reader's units."""

    keeper_id: UUID


@router.get("/seremoni/baru")
async def show_new_ceremony(
    work: CurrentWork,
    screen: CurrentScreen,
    unit: Annotated[UUID | None, Query(description="the unit that keeps the ceremony")] = None,
) -> Response:
    """The form, with the agreements of one unit that can be signed."""
    units = [(id_, name) for id_, name, _ in await own_units(work)]
    keeper_id = unit or next((id_ for id_, _ in units), None)
    agreements = await list_agreements_to_sign(work, ListAgreementsToSign(keeper_id)) if keeper_id else []
    return screen.show("preparing.html.j2", units=units, keeper_id=keeper_id, agreements=agreements)


@router.post("/seremoni/baru")
async def prepare(
    work: CurrentWork,
    screen: CurrentScreen,
    form: Annotated[NewCeremonyFields, form_of(NewCeremonyFields)],
    unit: UUID | None = None,
) -> Response:
    """Prepare the ceremony; the signatories are given on the page of its preparation."""
    plan = CeremonyPlan(
        title=form.ceremony_title,
        planned_on=form.held_on_plan,
        begins_at=form.begins_at,
        venue=form.venue,
        speakers=seats(form.speakers, form.keeper_id),
        witnesses=seats(form.witnesses, form.keeper_id),
        guests=form.guests,
        agreements=tuple(ListedAgreement(agreement_id=each) for each in form.agreements),
    )
    ceremony = await prepare_ceremony(work, PrepareCeremony(form.keeper_id, plan))
    return screen.go(f"/seremoni/{ceremony.id}/persiapan")
