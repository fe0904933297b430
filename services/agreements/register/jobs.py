"""Jobs: a period of a unit that begins brings the unit its values; names of partners are taken apart once."""

from services.agreements.register.commands.duplicates import NamePartners
from services.agreements.register.commands.duplicates import name_partners as name_all_partners
from services.agreements.register.commands.units import BeginPeriods, begin_all_periods
from shared.access import Work


async def begin_periods(work: Work) -> None:
    """Take over the periods that have begun, by the calendar of each unit."""
    await begin_all_periods(work, BeginPeriods())


async def name_partners(work: Work) -> None:
    """Take apart the names of partners that were registered before duplicates were looked for."""
    await name_all_partners(work, NamePartners())
