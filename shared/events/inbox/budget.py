"""The parking budget: how many records a consumer may park in an hour, and how many more an operator has allowed.

It is counted in the database, so all workers of a consumer share it and a restart does not renew it.
"""

from dataclasses import dataclass

from shared.postgres.connections import Connection


@dataclass(slots=True)
class ParkingBudget:
    """What is left of the budget and of the allowance, while their row is locked."""

    left: int
    allowed: int

    @classmethod
    async def lock(cls, connection: Connection, consumer: str, records: int, seconds: float) -> "ParkingBudget":
        """Lock the budget of `records` in `seconds` until the end of the transaction.

        Records that are parked `behind` others do not count.
        """
        # Not one statement: its snapshot would be older than the lock, and lack what another worker has just parked.
        allowed = await connection.fetchval(
            """INSERT INTO parking_allowance AS a (consumer, records) VALUES ($1, 0)
               ON CONFLICT (consumer) DO UPDATE SET records = a.records RETURNING records""",
            consumer,
        )
        parked = await connection.fetchval(
            """SELECT count(*) FROM parked WHERE consumer = $1 AND reason <> 'behind'
               AND parked_at > clock_timestamp() - make_interval(secs => $2)""",
            consumer,
            seconds,
        )
        return cls(max(0, records - parked), allowed)

    def spend(self) -> bool:
        """Count one record to park; False when neither budget nor allowance is left."""
        if self.left:
            self.left -= 1
        elif self.allowed:
            self.allowed -= 1
        else:
            return False
        return True

    async def save(self, connection: Connection, consumer: str) -> None:
        """Save what is left of the allowance."""
        await connection.execute(
            "UPDATE parking_allowance SET records = $2 WHERE consumer = $1", consumer, self.allowed
        )


async def set_allowance(connection: Connection, consumer: str, records: int) -> None:
    """Allow `records` beyond the budget, instead of what is left of an earlier allowance."""
    await connection.execute(
        """INSERT INTO parking_allowance (consumer, records) VALUES ($1, $2)
           ON CONFLICT (consumer) DO UPDATE SET records = excluded.records""",
        consumer,
        records,
    )


async def load_allowance(connection: Connection, consumer: str) -> int:
    """The number of records that may still be parked beyond the budget."""
    query = "SELECT coalesce(max(records), 0) FROM parking_allowance WHERE consumer = $1"
    return int(await connection.fetchval(query, consumer))
