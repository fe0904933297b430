"""GET, POST /perangkat/{facility_id}"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from services.programs.devices.commands import ChangeDeviceRule, change_device_rule
from services.programs.devices.queries import ShowDeviceRule, show_device_rule
from shared.console.forms import form_of
from shared.console.page_route import PageRoute
from shared.console.screen import CurrentScreen
from shared.web.edge import CurrentWork
from shared.web.preconditions import ExpectedVersion

router = APIRouter(route_class=PageRoute)


class DeviceRuling(BaseModel):
    """Whether devices may keep attendance until it is sent."""

    keeps_sheets: bool


@router.get("/perangkat/{facility_id}")
async def show_rule(work: CurrentWork, screen: CurrentScreen, facility_id: UUID) -> Response:
    """The rule; the head changes it."""
    rule = await show_device_rule(work, ShowDeviceRule(facility_id))
    changes = await change_device_rule.permits(work, ShowDeviceRule(facility_id))
    return screen.show("changing.html.j2", rule=rule, changes=changes)


@router.post("/perangkat/{facility_id}")
async def change(
    work: CurrentWork,
    screen: CurrentScreen,
    facility_id: UUID,
    expected_version: ExpectedVersion,
    form: Annotated[DeviceRuling, form_of(DeviceRuling)],
) -> Response:
    """Change the rule."""
    await change_device_rule(work, ChangeDeviceRule(facility_id, expected_version, form.keeps_sheets))
    return screen.go(f"/perangkat/{facility_id}")
