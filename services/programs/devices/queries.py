"""The rule of a facility for its devices."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel

from services.programs.months.access import scope_to_read
from services.programs.program.access import OFFICES
from shared.access import Work, use_case


class DeviceRuleDetails(BaseModel):
    """Whether devices may keep attendance until it is sent. Version 0: the facility has not decided, and they may."""

    facility_id: UUID
    keeps_sheets: bool
    version: int


@dataclass(frozen=True, slots=True)
class ShowDeviceRule:
    """The rule of a facility."""

    facility_id: UUID


@use_case(*OFFICES, scope=scope_to_read, changes=False)
async def show_device_rule(work: Work, query: ShowDeviceRule) -> DeviceRuleDetails:
    """The rule of a facility."""
    row = await work.connection.fetchrow("SELECT * FROM device_rule WHERE facility_id = $1", query.facility_id)
    if row is None:
        return DeviceRuleDetails(facility_id=query.facility_id, keeps_sheets=True, version=0)
    return DeviceRuleDetails(**row)


async def keeps_sheets(work: Work, facility_id: UUID) -> bool:
    """Whether a device may keep a sheet of this facility, for the page of the sheet."""
    kept: bool | None = await work.connection.fetchval(
        "SELECT keeps_sheets FROM device_rule WHERE facility_id = $1", facility_id
    )
    return kept is not False
