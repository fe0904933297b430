"""Pausing: a relay or a consumer stands still until it is resumed; nothing is lost meanwhile, it only waits.

The relay's pause stands in the row that it saves, the consumer's in the marks that it locks: each sees it where it
looks anyway, before it does anything more.
"""

from shared.events.inbox.marks import lock_all_marks
from shared.events.operator_log import OperationKind, Operator, log_operation
from shared.postgres.connections import Connection


async def pause_relay(owner: Connection, by: Operator) -> bool:
    """Let the relay stand still within a second; returns whether it went on so far. Needs the owner's role."""
    async with owner.transaction():
        statement = "UPDATE relay SET paused = $1 WHERE paused IS NULL"
        return await _on_record(owner, by, "relay_paused", "it stood still", statement, by.since_now())


async def resume_relay(owner: Connection, by: Operator) -> bool:
    """Let the relay go on within a second; returns whether it stood still. Needs the owner's role."""
    async with owner.transaction():
        statement = "UPDATE relay SET paused = NULL WHERE paused IS NOT NULL"
        return await _on_record(owner, by, "relay_resumed", "it went on", statement)


async def pause_consumer(connection: Connection, consumer: str, by: Operator) -> bool:
    """Let a consumer stand still; it does once this commits, for it waits for the batch in hand.

    Returns whether it went on so far.
    """
    async with connection.transaction():
        await lock_all_marks(connection, consumer)
        statement = "UPDATE inbox_mark SET paused = $2 WHERE consumer = $1 AND paused IS NULL"
        outcome = f"{consumer} stood still"
        return await _on_record(connection, by, "consumer_paused", outcome, statement, consumer, by.since_now())


async def resume_consumer(connection: Connection, consumer: str, by: Operator) -> bool:
    """Let a consumer go on within a second; returns whether it stood still."""
    async with connection.transaction():
        await lock_all_marks(connection, consumer)
        statement = "UPDATE inbox_mark SET paused = NULL WHERE consumer = $1 AND paused IS NOT NULL"
        return await _on_record(connection, by, "consumer_resumed", f"{consumer} went on", statement, consumer)


async def _on_record(
    connection: Connection, by: Operator, what: OperationKind, outcome: str, statement: str, *arguments: object
) -> bool:
    """Run an UPDATE, with a line on record if it changed anything; returns whether it did."""
    status: str = await connection.execute(statement, *arguments)
    changed = status != "UPDATE 0"
    if changed:
        await log_operation(connection, by, what, outcome)
    return changed
