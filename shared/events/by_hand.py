"""What is done to the event core by hand: who, why, and a line on record in the transaction that does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from shared.postgres.connections import Connection

What = Literal[
    "relay_paused", "relay_resumed", "consumer_paused", "consumer_resumed", "projection_rebuilt", "generation_raised"
]

# What was done about parked records has a table of its own, which keeps those that were discarded.
_READ = """
SELECT at, who, what, why, outcome FROM done_by_hand
UNION ALL
SELECT at, who, 'parked_' || what, why, format('record %s of %s, key %s, %s', parked_id, topic, key, outcome)
FROM parked_history
ORDER BY at DESC LIMIT $1
"""


@dataclass(frozen=True, slots=True)
class By:
    """Who does something to the event core by hand, and why."""

    who: str
    why: str

    def since_now(self) -> str:
        """As a sentence with the time."""
        return f"{self.who} since {datetime.now(UTC).isoformat(timespec='seconds')}: {self.why}"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done by hand, and what came of it."""

    at: datetime
    who: str
    what: str
    why: str
    outcome: str


async def note(connection: Connection, by: By, what: What, outcome: str) -> None:
    """Put on record what is done in this transaction."""
    await connection.execute(
        "INSERT INTO done_by_hand (who, what, why, outcome) VALUES ($1, $2, $3, $4)", by.who, what, by.why, outcome
    )


async def read_deeds(connection: Connection, limit: int) -> Sequence[Deed]:
    """What was done by hand in this schema, the newest first, parked records included."""
    return [Deed(**row) for row in await connection.fetch(_READ, limit)]
