"""Audiences: the desks that a rule notifies, among the units that an event concerns."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from services.notifications.directory.model import Desk
from shared.values.capabilities import Capability
from shared.values.terms import Zone

Audience = Literal[
    "facility_officer", "facility_head", "region_reviewer", "directorate", "partner_contacts", "agency_contacts"
]


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
    """The facilities, partners, agencies and scope items that an event concerns."""

    facilities: tuple[Facility, ...]
    partner_ids: tuple[UUID, ...] = ()
    agency_ids: tuple[UUID, ...] = ()
    items: tuple[Item, ...] = ()

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
            case "facility_officer":
                return frozenset(Desk(Capability.OFFICER, "facility", str(each.id)) for each in self.facilities)
            case "facility_head":
                return frozenset(Desk(Capability.HEAD, "facility", str(each.id)) for each in self.facilities)
            case "region_reviewer":
                return frozenset(Desk(Capability.REGIONAL_REVIEWER, "region", each.region) for each in self.facilities)
            case "directorate":
                return frozenset({Desk(Capability.DIRECTORATE, "nation")})
            case "partner_contacts":
                return _contacts(*self.partner_ids)
            case "agency_contacts":
                return _contacts(*self.agency_ids, *(item.agency_id for item in self.items))


def _contacts(*partner_ids: UUID | None) -> frozenset[Desk]:
    return frozenset(Desk(Capability.PARTNER_CONTACT, "partner", str(each)) for each in partner_ids if each)
