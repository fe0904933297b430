"""The rule of a facility for its devices."""

from dataclasses import dataclass, replace
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DeviceRule:
    """Whether a device may keep an unsent sheet. Version 0: the facility has not decided.

    A device keeps short codes and marks, never pseudonyms or names.
    """

    facility_id: UUID
    keeps_sheets: bool = True
    version: int = 0

    def change(self, *, keeps_sheets: bool) -> "DeviceRule":
        """The rule as the facility decides it."""
        return replace(self, keeps_sheets=keeps_sheets, version=self.version + 1)
