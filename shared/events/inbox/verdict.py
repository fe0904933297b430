"""What an arrived record is to a consumer, judged by its place in the chain and the consumer's mark. Pure."""

from dataclasses import dataclass
from enum import Enum

from shared.events.envelope import Chain


class Verdict(Enum):
    """What to do with a record."""

    APPLY = "apply"
    DUPLICATE = "duplicate"
    GAP = "gap"
    OLD_GENERATION = "old_generation"


@dataclass(slots=True)
class Mark:
    """The chained watermark of one shard: the last id applied, and the life of the log it belongs to."""

    source: str
    last_id: int
    generation: int
    held: bool = False
    paused: str | None = None

    def judge(self, chain: Chain) -> Verdict:
        """Apply iff previous ≤ last < id, skip iff id ≤ last, else records between are missing."""
        # The generation first: an id of an older life of the log says nothing about the ids of this one.
        if chain.generation < self.generation:
            return Verdict.OLD_GENERATION
        if chain.id <= self.last_id:
            return Verdict.DUPLICATE
        return Verdict.APPLY if chain.previous <= self.last_id else Verdict.GAP

    def advance(self, chain: Chain) -> None:
        """Remember that the record was applied; a held shard has met its stream again."""
        self.last_id = chain.id
        self.generation = chain.generation
        self.held = False
