"""Units of every kind: ministry, directorate general, regional offices, facilities and partners."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.values.cooperation import UnitKind
from shared.values.refusals import Invalid, NotFound
from shared.values.terms import Zone
from shared.values.texts import Text

FacilityKind = Literal["lapas", "rutan", "lpka", "bapas", "rumah_sakit", "rupbasan"]
"""A rupbasan exists in the past only: in 2025 they passed to the Attorney General's Office."""

REGION_CODE = r"^[A-Z]{2,20}$"

INDIVIDUAL = "Mitra perorangan"
"""The name of an individual partner wherever its own may not be shown; its id tells one from another."""


class _Unit(BaseModel):
    model_config = ConfigDict(frozen=True)


class Unit(_Unit):
    """A unit of any kind as it is today, as parties, agencies and events name it.

    `lineage` is its own id followed by the ids above it (partners only form a tree); `resolved_id` is another id than
    `id` for a partner that was merged.
    """

    id: UUID
    kind: UnitKind
    name: str
    region: str | None = None
    zone: Zone | None = None
    category: str | None = None
    parent_id: UUID | None = None
    lineage: tuple[UUID, ...] = ()
    resolved_id: UUID | None = None

    @property
    def is_person(self) -> bool:
        """Whether it is an individual partner, whose name is personal data."""
        return self.category == "individual"

    @property
    def public_name(self) -> str:
        """The name for events and notices: an individual's own is personal data, and events are kept for ever."""
        return INDIVIDUAL if self.is_person else self.name


class RegionalOffice(_Unit):
    """A regional office with the code that facilities and positions name."""

    id: UUID
    code: str
    name: str
    area: str
    zone: Zone


class Facility(_Unit):
    """A facility; `region` is the code of its regional office, its days are counted in `zone`."""

    id: UUID
    name: str
    kind: FacilityKind
    specialisation: str
    facility_class: str | None
    # Tells no facility from another: Purwokerto alone has three.
    town: str
    region: str
    zone: Zone


class UnitPeriod(_Unit):
    """How a unit is called and to which office it belongs, from a day to a day; without a last day it goes on."""

    valid_from: date
    valid_until: date | None = None
    name: str
    facility_kind: FacilityKind | None = None
    facility_class: str | None = None
    office: str | None = None
    region: str | None = None
    zone: Zone


class FacilityNotFound(NotFound):
    """No facility has this id."""

    title = Text("UPT tidak ditemukan", "Facility not found")
    detail = Text(
        "Tidak ada UPT dengan id {id}. Cari di /facilities.", "No facility has the id {id}. Look it up in /facilities."
    )


class UnitNotFound(NotFound):
    """No unit has this id."""

    title = Text("Unit tidak ditemukan", "Unit not found")
    detail = Text("Tidak ada unit dengan id {id}.", "No unit has the id {id}.")


class UnitsUnknown(Invalid):
    """Units that a request names are not in the master data."""

    title = Text("Unit tidak dikenal", "Unknown unit")
    detail = Text(
        "Tidak ada unit dengan id {ids} dalam data induk. Cari di /units atau /partners.",
        "The master data has no unit with the ids {ids}. Look them up in /units or /partners.",
    )


def period_on(periods: list[UnitPeriod], day: date) -> UnitPeriod | None:
    """The period in which a day falls; None before the first."""
    return next(
        (p for p in periods if p.valid_from <= day and (p.valid_until is None or day <= p.valid_until)),
        None,
    )
