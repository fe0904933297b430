"""Periodic jobs: who was present in a month, which measures count, and the totals of regions."""

from services.programs.measures.commands import FindPresence, TotalActivity, find_presence, total_activity
from shared.access import Work


async def find_who_was_present(work: Work) -> None:
    """Find again who was present in the months whose sessions have changed."""
    await find_presence(work, FindPresence())


async def total_what_is_over(work: Work) -> None:
    """Publish the totals of regions once a day."""
    await total_activity(work, TotalActivity())


JOBS = (find_who_was_present, total_what_is_over)
