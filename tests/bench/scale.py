"""Sizes of the comparisons: full for figures, quick to check that everything works."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Number of rounds per side, and the size of a round."""

    rounds: int
    drained: int
    """Events relayed in one round of a drain."""
    drained_by_outbox: int
    writing_seconds: float
    paced_seconds: float
    consumed: Mapping[int, int]
    """Records of one round by batch size."""
    delivered: int
    """Records delivered in one round of a batch path."""
    asked_seconds: float
    short_log: int
    long_log: int
    stepped: int
    """Events read in one round of the relay's steps."""
    agreements: Sequence[int]
    """Numbers of agreements with which the waiting list is asked for."""
    agreements_behind_pages: int
    """Agreements in the database while pages are measured."""
    asked_for_pages: int
    """Requests for each page in one round."""
    imported: int
    """Rows of a table of agreements that is imported."""
    searched: int
    """Agreements among which is searched; `growth` searches among ten times as many."""
    asked_for_searches: int
    """Requests for each kind of search in one round."""


FULL = Scale(
    rounds=5,
    drained=60_000,
    drained_by_outbox=60_000,
    writing_seconds=5,
    paced_seconds=8,
    consumed={1: 1_000, 10: 5_000, 100: 20_000, 500: 40_000},
    delivered=60_000,
    asked_seconds=15,
    short_log=100_000,
    long_log=5_000_000,
    stepped=12_000,
    agreements=(10_000, 300_000),
    agreements_behind_pages=100_000,
    asked_for_pages=200,
    imported=1_000,
    searched=100_000,
    asked_for_searches=300,
)
QUICK = Scale(
    rounds=2,
    drained=10_000,
    drained_by_outbox=2_000,
    writing_seconds=1,
    paced_seconds=2,
    consumed={1: 200, 10: 1_000, 100: 4_000, 500: 8_000},
    delivered=10_000,
    asked_seconds=4,
    short_log=20_000,
    long_log=300_000,
    stepped=8_000,
    agreements=(1_000, 3_000),
    agreements_behind_pages=10_000,
    asked_for_pages=40,
    imported=240,
    searched=2_000,
    asked_for_searches=40,
)
