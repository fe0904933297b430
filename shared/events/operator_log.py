"""Log of manual operations on the event core, each with its operator and reason, written in the same transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from shared.postgres.connections import Connection

OperationKind = Literal[
    "relay_paused",
    "relay_resumed",
    "consumer_paused",
    "consumer_resumed",
    "projection_rebuilt",
    "generation_raised",
    "parking_allowed",
]

# Operations on parked records have a table of their own, which also keeps the discarded data.
_LIST = """
SELECT at, who, what, why, outcome FROM operator_log
UNION ALL
SELECT at, who, 'parked_' || what, why, format('record %s of %s, key %s, %s', parked_id, topic, key, outcome)
FROM parked_history
ORDER BY at DESC LIMIT $1
"""


@dataclass(frozen=True, slots=True)
class Operator:
    """The operator of a manual operation, and the reason given for it."""

    who: str
    why: str

    def since_now(self) -> str:
        """Operator, current time and reason in one sentence."""
        return f"{self.who} since {datetime.now(UTC).isoformat(timespec='seconds')}: {self.why}"


@dataclass(frozen=True, slots=True)
class ManualOperation:
    """A logged operation and its outcome."""

    at: datetime
    who: str
    what: str
    why: str
    outcome: str


async def log_operation(connection: Connection, by: Operator, what: OperationKind, outcome: str) -> None:
    """Log an operation in the transaction that carries it out."""
    await connection.execute(
        "INSERT INTO operator_log (who, what, why, outcome) VALUES ($1, $2, $3, $4)", by.who, what, by.why, outcome
    )


async def list_operations(connection: Connection, limit: int) -> Sequence[ManualOperation]:
    """The newest manual operations in this schema, newest first, including those on parked records."""
    return [ManualOperation(**row) for row in await connection.fetch(_LIST, limit)]
