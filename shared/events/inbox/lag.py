"""The lag of a consumer, by Kafka's own offsets: it needs no access to the owner's log."""

import asyncio
import time

import structlog
from aiokafka.errors import KafkaError

from shared.events import metrics
from shared.events.inbox.subscription import Assignment
from shared.operations.errors import describe
from shared.postgres.connections import TRANSIENT

log = structlog.get_logger()

LAG_INTERVAL_SECONDS = 5.0


async def watch_lag(consumer: str, assignment: Assignment, seconds: float = LAG_INTERVAL_SECONDS) -> None:
    """Update the metrics of the lag, until cancelled."""
    current_at: dict[str, float] = {}
    while True:
        now = time.monotonic()
        try:
            lag = await assignment.lag()
        except (KafkaError, *TRANSIENT) as error:
            log.warning("lag_unknown", consumer=consumer, error=describe(error))
        else:
            for topic, records in lag.items():
                if not records or topic not in current_at:
                    current_at[topic] = now
                metrics.LAG_RECORDS.labels(consumer, topic).set(records)
                metrics.LAG_SECONDS.labels(consumer, topic).set(now - current_at[topic])
        await asyncio.sleep(seconds)
