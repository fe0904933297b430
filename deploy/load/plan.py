"""The plan of a load: its batches, each of which any process can make, because a seed decides everything in it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from deploy.load.contents import kept_by
from deploy.load.register import Register, make_partners

BATCH = 2_000
YEARS = timedelta(days=3 * 365)
"""The time over which the agreements were recorded, until now."""
AGREEMENTS_OF_A_PARTNER = 20
FEWEST_PARTNERS = 20
Numbers = Counter[tuple[int, str]]
"""The last registration numbers by year and area."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The agreements from `first` on; `last_numbers` are those of the agreements before them."""

    first: int
    size: int
    last_numbers: Numbers


@dataclass(frozen=True, slots=True)
class Plan:
    """A load of `number` agreements; `first_nth` is the place of the oldest one in lists."""

    number: int
    seed: int
    now: datetime
    with_log: bool
    first_nth: int = 0
    batch: int = BATCH

    def add_partners(self, register: Register) -> None:
        """Add the partners of this load, which are the same ones each time."""
        make_partners(
            register, self.random("partners"), max(FEWEST_PARTNERS, self.number // AGREEMENTS_OF_A_PARTNER), self.now
        )

    def random(self, *part: object) -> Random:
        """Random content of one part. Another seed or another number makes other content."""
        return Random("/".join(map(str, (self.seed, self.number, *part))))  # noqa: S311 -- content, not secrets

    def moment_of(self, nth: int) -> datetime:
        """When an agreement was recorded."""
        return self.now - YEARS * ((self.number - nth) / self.number)

    def batches(self, register: Register, numbers: Numbers) -> Iterator[Batch]:
        """All batches in order; `numbers`, which are the last ones before, are raised with each of them."""
        for first in range(0, self.number, self.batch):
            size, before = min(self.batch, self.number - first), numbers.copy()
            keepers = self.random(first, "keepers")
            for nth in range(first, first + size):
                numbers[kept_by(register, keepers, nth).counts_in(self.moment_of(nth))] += 1
            yield Batch(first, size, before)
