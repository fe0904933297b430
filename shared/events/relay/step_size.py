"""The size of a relay step, in bytes: it shrinks when Kafka does not take a step in time, and grows again.

A step that is too large for the line to Kafka would fail again and again, and each time leave records that are sent
twice. A number of rows alone is no bound: events differ in size by a factor of a thousand.
"""

from collections.abc import Sequence

import asyncpg

from shared.events.relay.log import PageLimit

MOST_ROWS = 8000
MOST_BYTES = 6 * 1024 * 1024
LEAST_BYTES = 64 * 1024
"""One event is always sent, whatever its size; its largest size is checked where it is emitted."""
GROWTH_BYTES = 64 * 1024


class StepSize:
    """The size of the next step; it outlasts the leaderships of its process, because a failure ends a leadership."""

    def __init__(self) -> None:
        self._bytes = MOST_BYTES
        self._rows = MOST_ROWS

    @property
    def limit(self) -> PageLimit:
        """The limit of the next page of the log."""
        return PageLimit(self._rows, self._bytes)

    def observe(self, rows: Sequence[asyncpg.Record]) -> bool:
        """Note a page that was read with `limit`; return whether it was full, so that the log continues behind it."""
        full = self.limit.is_reached(rows)
        if full and rows[-1]["bytes"] >= self._bytes:
            # The database looks at all rows of the limit, so read few more than fit.
            self._rows = min(MOST_ROWS, len(rows) * 17 // 16 + 1)
        elif full:
            self._rows = min(MOST_ROWS, self._rows * 2)
        return full

    def grow(self) -> None:
        """A step was acknowledged. It grows by small amounts, so that a slow line rarely gets a step too large."""
        self._bytes = min(MOST_BYTES, self._bytes + GROWTH_BYTES)

    def halve(self) -> None:
        """A step was not acknowledged in time."""
        self._bytes = max(LEAST_BYTES, self._bytes // 2)
