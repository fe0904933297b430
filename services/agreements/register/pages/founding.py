"""GET, POST /unit/baru"""

from typing import Annotated, get_args

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.agreements.register.commands.founding import FoundFacility, found_facility
from services.agreements.register.model.founding import OFFICIAL_CODE, NewFacility, Specialisation
from services.agreements.register.model.units import REGION_CODE, FacilityKind
from services.agreements.register.queries.units import ListOffices, list_offices, may_keep_units
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.console.writing import ZONE_NAMES
from shared.values.inputs import ShortText
from shared.values.terms import Zone
from shared.web.edge import CurrentWork

router = APIRouter(route_class=PageRoute)


class FoundedFacility(BaseModel):
    """A facility that exists from a day on, by the letter that founds it."""

    name: ShortText
    facility_kind: FacilityKind
    facility_class: ShortText | None = None
    specialisation: Specialisation = "general"
    official_code: Annotated[str, Field(pattern=OFFICIAL_CODE)]
    region: Annotated[str, Field(pattern=REGION_CODE)]
    located_in: ShortText
    town: ShortText
    zone: Zone
    valid_from: FormDay
    founding_letter: ShortText

    def command(self) -> FoundFacility:
        """The command that this form asks for."""
        facility = NewFacility(**self.model_dump(exclude={"valid_from", "founding_letter"}))
        return FoundFacility(facility, self.valid_from, self.founding_letter)


@router.get("/unit/baru")
async def show_form(work: CurrentWork, screen: CurrentScreen) -> Response:
    """The form."""
    return screen.show(
        "founding.html.j2",
        facility_kinds=get_args(FacilityKind),
        specialisations=get_args(Specialisation),
        offices=await list_offices(work, ListOffices()),
        zone_names=ZONE_NAMES,
        may_keep=may_keep_units(work),
    )


@router.post("/unit/baru")
async def found(
    work: CurrentWork, screen: CurrentScreen, form: Annotated[FoundedFacility, form_of(FoundedFacility)]
) -> Response:
    """Record the facility."""
    unit = await found_facility(work, form.command())
    return screen.go(f"/unit/{unit.id}")
