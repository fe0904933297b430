"""Jobs: deliveries are made for new notices, codes and the week that ended, and forgotten in the end."""

from services.notifications.delivery.commands.making import (
    ForgetDeliveries,
    MakeDeliveries,
    forget_deliveries,
    make_deliveries,
)
from services.notifications.delivery.commands.weeks import MakeWeeks, make_weeks
from shared.access import Work


async def make_due_deliveries(work: Work) -> bool:
    """Make deliveries of the events since the last run."""
    return await make_deliveries(work, MakeDeliveries())


async def make_letters_of_the_week(work: Work) -> bool:
    """Make the letters of the week that has ended."""
    return await make_weeks(work, MakeWeeks())


async def forget_old_deliveries(work: Work) -> bool:
    """Delete the deliveries whose retention is over."""
    return await forget_deliveries(work, ForgetDeliveries())
