"""From a polled batch to its commit, with and without the inbox: same records, same effect, same commits.

Without the inbox, only offsets record the progress. They skip records after a topic is recreated, and repeat records
that an outbox sends twice.
"""

import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any
from uuid import UUID

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition

from deploy.local.stack import Stack
from shared.events.envelope import Envelope, read_headers
from shared.events.inbox.attempt import Dispatcher
from shared.events.inbox.inbox import Inbox
from shared.events.inbox.marks import insert_marks
from shared.events.inbox.subscription import POLL_TIMEOUT_MS
from shared.events.inbox.subscription import _record as as_record
from shared.events.unit_of_work import UnitOfWork, UnitsOfWork
from shared.kafka.connection import client_arguments
from tests.bench.events import append_events, last_id
from tests.bench.finding import Finding, Goal, Side
from tests.bench.ledgers import Ledger, fresh_ledger
from tests.bench.relaying import relayed, relaying
from tests.bench.rounds import in_turn
from tests.bench.scale import Scale
from tests.core.ledger import CAUSE, PARTITIONS, PREFIX, TOPIC, Numbers, units_of

GOAL_AT = 500
GOAL = Goal("at least", 0.9)
Apply = Callable[[Sequence[ConsumerRecord]], Awaitable[None]]


async def compare_consuming(stack: Stack, scale: Scale) -> list[Finding]:
    """Consume the relayed records in batches of each size."""
    findings = []
    async with (
        filled_topic(stack, max(scale.consumed.values())) as ledger,
        units_of(ledger.settings, "reader") as units,
    ):
        async with units.pool.acquire() as connection:
            await insert_marks(
                connection, "reader", ledger.settings.topic(TOPIC), f"/{ledger.settings.instance}/ledger"
            )
        async with assigned_consumer(ledger) as consumer:
            for batch, records in scale.consumed.items():
                rate = partial(_rate, ledger, consumer, batch, records)
                given = await in_turn(
                    scale.rounds, ours=partial(rate, _with_inbox(units)), bare=partial(rate, _without(units))
                )
                findings.append(
                    Finding(
                        f"consume to commit, in batches of {batch}",
                        "records/s",
                        Side("with the inbox", given["ours"]),
                        Side("without", given["bare"]),
                        GOAL if batch == GOAL_AT else None,
                    )
                )
    return findings


@asynccontextmanager
async def filled_topic(stack: Stack, records: int) -> AsyncIterator[Ledger]:
    """A ledger whose topic has `records` records, sent by the relay."""
    async with fresh_ledger(stack) as ledger:
        async with relaying(ledger):
            await append_events(ledger, records)
            await relayed(ledger, await last_id(ledger))
        yield ledger


async def _rate(ledger: Ledger, consumer: AIOKafkaConsumer, batch: int, records: int, apply: Apply) -> float:
    await ledger.reader.execute("UPDATE inbox_mark SET last_id = 0; DELETE FROM inbox_offset; TRUNCATE consumed")
    await consumer.seek_to_beginning()
    done, began = 0, time.perf_counter()
    while done < records:
        polled = await consumer.getmany(timeout_ms=POLL_TIMEOUT_MS, max_records=min(batch, records - done))
        taken = [record for some in polled.values() for record in some]
        if taken:
            await apply(taken)
            await consumer.commit()
            done += len(taken)
    rate = records / (time.perf_counter() - began)
    assert await ledger.reader.fetchval("SELECT count(*) FROM consumed") == records
    return rate


def _with_inbox(units: UnitsOfWork[str]) -> Apply:
    inbox = Inbox("reader", units, "bench", Dispatcher(Numbers(), {f"{PREFIX}.number.counted.v1": _consume}))

    async def apply(records: Sequence[ConsumerRecord]) -> None:
        await inbox.apply([as_record(record) for record in records])

    return apply


def _without(units: UnitsOfWork[str]) -> Apply:
    async def apply(records: Sequence[ConsumerRecord]) -> None:
        async with units.open("bench", CAUSE) as work:
            for record in records:
                await _record_number(work, json.loads(record.value), UUID(read_headers(record.headers)["ce_id"]))

    return apply


async def _consume(work: UnitOfWork[str], event: Any, envelope: Envelope) -> None:
    await _record_number(work, event, envelope.id)


async def _record_number(work: UnitOfWork[str], event: Any, event_id: UUID) -> None:
    await work.connection.execute(
        "INSERT INTO consumed (key, number, event_id) VALUES ($1, $2, $3)", event["key"], event["number"], event_id
    )


@asynccontextmanager
async def assigned_consumer(ledger: Ledger) -> AsyncIterator[AIOKafkaConsumer]:
    """A plain consumer of the whole topic, the only one in its group."""
    settings = ledger.settings
    consumer = AIOKafkaConsumer(
        **client_arguments(settings, "reader"), group_id=settings.group("reader"), enable_auto_commit=False
    )
    await consumer.start()
    consumer.assign([TopicPartition(settings.topic(TOPIC), partition) for partition in range(PARTITIONS)])
    try:
        yield consumer
    finally:
        await consumer.stop()
