"""Allowing a consumer to park more records than its budget, so that rubbish on a topic does not stop it."""

from shared.events.inbox.budget import set_allowance
from shared.events.operator_log import Operator, log_operation
from shared.postgres.connections import Connection


async def allow_parking(connection: Connection, consumer: str, records: int, by: Operator) -> None:
    """Let a consumer park `records` beyond its budget; this replaces what is left of an earlier allowance.

    Running workers read it before the next record that they have to park.
    """
    async with connection.transaction():
        await set_allowance(connection, consumer, records)
        outcome = f"{consumer} may park {records} records beyond its budget"
        await log_operation(connection, by, "parking_allowed", outcome)
