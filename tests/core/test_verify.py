"""Verification finds and lists events that Kafka lost, repeated or misplaced, and records that are not in the log."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest
from aiokafka import AIOKafkaProducer

from shared.events.envelope import Chain
from shared.events.keys import shard_of
from shared.events.operating.verify import Verification, Verified
from shared.kafka.connection import client_arguments
from shared.kafka.reading import reading as reading_kafka
from tests.core.in_process import consuming, emit, reader_inbox, relaying, until
from tests.core.ledger import PARTITIONS, TOPIC, Counted, units_of
from tests.core.ledger_under_test import Ledger
from tests.core.test_gaps import delete_the_newest, lose
from tests.core.test_generation import raise_it, restore
from tests.core.test_pause import watermark


async def verify(ledger: Ledger, from_id: int = 0) -> Verified:
    settings, topic = ledger.settings, ledger.settings.topic(TOPIC)
    async with (
        units_of(settings, "ledger") as units,
        units.pool.acquire() as log,
        reading_kafka(settings, "ledger") as kafka,
    ):
        return await Verification(log, f"/{settings.instance}/ledger", topic).run(kafka, from_id)


async def emit_numbers(ledger: Ledger, count: int) -> None:
    async with relaying(ledger):
        await emit(ledger, *(Counted(f"key-{number % 7}", number) for number in range(count)))
        await ledger.all_relayed()


@asynccontextmanager
async def admin_of(ledger: Ledger) -> AsyncIterator["asyncpg.Connection[Any]"]:
    url = ledger.settings.admin_database_url()
    connection = await asyncpg.connect(url, server_settings={"search_path": "ledger"})
    try:
        yield connection
    finally:
        await connection.close()


async def forge(ledger: Ledger, id_: int, previous: int, *, as_id: int | None = None) -> None:
    """Send a row of the log to Kafka with a false link."""
    async with admin_of(ledger) as admin:
        row = await admin.fetchrow("SELECT * FROM outbox WHERE id = $1", id_)
    assert row is not None
    chain = Chain(f"/{ledger.settings.instance}/ledger", 1, shard_of(row["key_hash"]), previous, as_id or id_)
    headers = json.loads(row["headers"]) | chain.headers() | {"ce_streamversion": str(row["stream_version"])}
    async with AIOKafkaProducer(**client_arguments(ledger.settings, "ledger")) as producer:
        await producer.send_and_wait(
            row["topic"],
            row["data"],
            key=row["key"].encode(),
            headers=[(name, value.encode()) for name, value in headers.items()],
            partition=row["key_hash"] % PARTITIONS,
        )


async def test_a_whole_log_is_found_whole_also_after_an_id(ledger: Ledger) -> None:
    await emit_numbers(ledger, 50)
    verified = await verify(ledger)
    assert verified.whole
    assert (verified.events, verified.records, verified.twice) == (50, 50, 0)
    verified = await verify(ledger, from_id=30)
    assert verified.whole
    assert (verified.events, verified.from_id, verified.until_id) == (20, 30, 50)


async def test_events_sent_twice_are_counted_and_harmless(ledger: Ledger) -> None:
    await emit_numbers(ledger, 20)
    async with admin_of(ledger) as admin:
        await admin.execute("UPDATE relay SET cursor = 0")
        await admin.execute("DELETE FROM relay_tail")
    async with relaying(ledger):
        await ledger.all_relayed()
    verified = await verify(ledger)
    assert verified.whole
    assert (verified.records, verified.twice) == (40, 20)


async def test_events_that_the_log_lost_are_listed_also_beyond_its_end(ledger: Ledger) -> None:
    await emit_numbers(ledger, 20)
    await restore(ledger, keep=12)
    verified = await verify(ledger)
    assert not verified.whole
    assert (verified.until_id, verified.not_in_log.ids) == (12, [*range(13, 21)])


async def test_events_that_kafka_lost_are_listed(ledger: Ledger) -> None:
    await emit_numbers(ledger, 40)
    await lose(ledger.settings, share=0.5)
    verified = await verify(ledger)
    assert not verified.whole
    assert verified.missing.count == 40 - verified.records > 0
    assert 1 in verified.missing.ids
    assert verified.wrong_chain.count == verified.out_of_order.count == verified.not_in_log.count == 0


async def test_a_foreign_record_an_unknown_event_and_a_wrong_chain_are_distinguished(ledger: Ledger) -> None:
    await emit_numbers(ledger, 5)
    async with AIOKafkaProducer(**client_arguments(ledger.settings, "ledger")) as producer:
        await producer.send_and_wait(ledger.settings.topic(TOPIC), b"foreign", key=b"key", partition=0)
    await forge(ledger, 3, previous=2)
    await forge(ledger, 3, previous=0, as_id=4)
    verified = await verify(ledger)
    assert (verified.foreign.count, verified.wrong_chain.ids, verified.not_in_log.ids) == (1, [3], [4])
    assert (verified.missing.count, verified.twice) == (0, 1)


async def test_an_event_after_a_later_one_is_out_of_order(ledger: Ledger) -> None:
    await emit(ledger, Counted("key", 1), Counted("key", 2), Counted("key", 3))
    for id_ in (1, 3, 2):
        await forge(ledger, id_, previous=id_ - 1)
    async with admin_of(ledger) as admin:
        await admin.execute("UPDATE relay SET cursor = 3")
    verified = await verify(ledger)
    assert (verified.out_of_order.ids, verified.missing.count, verified.twice) == ([2], 0, 0)


async def test_records_of_an_earlier_generation_are_counted_separately(ledger: Ledger) -> None:
    await emit_numbers(ledger, 20)
    await restore(ledger, keep=10)
    await raise_it(ledger)
    async with relaying(ledger):
        await emit(ledger, Counted("key-0", 1))
        await ledger.all_relayed()
    verified = await verify(ledger)
    assert verified.whole
    assert (verified.earlier_generations, verified.until_id) == (10, 21)


async def test_events_that_a_consumer_lacks_or_has_beyond_the_log_are_listed(ledger: Ledger) -> None:
    await emit_numbers(ledger, 10)
    async with reader_inbox(ledger) as inbox:
        mark = await watermark(ledger)
        assert (mark.lag, list(mark.waiting_ids)) == (10, list(range(1, 11)))
        async with consuming(ledger, inbox):
            await until(ledger, consumed_=10)
    assert (await watermark(ledger)).lag == 0
    await delete_the_newest(ledger, keep=5)
    mark = await watermark(ledger)
    assert mark.lag == 0
    assert len(mark.ahead_shards) > 0
    await raise_it(ledger)
    raised = await watermark(ledger)
    assert (raised.ahead_shards, raised.earlier_shards) == ([], mark.ahead_shards)


@pytest.mark.parametrize("from_id", [0, 3])
async def test_an_empty_log_and_an_id_beyond_its_end_are_whole(ledger: Ledger, from_id: int) -> None:
    verified = await verify(ledger, from_id)
    assert verified.whole
    assert verified.events == 0
