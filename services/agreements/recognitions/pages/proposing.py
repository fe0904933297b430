"""GET /penghargaan/baru
GET, POST /penghargaan/baru/{unit_id}/{partner_id}
"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.agreements.recognitions.commands import ProposeRecognition, propose_recognition
from services.agreements.recognitions.model import RecognisedPartnerUnfit
from services.agreements.recognitions.queries import ListRecognisable, list_recognisable
from services.agreements.register.queries.partners import ShowPartner, show_partner
from services.agreements.register.queries.units import ShowUnit, show_unit
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import RecognitionGround, RecognitionKind
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class RecognitionForm(BaseModel):
    """The form of the recognition, its ground and its period."""

    kind: RecognitionKind
    ground: RecognitionGround
    period_from: FormDay
    period_until: FormDay


@router.get("/penghargaan/baru")
async def show_candidates(work: CurrentWork, screen: CurrentScreen) -> Response:
    """The partners that have delivered in the last year."""
    found = await list_recognisable(work, ListRecognisable())
    return screen.show("candidates.html.j2", found=found)


@router.get("/penghargaan/baru/{unit_id}/{partner_id}")
async def show_form(work: CurrentWork, screen: CurrentScreen, unit_id: UUID, partner_id: UUID) -> Response:
    """The partner's deliveries of the last year, and the form."""
    found = await list_recognisable(work, ListRecognisable())
    named = (unit_id, partner_id)
    candidate = next((each for each in found.partners if (each.unit_id, each.partner_id) == named), None)
    if candidate is None:
        partner, unit = await show_partner(work, ShowPartner(partner_id)), await show_unit(work, ShowUnit(unit_id))
        raise RecognisedPartnerUnfit(unit=unit.name, name=partner.name)
    grounds = [each for each in get_args(RecognitionGround) if candidate.figures.shows(each)]
    kinds = get_args(RecognitionKind)
    return screen.show("proposing.html.j2", candidate=candidate, found=found, grounds=grounds, kinds=kinds)


@router.post("/penghargaan/baru/{unit_id}/{partner_id}")
async def propose(
    work: CurrentWork,
    screen: CurrentScreen,
    unit_id: UUID,
    partner_id: UUID,
    form: Annotated[RecognitionForm, form_of(RecognitionForm)],
) -> Response:
    """Propose the recognition."""
    recognition = await propose_recognition(work, ProposeRecognition(unit_id, partner_id, **form.model_dump()))
    return screen.go(f"/penghargaan/{recognition.id}")
