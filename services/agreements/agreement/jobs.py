"""Job: the index of lists gets the agreements that are older than it."""

from services.agreements.agreement.commands.indexing import IndexOlder, index_older
from shared.access import Work


async def index_agreements(work: Work) -> None:
    """Index the next agreements; after the last one there is nothing to do."""
    await index_older(work, IndexOlder())
