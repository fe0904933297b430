"""A record that cannot be applied is parked with the later records of its key; other keys continue, nothing is lost."""

from collections.abc import AsyncIterator

import pytest
from aiokafka import AIOKafkaProducer

from shared.kafka.connection import client_arguments
from tests.core.in_process import NEW_TYPE, consumed, emit, parked
from tests.core.kafka_admin import records
from tests.core.ledger import TOPIC, Counted
from tests.core.ledger_under_test import Ledger


@pytest.fixture
async def running(ledger: Ledger) -> Ledger:
    await ledger.start("relay")
    await ledger.start("reader")
    return ledger


@pytest.fixture
async def producer(ledger: Ledger) -> AsyncIterator[AIOKafkaProducer]:
    async with AIOKafkaProducer(**client_arguments(ledger.settings, "ledger")) as producer:
        yield producer


async def test_a_refused_event_parks_its_key_and_no_other(running: Ledger) -> None:
    await emit(
        running,
        Counted("good", 1),
        Counted("bad", 1),
        Counted("bad", -1),
        Counted("bad", 2),
        Counted("good", 2),
    )

    async def done() -> bool:
        return len(await parked(running)) == 2 and len(await consumed(running)) == 3

    await running.eventually(done)
    assert await parked(running) == [("bad", "refused"), ("bad", "behind")]
    assert sorted(await consumed(running)) == [("bad", 1), ("good", 1), ("good", 2)]
    assert await running.fetch("reader", "SELECT key, records FROM parked_key") == [("bad", 2)]
    await emit(running, Counted("bad", 3), Counted("good", 3))
    await running.eventually(lambda: _count(running, 3))
    assert await parked(running) == [("bad", "refused"), ("bad", "behind"), ("bad", "behind")]


async def test_a_refused_event_leaves_no_trace_of_its_effect(running: Ledger) -> None:
    await emit(running, Counted("good", 1), Counted("bad", -1))
    await running.eventually(lambda: _count(running, 1))
    assert await running.fetch("reader", "SELECT key FROM outbox") == [("good",)]


async def test_an_unknown_type_is_parked_until_a_version_knows_it(running: Ledger) -> None:
    await emit(running, Counted("key", 1, type=NEW_TYPE), Counted("key", 2), Counted("other", 1))
    await running.eventually(lambda: _count(running, 2))
    assert await parked(running) == [("key", "unknown_type"), ("key", "behind")]
    assert await consumed(running) == [("other", 1)]


async def test_data_that_does_not_fit_its_contract_is_parked(running: Ledger) -> None:
    class Broken(Counted):
        def data(self) -> bytes:
            return b"{not json"

    await emit(running, Broken("key", 1), Counted("other", 1))
    await running.eventually(lambda: _count(running, 1))
    assert await parked(running) == [("key", "undecodable")]
    assert await consumed(running) == [("other", 1)]


async def test_unreadable_records_are_parked_and_block_nothing(running: Ledger, producer: AIOKafkaProducer) -> None:
    topic = running.settings.topic(TOPIC)
    for headers in ([], [("ce_id", b"\xff\xfe")], [("ce_type", None)]):
        await producer.send_and_wait(topic, b"\x00\xff", key=b"key", headers=headers, partition=0)
    await producer.send_and_wait(topic, None, key=b"only a key", partition=1)
    await emit(running, Counted("key", 1))

    async def done() -> bool:
        return len(await parked(running)) == 4 and await consumed(running) == [("key", 1)]

    await running.eventually(done)
    assert {reason for _, reason in await parked(running)} == {"unreadable"}
    assert await running.fetch("reader", "SELECT * FROM parked_key") == []


FORGED = [
    ("ce_chainid", str(2**63)),
    ("ce_shard", str(10**12)),
    ("ce_generation", str(2**40)),
    ("ce_generation", str(2**31 - 1)),
    ("ce_recordedtime", "2028-02-29T00:00:00"),
]


async def test_copies_with_numbers_out_of_range_are_parked_and_the_key_goes_on(
    running: Ledger, producer: AIOKafkaProducer
) -> None:
    """Each would halt the consumer, or starve the shard, if it reached the marks."""
    await emit(running, Counted("key", 1))
    await running.all_consumed()
    original = (await records(running.settings))[0]
    for name, value in FORGED:
        headers = dict(original.headers) | {"ce_chainid": b"1000", name: value.encode()}
        topic, partition = original.topic, original.partition
        await producer.send_and_wait(
            topic, original.value, key=original.key, headers=list(headers.items()), partition=partition
        )
    await emit(running, Counted("key", 2))

    async def done() -> bool:
        return len(await parked(running)) == len(FORGED) and len(await consumed(running)) == 2

    await running.eventually(done)
    assert {reason for _, reason in await parked(running)} == {"unreadable"}
    assert await consumed(running) == [("key", 1), ("key", 2)]


async def _count(ledger: Ledger, records: int) -> bool:
    return len(await parked(ledger)) >= records
