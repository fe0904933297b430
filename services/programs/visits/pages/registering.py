"""GET, POST /kunjungan/pencatatan"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from services.programs.visits.commands.recording import RegisterVisit, register_visit
from services.programs.visits.model.parts import Topic
from services.programs.visits.model.visit import VisitTarget
from services.programs.visits.pages.choosing import other_facility
from services.programs.visits.pages.form import Topics, VisitMinutesForm
from services.programs.visits.queries.steps import choices_of_programs
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import ExchangeKind, VisitSide
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class VisitRegistrationForm(VisitMinutesForm):
    """A visit that was arranged elsewhere: the own facility, and what the visit was about."""

    own_facility: UUID
    topics: Topics

    def target(self, other: UUID, own_side: VisitSide) -> VisitTarget:
        """The host and the guest."""
        own = self.own_facility
        return VisitTarget(own, other) if own_side == "host" else VisitTarget(other, own)


@router.get("/kunjungan/pencatatan")
async def show_registration(
    work: CurrentWork,
    screen: CurrentScreen,
    upt: UUID | None = None,
    peran: VisitSide = "host",
    cari: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """The other facility is chosen first, then the form is filled; the host names the programs that were inspected."""
    values = await other_facility(work, upt, cari)
    return screen.show(
        "registering.html.j2",
        **values,
        own_side=peran,
        programs=await choices_of_programs(work, [each.id for each in values["own"]]) if peran == "host" else (),
        sides=get_args(VisitSide),
        exchange_kinds=get_args(ExchangeKind),
    )


@router.post("/kunjungan/pencatatan")
async def register(
    work: CurrentWork,
    screen: CurrentScreen,
    upt: UUID,
    peran: VisitSide,
    form: Annotated[VisitRegistrationForm, form_of(VisitRegistrationForm)],
) -> Response:
    """Record the visit."""
    topics = tuple(Topic(title=each) for each in form.topics)
    visit = await register_visit(work, RegisterVisit(form.target(upt, peran), topics, form.minutes()))
    return screen.go(f"/kunjungan/{visit.id}")
