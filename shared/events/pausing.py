"""Pausing: a relay or a consumer stands still until it is resumed; nothing is lost meanwhile, it only waits.

The relay's pause stands in the row that it saves, the consumer's in the marks that it locks: each sees it where it
looks anyway, before it does anything more.
"""

from shared.events.by_hand import By, note
from shared.events.marks import lock_all_marks
from shared.postgres.connections import Connection


async def pause_relay(owner: Connection, by: By) -> bool:
    """Let the relay stand still within a second; returns whether it went on so far. Needs the owner's role."""
    async with owner.transaction():
        paused = await _changed(owner, "UPDATE relay SET paused = $1 WHERE paused IS NULL", by.since_now())
        if paused:
            await note(owner, by, "relay_paused", "it stood still")
    return paused


async def resume_relay(owner: Connection, by: By) -> bool:
    """Let the relay go on within a second; returns whether it stood still. Needs the owner's role."""
    async with owner.transaction():
        resumed = await _changed(owner, "UPDATE relay SET paused = NULL WHERE paused IS NOT NULL")
        if resumed:
            await note(owner, by, "relay_resumed", "it went on")
    return resumed


async def pause_consumer(connection: Connection, consumer: str, by: By) -> bool:
    """Let a consumer stand still; it does once this commits, for it waits for the batch in hand.

    Returns whether it went on so far.
    """
    async with connection.transaction():
        await lock_all_marks(connection, consumer)
        paused = await _changed(
            connection,
            "UPDATE inbox_mark SET paused = $2 WHERE consumer = $1 AND paused IS NULL",
            consumer,
            by.since_now(),
        )
        if paused:
            await note(connection, by, "consumer_paused", f"{consumer} stood still")
    return paused


async def resume_consumer(connection: Connection, consumer: str, by: By) -> bool:
    """Let a consumer go on within a second; returns whether it stood still."""
    async with connection.transaction():
        await lock_all_marks(connection, consumer)
        resumed = await _changed(
            connection, "UPDATE inbox_mark SET paused = NULL WHERE consumer = $1 AND paused IS NOT NULL", consumer
        )
        if resumed:
            await note(connection, by, "consumer_resumed", f"{consumer} went on")
    return resumed


async def _changed(connection: Connection, statement: str, *arguments: object) -> bool:
    status: str = await connection.execute(statement, *arguments)
    return status != "UPDATE 0"
