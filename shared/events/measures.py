"""Gauges that are read from the tables now and then, because no single process knows their values."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg
import structlog
from prometheus_client import Gauge

from shared.events import metrics
from shared.operations.errors import describe
from shared.postgres.connections import TRANSIENT, Pool

log = structlog.get_logger()

MEASURING_INTERVAL_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Measure:
    """A gauge, and the query with its values: one row for each set of labels, the value last."""

    gauge: Gauge
    sql: str


OF_THE_EVENT_CORE: Sequence[Measure] = (
    # Bounded: while Kafka is away, counting everything would be the most expensive when the least can be spared.
    Measure(
        metrics.BACKLOG,
        "SELECT count(*) FROM (SELECT FROM outbox WHERE id > (SELECT cursor FROM relay) LIMIT 100000) AS waiting",
    ),
    Measure(
        metrics.BLOCKED,
        """SELECT coalesce(l.pid, 0)::text,
                  max(extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, clock_timestamp())))::float8
           FROM pg_locks AS l LEFT JOIN pg_stat_activity AS a ON a.pid = l.pid
           WHERE l.locktype = 'relation' AND l.relation = 'outbox'::regclass AND l.mode = 'RowExclusiveLock'
             AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
             AND EXISTS (SELECT FROM outbox WHERE id > (SELECT cursor FROM relay))
           GROUP BY 1""",
    ),
    Measure(metrics.GENERATION, "SELECT generation FROM relay"),
    Measure(metrics.PARKED, "SELECT consumer, reason, count(*) FROM parked GROUP BY 1, 2"),
    Measure(metrics.CONSUMER_PAUSED, "SELECT consumer, max((paused IS NOT NULL)::int) FROM inbox_mark GROUP BY 1"),
)


async def keep_measuring(pool: Pool, measures: Sequence[Measure], seconds: float = MEASURING_INTERVAL_SECONDS) -> None:
    """Update the gauges, until cancelled. One that cannot be read keeps its value, and the others are read."""
    while True:
        for measure in measures:
            try:
                _set(measure.gauge, await pool.fetch(measure.sql))
            except TRANSIENT as error:
                log.warning("measure_unknown", measure=next(iter(measure.gauge.describe())).name, error=describe(error))
        await asyncio.sleep(seconds)


def _set(gauge: Gauge, rows: Sequence[asyncpg.Record]) -> None:
    # Nothing awaits in here, so a reader of the page never sees a part. A label without a row has no value.
    if gauge._labelnames:
        gauge.clear()
    for *labels, value in rows:
        (gauge.labels(*labels) if labels else gauge).set(value)
