"""Job: the calendar makes open action items overdue."""

from services.agreements.meetings.commands.completing import AnnounceOverdueItems, announce_overdue_items
from shared.access import Work


async def announce_overdue(work: Work) -> None:
    """Announce, once, each open action item whose day is over in the zone of its minutes; on a working day."""
    await announce_overdue_items(work, AnnounceOverdueItems())
