"""Rights to the names of a facility: its own officers give, read and erase them; others see who did."""

from services.programs.cohorts.access import require_own_officer
from services.programs.months.access import OfFacility
from services.programs.months.access import scope_to_change as scope_of_facility
from shared.access import Work
from shared.values.capabilities import Capability, Scope

OVERSEERS = (Capability.HEAD, Capability.AUDITOR, Capability.DATA_PROTECTION_OFFICER)
"""They see who has read names, and when; never a name."""


async def scope_to_name(work: Work, command: OfFacility) -> Scope:
    """The facility, for its own officers alone. Raises `FacilityNotFound` or `OutOfScope`."""
    scope = await scope_of_facility(work, command)
    require_own_officer(work.actor, scope)
    return scope
