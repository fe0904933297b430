"""Deciding whether devices of a facility may keep attendance."""

from dataclasses import dataclass
from uuid import UUID

from services.programs.devices.model import DeviceRule
from services.programs.devices.store import lock_device_rule, save_device_rule
from services.programs.months.access import CLOSERS, scope_to_change
from shared.access import Work, use_case
from shared.web.preconditions import require_version


@dataclass(frozen=True, slots=True)
class ChangeDeviceRule:
    """Allow or forbid that devices keep attendance until it is sent."""

    facility_id: UUID
    expected_version: int
    keeps_sheets: bool


@use_case(*CLOSERS, scope=scope_to_change)
async def change_device_rule(work: Work, command: ChangeDeviceRule) -> DeviceRule:
    """Change the rule; the head answers for the devices of the facility."""
    rule = await lock_device_rule(work.connection, command.facility_id)
    require_version(rule.version, command.expected_version)
    changed = rule.change(keeps_sheets=command.keeps_sheets)
    await save_device_rule(work, changed)
    return changed
