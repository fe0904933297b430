"""What is to be seen of the event core, as Prometheus has it."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime

import asyncpg
from prometheus_client import Counter, Gauge, Histogram

RELAYED = Counter("sinergi_relay_relayed_total", "Events acknowledged by Kafka")
RELAY_ERRORS = Counter("sinergi_relay_errors_total", "Relay steps that failed and were begun again")
LEADER_CHANGES = Counter("sinergi_relay_leader_changes_total", "Times this process became the relay's leader")
FENCED = Counter("sinergi_relay_fenced_total", "Times a deposed leader was kept from saving its cursor")
LEADER = Gauge("sinergi_relay_leader", "1 while this process leads the relay")
PAUSED = Gauge("sinergi_relay_paused", "1 while an operator lets the relay of this process stand still")
EPOCH = Gauge("sinergi_relay_epoch", "The epoch of the leadership last seen here")
CURSOR = Gauge("sinergi_relay_cursor", "Everything up to this id is acknowledged by Kafka")
OLDEST_UNRELAYED = Gauge("sinergi_relay_oldest_unrelayed_seconds", "Age of the oldest event not yet acknowledged")
ACKNOWLEDGED_AFTER = Histogram(
    "sinergi_relay_acknowledged_after_seconds",
    "From the event's writing to Kafka's acknowledgement",
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300),
)
SAMPLE = 200
"""Events of one step or batch that are observed one by one, which costs as much as reading them."""
RECORDS = Counter("sinergi_inbox_records_total", "Records taken from Kafka", ("consumer", "outcome"))
BATCH = Histogram(
    "sinergi_inbox_batch_records", "Records in a batch", ("consumer",), buckets=(1, 5, 10, 50, 100, 250, 500)
)
HELD = Gauge("sinergi_inbox_held_shards", "Shards held by a gap until they are refilled", ("consumer",))
EFFECT_AGE = Histogram(
    "sinergi_inbox_effect_age_seconds",
    "From the event's recording to its effect, by the business clock",
    ("consumer",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600),
)


def observe_relayed(rows: Sequence[asyncpg.Record]) -> None:
    """Count what Kafka has acknowledged, and observe how long events waited for it, of many a sample."""
    now = time.time()
    RELAYED.inc(len(rows))
    for row in rows[:: 1 + len(rows) // SAMPLE]:
        ACKNOWLEDGED_AFTER.observe(max(0.0, now - row["created_ms"] / 1000))


def count_batch(consumer: str, counts: Mapping[str, int], records: int) -> None:
    """Count the outcomes of one committed batch."""
    for outcome, number in counts.items():
        RECORDS.labels(consumer, outcome).inc(number)
    BATCH.labels(consumer).observe(records)


def observe_ages(consumer: str, recorded: Sequence[datetime], now: datetime) -> None:
    """Observe how old events were when they took effect, of many a sample."""
    ages = EFFECT_AGE.labels(consumer)
    for moment in recorded[:: 1 + len(recorded) // SAMPLE]:
        ages.observe(max(0.0, (now - moment).total_seconds()))
