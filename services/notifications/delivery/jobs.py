"""Jobs: deliveries are made for new notices and wanted codes, and forgotten when their time on record is over."""

from services.notifications.delivery.commands.making import (
    ForgetDeliveries,
    MakeDeliveries,
    forget_deliveries,
    make_deliveries,
)
from shared.access import Work


async def make_due_deliveries(work: Work) -> bool:
    """Make deliveries of the events since the last run."""
    return await make_deliveries(work, MakeDeliveries())


async def forget_old_deliveries(work: Work) -> bool:
    """Delete the deliveries whose retention is over."""
    return await forget_deliveries(work, ForgetDeliveries())
