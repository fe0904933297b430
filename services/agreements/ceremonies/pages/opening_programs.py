"""GET, POST /seremoni/{id}/program"""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.agreements.ceremonies.commands.preparing import CeremonyPlan, ChangePreparation, change_preparation
from services.agreements.ceremonies.model.parts import LARGEST_CAPACITY, ListedAgreement, OpeningProgram
from services.agreements.ceremonies.queries.programs import ListProgramsOfCeremony, list_programs_of_ceremony
from services.agreements.ceremonies.queries.showing import ShowCeremony, show_ceremony
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class OpeningFields(BaseModel):
    """The capacity of each program that opens, by the number of its line on the page."""

    capacities: Mapping[str, Annotated[int, Field(ge=1, le=LARGEST_CAPACITY)]] = {}


@router.get("/seremoni/{ceremony_id}/program")
async def show_programs(work: CurrentWork, screen: CurrentScreen, ceremony_id: UUID) -> Response:
    """The program items of the list."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    programs = await list_programs_of_ceremony(work, ListProgramsOfCeremony(ceremony_id))
    return screen.show("opening_programs.html.j2", ceremony=ceremony, programs=programs)


@router.post("/seremoni/{ceremony_id}/program")
async def choose(
    work: CurrentWork,
    screen: CurrentScreen,
    ceremony_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[OpeningFields, form_of(OpeningFields)],
) -> Response:
    """Let the programs with a capacity open at the ceremony; the rest of the preparation stays."""
    ceremony = await show_ceremony(work, ShowCeremony(ceremony_id))
    programs = await list_programs_of_ceremony(work, ListProgramsOfCeremony(ceremony_id))
    opens = tuple(
        OpeningProgram(agreement_id=each.agreement_id, scope_item_id=each.scope_item_id, capacity=capacity)
        for number, each in enumerate(programs, start=1)
        if (capacity := form.capacities.get(str(number)))
    )
    plan = CeremonyPlan(
        title=ceremony.title,
        planned_on=ceremony.planned_on,
        begins_at=ceremony.begins_at,
        venue=ceremony.venue,
        speakers=ceremony.speakers,
        witnesses=ceremony.witnesses,
        guests=tuple(each.id for each in ceremony.guests),
        agreements=tuple(
            ListedAgreement(agreement_id=each.agreement_id, signatories=each.signatories) for each in ceremony.entries
        ),
        opens=opens,
    )
    await change_preparation(work, ChangePreparation(ceremony_id, expected_version, plan))
    return screen.go(f"/seremoni/{ceremony_id}")
