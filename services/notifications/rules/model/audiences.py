"""Audiences: the desks that a rule notifies, among the units that an event concerns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from services.notifications.directory.model import Desk
from shared.values.capabilities import Capability
from shared.values.cooperation import Level
from shared.values.terms import Zone

Audience = Literal[
    "keepers",
    "keeper_heads",
    "supervisors",
    "facility_officer",
    "facility_head",
    "region_reviewer",
    "directorate",
    "partner_contacts",
    "agency_contacts",
]
"""The keepers of an agreement follow its level: the officers of its facilities, the regional office, or the directorate
general. Keepers' heads exist at facility level only; the supervisors are the next level above the keepers.
"""

KEEPERS: Mapping[Level, Audience] = {
    "facility": "facility_officer",
    "regional": "region_reviewer",
    "national": "directorate",
}
SUPERVISORS: Mapping[Level, Audience] = {"facility": "region_reviewer", "regional": "directorate"}


@dataclass(frozen=True, slots=True)
class Facility:
    """A facility, with its region and the zone of its calendar."""

    id: UUID
    region: str
    zone: Zone


@dataclass(frozen=True, slots=True)
class Item:
    """A scope item: its field, and the agency that answers for it."""

    field: str
    agency_id: UUID | None


@dataclass(frozen=True, slots=True)
class Concerned:
    """The facilities, partners, agencies and scope items that an event concerns.

    `regions` are the offices that it concerns themselves, besides those of the facilities.
    """

    facilities: tuple[Facility, ...]
    partner_ids: tuple[UUID, ...] = ()
    agency_ids: tuple[UUID, ...] = ()
    items: tuple[Item, ...] = ()
    level: Level = "facility"
    regions: tuple[str, ...] = ()

    def items_of(self, desk: Desk) -> tuple[Item, ...]:
        """The scope items for which the agency at `desk` answers."""
        return tuple(item for item in self.items if item.agency_id and str(item.agency_id) == desk.unit)

    def facility_for(self, desk: Desk) -> Facility | None:
        """The facility that a notice at `desk` is about: the first in the desk's own unit, otherwise the first."""
        # A desk in the east must not be given a day that is counted at a facility in the west.
        own = (facility for facility in self.facilities if desk.unit in (facility.region, str(facility.id)))
        return next(own, self.facilities[0] if self.facilities else None)

    def desks(self, audience: Audience) -> frozenset[Desk]:
        """The desks of an audience."""
        match audience:
            case "keepers":
                return self._desks_of(KEEPERS[self.level])
            case "keeper_heads":
                return self._desks_of("facility_head") if self.level == "facility" else frozenset()
            case "supervisors":
                return self._desks_of(SUPERVISORS[self.level]) if self.level in SUPERVISORS else frozenset()
        return self._desks_of(audience)

    def _desks_of(self, audience: Audience) -> frozenset[Desk]:
        """The desks of an audience that is the same on every level."""
        regions = (*(each.region for each in self.facilities), *self.regions)
        desks: dict[Audience, Iterable[Desk]] = {
            "facility_officer": (Desk(Capability.OFFICER, "facility", str(each.id)) for each in self.facilities),
            "facility_head": (Desk(Capability.HEAD, "facility", str(each.id)) for each in self.facilities),
            "region_reviewer": (Desk(Capability.REGIONAL_REVIEWER, "region", each) for each in regions),
            "directorate": (Desk(Capability.DIRECTORATE, "nation"),),
            "partner_contacts": _contacts(self.partner_ids),
            "agency_contacts": _contacts((*self.agency_ids, *(item.agency_id for item in self.items))),
        }
        return frozenset(desks[audience])


def _contacts(partner_ids: Iterable[UUID | None]) -> Iterable[Desk]:
    return (Desk(Capability.PARTNER_CONTACT, "partner", str(each)) for each in partner_ids if each)
