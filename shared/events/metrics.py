"""Prometheus metrics of the event core."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime

import asyncpg
from prometheus_client import Counter, Gauge, Histogram

RELAYED = Counter("sinergi_relay_relayed_total", "Events acknowledged by Kafka")
RELAY_ERRORS = Counter("sinergi_relay_errors_total", "Relay failures after which it restarted from its saved cursor")
LEADER_CHANGES = Counter("sinergi_relay_leader_changes_total", "Times this process became the relay's leader")
FENCED = Counter("sinergi_relay_fenced_total", "Times a replaced leader was kept from saving its cursor")
LEADER = Gauge("sinergi_relay_leader", "1 while this process leads the relay")
PAUSED = Gauge("sinergi_relay_paused", "1 while an operator has paused the relay of this process")
EPOCH = Gauge("sinergi_relay_epoch", "Epoch of the latest leadership of this process")
CURSOR = Gauge("sinergi_relay_cursor", "Kafka has acknowledged all events up to this id")
OLDEST_UNRELAYED = Gauge("sinergi_relay_oldest_unrelayed_seconds", "Age of the oldest event not yet acknowledged")
BACKLOG = Gauge("sinergi_relay_backlog_events", "Events not yet acknowledged by Kafka; counted up to 100,000")
BLOCKED = Gauge(
    "sinergi_relay_blocked_seconds",
    "Age of an open transaction that has written events, while events wait; pid 0: a prepared one",
    ("pid",),
)
GENERATION = Gauge("sinergi_relay_generation", "Generation of the log, which is raised after a restore")
ACKNOWLEDGED_AFTER = Histogram(
    "sinergi_relay_acknowledged_after_seconds",
    "From the event's writing to Kafka's acknowledgement",
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300),
)
SAMPLE = 200
"""Events observed per step or batch: observing every event would cost as much as reading it."""
RECORDS = Counter("sinergi_inbox_records_total", "Records taken from Kafka", ("consumer", "outcome"))
BATCH = Histogram(
    "sinergi_inbox_batch_records", "Records in a batch", ("consumer",), buckets=(1, 5, 10, 50, 100, 250, 500)
)
HELD = Gauge("sinergi_inbox_held_shards", "Shards held by a gap until they are refilled", ("consumer",))
PARKED = Gauge("sinergi_inbox_parked_records", "Records that could not be applied", ("consumer", "reason"))
CONSUMER_PAUSED = Gauge("sinergi_inbox_paused", "1 while an operator has paused the consumer", ("consumer",))
LAG_RECORDS = Gauge("sinergi_inbox_lag_records", "Records in Kafka that have no effect yet", ("consumer", "topic"))
LAG_SECONDS = Gauge(
    "sinergi_inbox_lag_seconds", "Time since every record in Kafka had its effect", ("consumer", "topic")
)
FAILED_JOB_ITEMS = Gauge("sinergi_job_failed_items", "Items that failed in the last run of a job", ("job",))
EFFECT_AGE = Histogram(
    "sinergi_inbox_effect_age_seconds",
    "From the event's recording to its effect, by the business clock",
    ("consumer",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600),
)


def observe_relayed(rows: Sequence[asyncpg.Record]) -> None:
    """Count acknowledged events, and observe how long a sample of them waited for Kafka."""
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
    """Observe the age of a sample of events at their effect."""
    ages = EFFECT_AGE.labels(consumer)
    for moment in recorded[:: 1 + len(recorded) // SAMPLE]:
        ages.observe(max(0.0, (now - moment).total_seconds()))
