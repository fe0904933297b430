"""Reading the log: rows after a cursor, as far as the log is complete."""

from collections.abc import Sequence

import asyncpg

from shared.events.relay.horizon import Horizon, look, read_last_value
from shared.postgres.connections import Connection

# Kafka wants milliseconds; made here, they spare Python a datetime for every event.
_READ = """
SELECT id, topic, key, stream_version, key_hash, data, headers,
       (date_part('epoch', created_at) * 1000)::bigint AS created_ms
FROM outbox WHERE id > $1 ORDER BY id LIMIT $2
"""


async def read_complete(
    connection: Connection, cursor: int, limit: int, horizon: Horizon
) -> tuple[Sequence[asyncpg.Record], int]:
    """Read up to `limit` rows after `cursor`; return them and the id up to which the log is known to be complete."""
    rows = await connection.fetch(_READ, cursor, limit)
    dense = _dense_until(rows, cursor)
    horizon.open = False
    if rows and dense == rows[-1]["id"]:
        return rows, dense
    if not rows and await read_last_value(connection) <= cursor:
        return rows, cursor
    safe = horizon.judge(await look(connection), cursor)
    rows = await connection.fetch(_READ, cursor, limit)
    # However far the log is complete, what lies beyond a full page has not been read.
    if len(rows) == limit:
        safe = min(safe, rows[-1]["id"])
    # A holder keeps its bound, which may lie behind the cursor by now; a run without a hole needs no judgement.
    safe = max(safe, _dense_until(rows, cursor))
    return [row for row in rows if row["id"] <= safe], safe


def _dense_until(rows: Sequence[asyncpg.Record], cursor: int) -> int:
    for row in rows:
        if row["id"] != cursor + 1:
            break
        cursor += 1
    return cursor
