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


@dataclass(slots=True)
class ShardMark:
    """The chained watermark of one shard: the last id applied, and its generation of the log."""

    source: str
    last_id: int
    generation: int
    held: bool = False
    paused: str | None = None

    def judge(self, chain: Chain) -> ChainVerdict:
        """Next if previous ≤ last < id, duplicate if id ≤ last, otherwise a gap."""
        # The generation first: ids of an older generation cannot be compared with ids of this one.
        if chain.generation < self.generation:
            return ChainVerdict.OLD_GENERATION
        if chain.id <= self.last_id:
            return ChainVerdict.DUPLICATE
        return ChainVerdict.APPLY if chain.previous <= self.last_id else ChainVerdict.GAP

    def advance(self, chain: Chain) -> None:
        """Set the mark to an applied record; this also releases a held shard."""
        self.last_id = chain.id
        self.generation = chain.generation
        self.held = False
