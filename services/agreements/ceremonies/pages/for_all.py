"""GET, POST /seremoni/{id}/tanda-tangan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.ceremonies.commands.for_all import SignForAll, sign_for_all
from services.agreements.ceremonies.model.parts import SigningAs
from services.agreements.ceremonies.pages.units import ChosenUnit, unit_of
from services.agreements.ceremonies.queries.showing import ShowCeremony, own_units, show_ceremony
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.capabilities import Capacity
from shared.values.cooperation import SignatureMethod, SignsFor
from shared.values.inputs import Paragraph, ShortText
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class SignatureForAllFields(BaseModel):
    """The position that signs for the keeper of the ceremony."""

    position: ShortText
    capacity: Capacity = "definitive"
    signs_for: SignsFor = "own"
    letter: ShortText | None = None
    method: SignatureMethod = "wet_ink"
    override_reason: Paragraph | None = None


@router.get("/seremoni/{ceremony_id}/tanda-tangan")
async def show_for_all(
    work: CurrentWork, screen: CurrentScreen, ceremony_id: UUID, unit: ChosenUnit = None
) -> Response:
    """The number of agreements that the unit has not signed, and the form."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    chosen = unit_of(work, ceremony, unit)
    return screen.show(
        "for_all.html.j2",
        ceremony=ceremony,
        unit=chosen,
        units=own_units(work, ceremony),
        unsigned=sum(not each.keeper_has_signed for each in ceremony.agreements if each.keeper_id == chosen.id),
        capacities=get_args(Capacity),
        signs_for=get_args(SignsFor),
        methods=get_args(SignatureMethod),
        results=None,
    )


@router.post("/seremoni/{ceremony_id}/tanda-tangan")
async def sign(
    work: CurrentWork,
    screen: CurrentScreen,
    ceremony_id: UUID,
    form: Annotated[SignatureForAllFields, form_of(SignatureForAllFields)],
    unit: ChosenUnit = None,
) -> Response:
    """Sign all of them; the ones that were refused are shown with the reason."""
    signs_as = SigningAs(**form.model_dump(exclude={"override_reason"}))
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    chosen = unit_of(work, ceremony, unit)
    results = await sign_for_all(work, SignForAll(ceremony_id, signs_as, form.override_reason, chosen.id))
    refused = [each for each in results if each.refusal is not None]
    cautions = {each.code: each for result in results for each in result.cautions}
    if not refused:
        return screen.after(f"/seremoni/{ceremony_id}/meja", list(cautions.values()))
    rows = {each.agreement_id: each for each in ceremony.agreements}
    return screen.show(
        "for_all.html.j2",
        ceremony=ceremony,
        results=[(rows[each.agreement_id], each.refusal) for each in refused],
        signed=len(results) - len(refused),
    )
