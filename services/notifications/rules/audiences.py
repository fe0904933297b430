"""Audiences: whom an event concerns, and the desks at which they sit.

An event is read by the names that all events share (`facility`, `partners`, `scope_items` …), whatever its type.
"""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.notifications.directory.model import Desk
from shared.values.capabilities import Capability
from shared.values.terms import Zone
from shared.values.texts import Text

Audience = Literal[
    "facility_officer", "facility_head", "region_reviewer", "directorate", "partner_contacts", "agency_contacts"
]

LABELS: dict[Audience, Text] = {
    "facility_officer": Text("petugas satuan kerja", "the facility's officer"),
    "facility_head": Text("kepala satuan kerja", "the facility's head"),
    "region_reviewer": Text("penelaah kantor wilayah", "the regional reviewer"),
    "directorate": Text("direktorat", "the directorate"),
    "partner_contacts": Text("narahubung mitra", "the partner's contacts"),
    "agency_contacts": Text("narahubung instansi pelaksana", "the responsible agencies' contacts"),
}


class Unit(BaseModel):
    """A facility, with its region and the zone of its calendar."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    region: str
    zone: Zone


class Agency(BaseModel):
    """A partner, or an agency of one."""

    model_config = ConfigDict(frozen=True)

    id: UUID


class Item(BaseModel):
    """A scope item: its field, and the agency that answers for it."""

    model_config = ConfigDict(frozen=True)

    field: str
    agency: Agency | None


class Concerned(BaseModel):
    """Whom an event concerns. `added` is a list in some events and only a number in others."""

    model_config = ConfigDict(frozen=True)

    facility: Unit | None = None
    facilities: tuple[Unit, ...] = ()
    partner: Agency | None = None
    partners: tuple[Agency, ...] = ()
    agency: Agency | None = None
    item: Item | None = None
    scope_items: tuple[Item, ...] = ()
    added: tuple[Item, ...] | int = ()

    @classmethod
    def by(cls, event: object) -> "Concerned":
        """Those whom `event` concerns."""
        return cls.model_validate(event, from_attributes=True)

    @property
    def units(self) -> tuple[Unit, ...]:
        """The facilities."""
        return (self.facility, *self.facilities) if self.facility else self.facilities

    @property
    def items(self) -> tuple[Item, ...]:
        """The scope items that are named."""
        added = () if isinstance(self.added, int) else self.added
        return (*self.scope_items, *added, *((self.item,) if self.item else ()))

    def items_of(self, desk: Desk) -> tuple[Item, ...]:
        """The scope items for which the agency at `desk` answers."""
        return tuple(item for item in self.items if item.agency and str(item.agency.id) == desk.unit)

    def home_of(self, desk: Desk) -> Unit | None:
        """The facility that a notice at `desk` is about; of several, the first within the desk's view."""
        # A desk in the east must not be given a day that is counted at a facility in the west.
        in_view = (unit for unit in self.units if desk.unit in (unit.region, str(unit.id)))
        return next(in_view, self.units[0] if self.units else None)


def desks(event: object, audience: Audience) -> frozenset[Desk]:
    """The desks of `audience`, as far as `event` concerns them."""
    concerned = Concerned.by(event)
    match audience:
        case "facility_officer":
            return frozenset(Desk(Capability.OFFICER, "facility", str(unit.id)) for unit in concerned.units)
        case "facility_head":
            return frozenset(Desk(Capability.HEAD, "facility", str(unit.id)) for unit in concerned.units)
        case "region_reviewer":
            return frozenset(Desk(Capability.REGIONAL_REVIEWER, "region", unit.region) for unit in concerned.units)
        case "directorate":
            return frozenset({Desk(Capability.DIRECTORATE, "nation")})
        case "partner_contacts":
            return _contacts(concerned.partner, *concerned.partners)
        case "agency_contacts":
            return _contacts(concerned.agency, *(item.agency for item in concerned.items))


def _contacts(*agencies: Agency | None) -> frozenset[Desk]:
    return frozenset(Desk(Capability.PARTNER_CONTACT, "partner", str(agency.id)) for agency in agencies if agency)
