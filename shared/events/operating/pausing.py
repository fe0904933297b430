"""Pausing a relay or a consumer until it is resumed. Events wait meanwhile; none is lost.

The relay's pause flag is in the row that it saves, the consumer's in the marks that it locks, so each reads its flag
before it does any further work.
"""

from shared.events.inbox.marks import lock_all_marks
from shared.events.operator_log import OperationKind, Operator, log_operation
from shared.postgres.connections import Connection


async def pause_relay(owner: Connection, by: Operator) -> bool:
    """Pause the relay within a second; returns False if it was already paused. Needs the owner role."""
    async with owner.transaction():
        statement = "UPDATE relay SET paused = $1 WHERE paused IS NULL"
        return await _logged(owner, by, "relay_paused", "paused", statement, by.since_now())


async def resume_relay(owner: Connection, by: Operator) -> bool:
    """Resume the relay within a second; returns False if it was not paused. Needs the owner role."""
    async with owner.transaction():
        statement = "UPDATE relay SET paused = NULL WHERE paused IS NOT NULL"
        return await _logged(owner, by, "relay_resumed", "resumed", statement)


async def pause_consumer(connection: Connection, consumer: str, by: Operator) -> bool:
    """Pause a consumer. Waits for the current batch; returns False if it was already paused."""
    async with connection.transaction():
        await lock_all_marks(connection, consumer)
        statement = "UPDATE inbox_mark SET paused = $2 WHERE consumer = $1 AND paused IS NULL"
        outcome = f"{consumer} paused"
        return await _logged(connection, by, "consumer_paused", outcome, statement, consumer, by.since_now())


async def resume_consumer(connection: Connection, consumer: str, by: Operator) -> bool:
    """Resume a consumer within a second; returns False if it was not paused."""
    async with connection.transaction():
        await lock_all_marks(connection, consumer)
        statement = "UPDATE inbox_mark SET paused = NULL WHERE consumer = $1 AND paused IS NOT NULL"
        return await _logged(connection, by, "consumer_resumed", f"{consumer} resumed", statement, consumer)


async def _logged(
    connection: Connection, by: Operator, what: OperationKind, outcome: str, statement: str, *arguments: object
) -> bool:
    """Run an UPDATE, and log the operation if it changed a row; returns whether it did."""
    status: str = await connection.execute(statement, *arguments)
    changed = status != "UPDATE 0"
    if changed:
        await log_operation(connection, by, what, outcome)
    return changed
