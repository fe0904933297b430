"""Reading the rows of the log after a cursor, as far as the log is complete."""

from collections.abc import Sequence
from typing import NamedTuple

import asyncpg

from shared.events.relay.horizon import Horizon, read_last_value, start_round
from shared.postgres.connections import Connection

# Kafka needs milliseconds; converting them here saves Python a datetime per event. The first row is read whatever its
# size. `octet_length` reads the size of a large value without the value.
_READ = """
SELECT id, topic, key, stream_version, key_hash, data, headers, created_ms, bytes FROM (
    SELECT id, topic, key, stream_version, key_hash, data, headers,
           (date_part('epoch', created_at) * 1000)::bigint AS created_ms,
           octet_length(data) + octet_length(headers) AS size,
           sum(octet_length(data) + octet_length(headers)) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) AS bytes
    FROM outbox WHERE id > $1 ORDER BY id LIMIT $2
) AS page WHERE bytes - size < $3 ORDER BY id
"""

_NEXT = "SELECT EXISTS (SELECT FROM outbox WHERE id = $1 + 1)"


class PageLimit(NamedTuple):
    """The most rows of a page, and the bytes at which it ends; the row that reaches them is included."""

    rows: int
    bytes: int

    def is_reached(self, rows: Sequence[asyncpg.Record]) -> bool:
        """Whether the page may have left out rows that follow."""
        return len(rows) == self.rows or bool(rows and rows[-1]["bytes"] >= self.bytes)


async def read_complete(
    connection: Connection, cursor: int, limit: PageLimit, horizon: Horizon
) -> tuple[Sequence[asyncpg.Record], int]:
    """Read a page of rows after `cursor`; return them and the id up to which the log is complete."""
    horizon.open = False
    # A transaction that was slow at the last look may still be. The rows behind it may be thousands: they are not read
    # before there is something to relay.
    if horizon.waiting_at == cursor:
        return await _read_behind_hole(connection, cursor, limit, horizon)
    rows = await connection.fetch(_READ, cursor, *limit)
    dense = _dense_up_to(rows, cursor)
    if rows and dense == rows[-1]["id"]:
        return rows, dense
    if not rows and await read_last_value(connection) <= cursor:
        return rows, cursor
    return await _read_behind_hole(connection, cursor, limit, horizon)


async def _read_behind_hole(
    connection: Connection, cursor: int, limit: PageLimit, horizon: Horizon
) -> tuple[Sequence[asyncpg.Record], int]:
    """The same, by the three reads; the third one reads whole rows only if some of them are complete."""
    safe = horizon.judge(await start_round(connection), cursor)
    horizon.waiting_at = None
    if safe <= cursor and not await connection.fetchval(_NEXT, cursor):
        horizon.waiting_at = cursor
        return [], cursor
    rows = await connection.fetch(_READ, cursor, *limit)
    # The log may be complete beyond a full page, but only the page has been read.
    if limit.is_reached(rows):
        safe = min(safe, rows[-1]["id"])
    # A holder keeps its bound, which may be behind the cursor by now; a dense run of ids is complete in any case.
    safe = max(safe, _dense_up_to(rows, cursor))
    return [row for row in rows if row["id"] <= safe], safe


def _dense_up_to(rows: Sequence[asyncpg.Record], cursor: int) -> int:
    for row in rows:
        if row["id"] != cursor + 1:
            break
        cursor += 1
    return cursor
