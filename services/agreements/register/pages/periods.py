"""GET, POST /unit/{id}/periode"""

from typing import Annotated, get_args
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import Response

from services.agreements.register.commands.units import RecordPeriod, record_period
from services.agreements.register.model.units import REGION_CODE, FacilityKind, UnitPeriod
from services.agreements.register.queries.units import (
    ListOffices,
    ShowUnit,
    list_offices,
    may_keep_units,
    show_unit,
)
from shared.console.forms import FormDay, form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.console.writing import ZONE_NAMES
from shared.values.inputs import ShortText
from shared.values.terms import Zone
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class NewPeriod(BaseModel):
    """The unit as it is from a day on; a facility has a kind, a class and an office."""

    valid_from: FormDay
    valid_until: FormDay | None = None
    name: ShortText
    facility_kind: FacilityKind | None = None
    facility_class: ShortText | None = None
    region: Annotated[str | None, Field(pattern=REGION_CODE)] = None
    former_office: ShortText | None = None
    zone: Zone

    def command(self, unit_id: UUID, expected_version: int) -> RecordPeriod:
        """The command that this form asks for."""
        period = UnitPeriod(office=self.former_office, **self.model_dump(exclude={"former_office"}))
        return RecordPeriod(unit_id, expected_version, period)


@router.get("/unit/{unit_id}/periode")
async def show_new_period(work: CurrentWork, screen: CurrentScreen, unit_id: UUID) -> Response:
    """The form, filled with what holds today."""
    return screen.show(
        "periods.html.j2",
        unit=await show_unit(work, ShowUnit(unit_id)),
        facility_kinds=get_args(FacilityKind),
        offices=await list_offices(work, ListOffices()),
        zone_names=ZONE_NAMES,
        may_keep=may_keep_units(work),
    )


@router.post("/unit/{unit_id}/periode")
async def record(
    work: CurrentWork,
    screen: CurrentScreen,
    unit_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[NewPeriod, form_of(NewPeriod)],
) -> Response:
    """Record the period."""
    await record_period(work, form.command(unit_id, expected_version))
    return screen.go(f"/unit/{unit_id}")
