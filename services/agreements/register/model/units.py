"""Units of every kind, and our own units with their periods."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.register.model.partners import INDIVIDUAL
from shared.values.capabilities import NATION, Scope
from shared.values.cooperation import UnitKind
from shared.values.refusals import Invalid, NotFound
from shared.values.terms import Zone
from shared.values.texts import Text

FacilityKind = Literal["lapas", "rutan", "lpka", "bapas", "rumah_sakit", "rupbasan"]
"""A rupbasan exists in the past only: in 2025 they passed to the Attorney General's Office."""
OF_A_PERIOD = ("name", "facility_kind", "facility_class", "region", "zone")
"""The values of a unit that its periods have; the others only describe it."""
REGION_CODE = r"^[A-Z]{2,20}$"


class FacilityNotFound(NotFound):
    """No facility has the id in the URL."""

    title = Text("UPT tidak ditemukan", "Facility not found")
    detail = Text("Tidak ada UPT dengan id {id}.", "No facility has the id {id}.")


class FacilityUnknown(Invalid):
    """The request names a facility that does not exist."""

    title = Text("UPT tidak dikenal", "Unknown facility")
    detail = Text(
        "Tidak ada UPT dengan id {id}. Cari di /facilities.",
        "No facility has the id {id}. Look it up in /facilities.",
    )


class UnitNotFound(NotFound):
    """None of our own units has the id in the URL."""

    title = Text("Unit tidak ditemukan", "Unit not found")
    detail = Text("Tidak ada unit dengan id {id}.", "No unit has the id {id}.")


class UnitUnknown(Invalid):
    """The request names a unit that does not exist."""

    title = Text("Unit tidak dikenal", "Unknown unit")
    detail = Text(
        "Tidak ada unit dengan id {ids} dalam data induk. Cari di /units, /facilities atau /partners.",
        "The master data has no unit with the id {ids}. Look it up in /units, /facilities or /partners.",
    )


class PeriodEndsEarly(Invalid):
    """The last day of a unit's period is before the first."""

    title = Text("Periode unit terbalik", "Period of the unit ends early")
    detail = Text(
        "Periode berakhir {until}, sebelum mulai {since}.", "The period ends on {until}, before it begins on {since}."
    )


class PeriodUnfit(Invalid):
    """Only a facility has a kind, and moves to another office."""

    title = Text("Periode tidak sesuai dengan unit", "Period does not fit the unit")
    detail = Text(
        "{name} bukan UPT: jenis UPT dan kantor wilayah tidak dapat diubah.",
        "{name} is no facility: it has no kind of facility and does not move to another office.",
    )


class Unit(BaseModel):
    """A unit of any kind as it is today, as parties, agencies and events name it.

    `id` is that of the partner that stays if it was named by the id of a merged one. `lineage` is its own id followed
    by the ids above it, which only partners have.
    """

    model_config = ConfigDict(frozen=True)

    id: UUID
    kind: UnitKind
    name: str
    region: str | None = None
    zone: Zone | None = None
    category: str | None = None
    lineage: tuple[UUID, ...] = ()

    @property
    def is_person(self) -> bool:
        """Whether it is an individual partner, whose name is personal data."""
        return self.category == "individual"

    @property
    def public_name(self) -> str:
        """The name for events and notices: an individual's own is personal data, and events are kept forever."""
        return INDIVIDUAL if self.is_person else self.name

    @property
    def scope(self) -> Scope:
        """The scope of a position in this unit."""
        match self.kind:
            case "facility":
                return Scope(facilities=frozenset({self.id}))
            case "regional_office":
                return Scope(regions=frozenset({self.region} if self.region else ()))
            case "partner":
                return Scope(partners=frozenset({self.id}))
            case _:
                return NATION


class RegionalOffice(BaseModel):
    """A regional office with the code that facilities and positions name."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    code: str
    name: str
    area: str
    zone: Zone


class Facility(BaseModel):
    """A facility; `region` is the code of its regional office, its days are counted in `zone`."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    name: str
    kind: FacilityKind
    specialisation: str
    facility_class: str | None
    # Not unique: Purwokerto alone has three facilities.
    town: str
    region: str
    zone: Zone


class UnitPeriod(BaseModel):
    """Name, kind, class and office of a unit from a day on; without a last day the period has not ended.

    `office` is the name of the office of that time, also if it belonged to another ministry.
    """

    model_config = ConfigDict(frozen=True)

    valid_from: date
    valid_until: date | None = None
    name: str
    facility_kind: FacilityKind | None = None
    facility_class: str | None = None
    office: str | None = None
    region: str | None = None
    zone: Zone


class OwnUnit(BaseModel):
    """One of our own units as it is today, with its version and the units whose work it continues."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    kind: UnitKind
    code: str | None
    name: str
    facility_kind: FacilityKind | None
    facility_class: str | None
    region: str | None
    zone: Zone
    version: int
    predecessors: tuple[UUID, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        """The values that a period of the unit has."""
        return {name: getattr(self, name) for name in OF_A_PERIOD}

    def in_period(self, period: UnitPeriod) -> "OwnUnit":
        """The unit with the values of a period, in the next version if they differ."""
        values = {name: getattr(period, name) for name in ("name", "facility_class", "zone")}
        values |= {"facility_kind": period.facility_kind or self.facility_kind, "region": period.region or self.region}
        changed = self.model_copy(update=values)
        return self if changed == self else changed.model_copy(update={"version": self.version + 1})


def check_period(unit: OwnUnit, period: UnitPeriod) -> None:
    """Raise `PeriodEndsEarly` or `PeriodUnfit`."""
    if period.valid_until is not None and period.valid_until < period.valid_from:
        raise PeriodEndsEarly(since=period.valid_from, until=period.valid_until)
    if unit.kind != "facility" and (period.facility_kind or (period.region and period.region != unit.region)):
        raise PeriodUnfit(name=unit.name)


def period_on(periods: Sequence[UnitPeriod], day: date) -> UnitPeriod | None:
    """The period in which a day falls; none before the first one."""
    return next(
        (each for each in periods if each.valid_from <= day and (each.valid_until is None or day <= each.valid_until)),
        None,
    )
