"""A facility that is founded: its name, kind, class, office and official code."""

from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from services.agreements.register.model.facts import FactKind
from services.agreements.register.model.units import OF_A_PERIOD, FacilityKind
from shared.values.refusals import Conflict
from shared.values.terms import Zone
from shared.values.texts import Text

OFFICIAL_CODE = r"^[0-9A-Za-z][0-9A-Za-z./-]{0,39}$"
Specialisation = Literal["general", "women", "juvenile", "youth", "narcotics", "open", "special", "hospital"]


class FacilityTaken(Conflict):
    """A facility has this name."""

    title = Text("UPT sudah ada", "Facility exists")
    detail = Text("{name} sudah tercatat.", "{name} is on record already.")


class OfficialCodeTaken(Conflict):
    """Another facility has this official code."""

    title = Text("Kode resmi sudah dipakai", "Official code taken")
    detail = Text("Kode resmi {code} dipakai {name}.", "The official code {code} is that of {name}.")


class Taken(NamedTuple):
    """The facility that has the name, and the one that has the official code."""

    name: str | None
    code: str | None


class NewFacility(BaseModel):
    """A facility as it is founded."""

    model_config = ConfigDict(frozen=True)

    name: str
    facility_kind: FacilityKind
    facility_class: str | None = None
    specialisation: Specialisation = "general"
    town: str
    region: str
    zone: Zone
    official_code: str
    located_in: str

    @property
    def of_period(self) -> dict[str, Any]:
        """The values that its first period has."""
        return {name: getattr(self, name) for name in OF_A_PERIOD}

    @property
    def facts(self) -> tuple[tuple[FactKind, str], ...]:
        """Its dated facts."""
        return (("official_code", self.official_code), ("province", self.located_in))
