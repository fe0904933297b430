"""Classifies an incoming record as next, duplicate, gap or old generation. No I/O."""

from dataclasses import dataclass
from enum import Enum

from shared.events.envelope import Chain


class ChainVerdict(Enum):
    """The class of a record, which decides what to do with it."""

    APPLY = "apply"
    DUPLICATE = "duplicate"
    GAP = "gap"
    OLD_GENERATION = "old_generation"


MOST_RAISES = 1_000
"""A shard may meet a record after so many raises at most: each is one operator's command."""


@dataclass(slots=True)
class ShardMark:
    """The chained watermark of one shard: the last id applied, and its generation of the log."""

    source: str
    last_id: int
    generation: int
    held: bool = False
    paused: str | None = None

    def is_plausible(self, chain: Chain) -> bool:
        """Whether the record's generation can follow this one; a forged one would refuse all later events."""
        return chain.generation <= self.generation + MOST_RAISES

    def judge(self, chain: Chain) -> ChainVerdict:
        """Next if previous ≤ last < id, duplicate if id ≤ last, otherwise a gap."""
        # A raise continues the log above all earlier ids, in Kafka and at its readers.
        if chain.id <= self.last_id:
            return ChainVerdict.DUPLICATE
        # So here either the record or the mark is wrong, and the owner's feed decides.
        if chain.generation < self.generation:
            return ChainVerdict.OLD_GENERATION
        return ChainVerdict.APPLY if chain.previous <= self.last_id else ChainVerdict.GAP

    def advance(self, chain: Chain) -> None:
        """Set the mark to an applied record; this also releases a held shard."""
        self.last_id = chain.id
        self.generation = chain.generation
        self.held = False
