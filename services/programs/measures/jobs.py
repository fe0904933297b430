"""Periodic job: who was present in a month, which measures count."""

from services.programs.measures.commands import FindPresence, find_presence
from shared.access import Work


async def find_who_was_present(work: Work) -> None:
    """Find again who was present in the months whose sessions have changed."""
    await find_presence(work, FindPresence())


JOBS = (find_who_was_present,)
