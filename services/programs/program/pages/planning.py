"""GET, POST /program/baru"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.catalogue.model.template import Code, Template
from services.programs.catalogue.queries import (
    ListOwnTemplates,
    ListTemplates,
    ShowTemplate,
    list_own_templates,
    list_templates,
    show_template,
)
from services.programs.program.commands.planning import PlanProgram, plan_program
from services.programs.program.model.years import FiscalYear
from services.programs.program.queries.steps import facilities_to_plan_at
from shared.access import Work
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.values.cooperation import Pillar
from shared.values.inputs import ShortText
from shared.values.terms import day_in
from shared.web.cursors import PageRequest
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)
MOST_OWN = 200


class NewProgram(BaseModel):
    """A program that the facility runs on its own."""

    facility_id: UUID
    template: Code
    program_name: ShortText
    fiscal_year: FiscalYear
    pillar: Pillar | None = None

    def command(self) -> PlanProgram:
        """The command that this form asks for."""
        return PlanProgram(self.facility_id, self.template, self.program_name, self.fiscal_year, self.pillar)


@router.get("/program/baru")
async def show_new_program(work: CurrentWork, screen: CurrentScreen, kegiatan: Code | None = None) -> Response:
    """The facilities whose programs the reader runs, the templates, and the form; `kegiatan` is chosen already."""
    facilities = await facilities_to_plan_at(work)
    year = day_in(facilities[0].zone, work.now).year if facilities else None
    return screen.show(
        "planning.html.j2",
        facilities=facilities,
        templates=await _practices(work, [each.id for each in facilities], kegiatan or screen.typed("template")),
        chosen=kegiatan,
        pillars=get_args(Pillar),
        years=(year, year + 1, year - 1) if year else (),
    )


@router.post("/program/baru")
async def plan(work: CurrentWork, screen: CurrentScreen, form: Annotated[NewProgram, form_of(NewProgram)]) -> Response:
    """Plan the program."""
    program = await plan_program(work, form.command())
    return screen.go(f"/program/{program.id}")


async def _practices(work: Work, facilities: list[UUID], chosen: str | None) -> list[Template]:
    """The national practices, those of the facilities, and the chosen one, which may be that of another facility."""
    found = list(await list_templates(work, ListTemplates(None, None)))
    first_page = PageRequest(after=None, limit=MOST_OWN)
    for facility in facilities:
        found += (await list_own_templates(work, ListOwnTemplates(facility, None, None, first_page))).items
    if chosen and chosen not in {each.code for each in found}:
        found.append(await show_template(work, ShowTemplate(chosen)))
    return found
