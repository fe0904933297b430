"""Who keeps an agreement: the facility's people, at regional level the regional office, nationally the directorate."""

from typing import Protocol
from uuid import UUID

from services.agreements.agreement.store import level_and_units
from shared.access import Work
from shared.values.capabilities import NATION, Capability, Scope

KEEPERS = (Capability.OFFICER, Capability.HEAD, Capability.REGIONAL_REVIEWER, Capability.DIRECTORATE)


class OfAgreement(Protocol):
    """A command about one agreement."""

    @property
    def agreement_id(self) -> UUID:
        """Which agreement."""


def home(level: str, units: Scope) -> Scope:
    """Where those sit who keep an agreement of this level."""
    match level:
        case "facility":
            # Without the regions: a regional office reviews what its facilities draft, and does not write it for them.
            return Scope(facilities=units.facilities)
        case "regional":
            return Scope(regions=units.regions)
        case _:
            return NATION


async def home_of(work: Work, command: OfAgreement) -> Scope:
    """The scope of a command about an existing agreement."""
    return home(*await level_and_units(work.connection, command.agreement_id))
