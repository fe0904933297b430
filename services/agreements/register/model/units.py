"""Facilities and regional offices, as the reference data has them."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.values.refusals import Invalid, NotFound
from shared.values.terms import Zone
from shared.values.texts import Text

# No rupbasan: in 2025 they passed to the Attorney General's Office.
FacilityKind = Literal["lapas", "rutan", "lpka", "bapas", "rumah_sakit"]
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
