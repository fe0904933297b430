"""Age of the oldest event that waits for Kafka: the service level of a log.

It is read from the log itself. The leader cannot report it while Kafka is away or a slow transaction holds it up, and
sometimes there is no leader.
"""

import asyncio

import structlog

from shared.events import metrics
from shared.operations.errors import describe
from shared.postgres.connections import TRANSIENT, Pool

log = structlog.get_logger()

BACKLOG_INTERVAL_SECONDS = 2.0

# The first row by id: a minimum would read the whole backlog, most of all while Kafka is away.
OLDEST = """
SELECT coalesce(extract(epoch FROM clock_timestamp() - (
    SELECT created_at FROM outbox WHERE id > (SELECT cursor FROM relay) ORDER BY id LIMIT 1
)), 0)::float8
"""


async def watch_backlog(pool: Pool) -> None:
    """Update the metric of the oldest unacknowledged event, until cancelled."""
    while True:
        try:
            metrics.OLDEST_UNRELAYED.set(await pool.fetchval(OLDEST))
        except TRANSIENT as error:
            log.warning("backlog_unknown", error=describe(error))
        await asyncio.sleep(BACKLOG_INTERVAL_SECONDS)
