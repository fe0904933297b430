"""GET, POST /seremoni/{id}/nomor"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.agreements.ceremonies.commands.numbering import ReserveNumbers, reserve_numbers
from services.agreements.ceremonies.pages.units import ChosenUnit, unit_of
from services.agreements.ceremonies.queries.showing import ShowCeremony, own_units, show_ceremony
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.inputs import Paragraph, ShortText
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class NumberBlockFields(BaseModel):
    """The pattern of the numbers and the first running number."""

    pattern: ShortText
    first_number: int = Field(ge=1, le=1_000_000)
    dated_on: FormDay | None = None
    override_reason: Paragraph | None = None


@router.get("/seremoni/{ceremony_id}/nomor")
async def show_numbers(
    work: CurrentWork, screen: CurrentScreen, ceremony_id: UUID, unit: ChosenUnit = None
) -> Response:
    """The number of agreements of the unit without a number of it, and the form."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    chosen = unit_of(work, ceremony, unit)
    own = [each for each in ceremony.agreements if each.keeper_id == chosen.id]
    return screen.show(
        "numbering.html.j2",
        ceremony=ceremony,
        unit=chosen,
        units=own_units(work, ceremony),
        numberless=sum(each.document_number is None for each in own),
    )


@router.post("/seremoni/{ceremony_id}/nomor")
async def reserve(
    work: CurrentWork,
    screen: CurrentScreen,
    ceremony_id: UUID,
    form: Annotated[NumberBlockFields, form_of(NumberBlockFields)],
    unit: ChosenUnit = None,
) -> Response:
    """Number all of them, in the order of the list."""
    chosen = unit_of(work, await show_ceremony(work, ShowCeremony(ceremony_id)), unit)
    command = ReserveNumbers(
        ceremony_id, form.pattern, form.first_number, form.dated_on, form.override_reason, chosen.id
    )
    await reserve_numbers(work, command)
    return screen.go(f"/seremoni/{ceremony_id}")
