"""Pausing: a relay or a consumer stands still until it is resumed; nothing is lost meanwhile, it only waits.

The relay's pause stands in the row that it saves, the consumer's in the marks that it locks: each sees it where it
looks anyway, before it does anything more.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from shared.postgres.connections import Connection


@dataclass(frozen=True, slots=True)
class By:
    """Who does something to the event core by hand, and why."""

    who: str
    why: str

    def since_now(self) -> str:
        """As a sentence with the time."""
        return f"{self.who} since {datetime.now(UTC).isoformat(timespec='seconds')}: {self.why}"


async def pause_relay(owner: Connection, by: By) -> bool:
    """Let the relay stand still within a second; returns whether it went on so far. Needs the owner's role."""
    return bool(
        await owner.fetchval("UPDATE relay SET paused = $1 WHERE paused IS NULL RETURNING true", by.since_now())
    )


async def resume_relay(owner: Connection) -> bool:
    """Let the relay go on within a second; returns whether it stood still. Needs the owner's role."""
    return bool(await owner.fetchval("UPDATE relay SET paused = NULL WHERE paused IS NOT NULL RETURNING true"))


async def pause_consumer(connection: Connection, consumer: str, by: By) -> bool:
    """Let a consumer stand still; it does once this commits, for it waits for the batch in hand.

    Returns whether it went on so far.
    """
    return await _changed(
        connection,
        "UPDATE inbox_mark SET paused = $2 WHERE consumer = $1 AND paused IS NULL",
        consumer,
        by.since_now(),
    )


async def resume_consumer(connection: Connection, consumer: str) -> bool:
    """Let a consumer go on within a second; returns whether it stood still."""
    return await _changed(
        connection, "UPDATE inbox_mark SET paused = NULL WHERE consumer = $1 AND paused IS NOT NULL", consumer
    )


async def _changed(connection: Connection, statement: str, *arguments: object) -> bool:
    status: str = await connection.execute(statement, *arguments)
    return status != "UPDATE 0"
