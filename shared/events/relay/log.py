"""Reading the rows of the log after a cursor, as far as the log is complete."""

from collections.abc import Sequence

import asyncpg

from shared.events.relay.horizon import Horizon, read_last_value, start_round
from shared.postgres.connections import Connection

# Kafka needs milliseconds; converting them here saves Python a datetime per event.
_READ = """
SELECT id, topic, key, stream_version, key_hash, data, headers,
       (date_part('epoch', created_at) * 1000)::bigint AS created_ms
FROM outbox WHERE id > $1 ORDER BY id LIMIT $2
"""


async def read_complete(
    connection: Connection, cursor: int, limit: int, horizon: Horizon
) -> tuple[Sequence[asyncpg.Record], int]:
    """Read up to `limit` rows after `cursor`; return them and the id up to which the log is complete."""
    rows = await connection.fetch(_READ, cursor, limit)
    dense = _dense_up_to(rows, cursor)
    horizon.open = False
    if rows and dense == rows[-1]["id"]:
        return rows, dense
    if not rows and await read_last_value(connection) <= cursor:
        return rows, cursor
    safe = horizon.judge(await start_round(connection), cursor)
    rows = await connection.fetch(_READ, cursor, limit)
    # The log may be complete beyond a full page, but only the page has been read.
    if len(rows) == limit:
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
