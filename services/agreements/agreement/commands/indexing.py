"""Indexing the agreements from before the index of lists."""

from dataclasses import dataclass

from services.agreements.agreement.store.indexing import index_oldest
from shared.access import Work, nationwide, use_case

BATCH = 2_000
"""Agreements of one run; a change of one of them waits until it ends."""


@dataclass(frozen=True, slots=True)
class IndexOlder:
    """Index the next agreements."""


@use_case(scope=nationwide, changes=False)
async def index_older(work: Work, _command: IndexOlder) -> int:
    """Index some of the agreements that wait for it; returns how many it were."""
    return await index_oldest(work.connection, BATCH)
