"""Job: a period of a unit that begins brings the unit its name, kind, class, office and zone."""

from services.agreements.register.commands.units import BeginPeriods, begin_all_periods
from shared.access import Work


async def begin_periods(work: Work) -> None:
    """Take over the periods that have begun, by the calendar of each unit."""
    await begin_all_periods(work, BeginPeriods())
