"""Units as the reference data describe them, and what a new edition of the data changes."""

from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.agreements.register.model.units import OF_A_PERIOD, FacilityKind
from shared.values.cooperation import UnitKind
from shared.values.terms import Zone


class ShippedUnit(BaseModel):
    """One row of the reference data."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    kind: UnitKind
    code: str | None = None
    name: str
    facility_kind: FacilityKind | None = None
    specialisation: str | None = None
    facility_class: str | None = None
    town: str | None = None
    area: str | None = None
    region: str | None = None
    zone: Zone

    def changes_since(self, before: "ShippedUnit") -> dict[str, Any]:
        """The values of a period that differ from those of an earlier edition."""
        # Compared with the earlier edition, not with the unit: what was recorded in Sinergi since stays as it is.
        return {name: getattr(self, name) for name in OF_A_PERIOD if getattr(self, name) != getattr(before, name)}


def central_unit(row: dict[str, str]) -> ShippedUnit:
    """A row of the ministry or the directorate general."""
    return ShippedUnit.model_validate(row)


def regional_office(row: dict[str, str]) -> ShippedUnit:
    """A row of a regional office, whose code is that of its region."""
    return ShippedUnit.model_validate({**row, "kind": "regional_office", "region": row["code"]})


def facility(row: dict[str, str]) -> ShippedUnit:
    """A row of a facility."""
    values = {"kind": "facility", "facility_kind": row["kind"], "region": row["regional_office"]}
    return ShippedUnit.model_validate({**row, **values, "facility_class": row["class"] or None})
