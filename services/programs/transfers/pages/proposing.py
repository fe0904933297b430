"""GET, POST /kohort/{id}/peserta/{id}/pindahan"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.cohorts.queries import ShowEnrolment, show_enrolment
from services.programs.transfers.commands.proposing import ProposeTransfer, propose_transfer
from services.programs.transfers.queries import destinations_like
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class Proposal(BaseModel):
    """The facility where the participant is now."""

    destination: UUID


@router.get("/kohort/{cohort_id}/peserta/{enrolment_id}/pindahan")
async def show_proposing(
    work: CurrentWork,
    screen: CurrentScreen,
    cohort_id: UUID,
    enrolment_id: UUID,
    *,
    cari: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The new facility is searched by its name, and chosen among those that were found."""
    enrolment = await show_enrolment(work, ShowEnrolment(enrolment_id))
    searched = cari.strip()
    found = await destinations_like(work, enrolment_id, searched) if searched else []
    return screen.show("proposing.html.j2", cohort_id=cohort_id, enrolment=enrolment, searched=searched, found=found)


@router.post("/kohort/{cohort_id}/peserta/{enrolment_id}/pindahan")
async def propose(
    work: CurrentWork,
    screen: CurrentScreen,
    enrolment_id: UUID,
    form: Annotated[Proposal, form_of(Proposal)],
) -> Response:
    """Propose the transfer."""
    transfer = await propose_transfer(work, ProposeTransfer(enrolment_id, form.destination))
    return screen.go(f"/pindahan/{transfer.id}")
