"""Job: the index of lists gets the agreements that are older than it, and the words that are frequent now."""

from services.agreements.agreement.commands.indexing import (
    IndexOlder,
    NoteFrequentWords,
    index_older,
    note_frequent_words,
)
from shared.access import Work


async def index_agreements(work: Work) -> None:
    """Index the next agreements; after the last one there is nothing to do."""
    await index_older(work, IndexOlder())
    await note_frequent_words(work, NoteFrequentWords())
