"""Indexing the agreements from before the index of lists, and what the search knows of frequent words."""

from dataclasses import dataclass

from services.agreements.agreement.store.indexing import index_oldest, save_frequent_words
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


@dataclass(frozen=True, slots=True)
class NoteFrequentWords:
    """Note the words that many agreements have now."""


@use_case(scope=nationwide, changes=False)
async def note_frequent_words(work: Work, _command: NoteFrequentWords) -> None:
    """Note them; searches look for the others first."""
    await save_frequent_words(work.connection)
