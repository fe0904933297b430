"""The routes of devices.

GET /facilities/{id}/device-rule
PUT /facilities/{id}/device-rule
"""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from services.programs.devices import queries
from services.programs.devices.commands import ChangeDeviceRule, change_device_rule
from shared.web.edge import CurrentWork, WorkRoute
from shared.web.preconditions import ExpectedVersion
from shared.web.responses import Versioned

router = APIRouter(route_class=WorkRoute, tags=["devices"])


class DeviceRuling(BaseModel):
    """Whether devices may keep attendance until it is sent."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"keeps_sheets": False}]})

    keeps_sheets: bool = Field(strict=True)


@router.get("/facilities/{facility_id}/device-rule", summary="Aturan perangkat / show the rule for devices")
async def show_device_rule(work: CurrentWork, facility_id: UUID) -> Versioned[queries.DeviceRuleDetails]:
    """Whether devices of a facility may keep attendance while there is no network."""
    rule = await queries.show_device_rule(work, queries.ShowDeviceRule(facility_id))
    return Versioned(rule, rule.version)


@router.put("/facilities/{facility_id}/device-rule", summary="Ubah aturan perangkat / change the rule for devices")
async def change(
    work: CurrentWork, facility_id: UUID, body: DeviceRuling, expected_version: ExpectedVersion
) -> Versioned[queries.DeviceRuleDetails]:
    """Allow or forbid it. A sheet that a device keeps already is sent as before, or deleted after six days."""
    rule = await change_device_rule(work, ChangeDeviceRule(facility_id, expected_version, body.keeps_sheets))
    details = queries.DeviceRuleDetails.model_validate(rule, from_attributes=True)
    return Versioned(details, details.version)
