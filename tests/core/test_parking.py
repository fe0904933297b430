"""What cannot be applied is parked with what follows on its key; nothing else is held up, and nothing is lost."""

from collections.abc import AsyncIterator

import pytest
from aiokafka import AIOKafkaProducer

from shared.kafka.connection import client_arguments
from tests.core.conftest import Ledger
from tests.core.ledger import CAUSE, TOPIC, Said, units_of


@pytest.fixture
async def running(ledger: Ledger) -> Ledger:
    await ledger.start("relay")
    await ledger.start("reader")
    return ledger


@pytest.fixture
async def producer(ledger: Ledger) -> AsyncIterator[AIOKafkaProducer]:
    async with AIOKafkaProducer(**client_arguments(ledger.settings, "ledger")) as producer:
        yield producer


async def say(ledger: Ledger, *events: Said) -> None:
    async with units_of(ledger.settings, "ledger") as units, units.open("writer", CAUSE) as work:
        for event in events:
            work.emit(event)


async def parked(ledger: Ledger) -> list[tuple[str, str]]:
    rows = await ledger.fetch("reader", "SELECT key, reason FROM parked ORDER BY id")
    return [(key, reason) for key, reason in rows]


async def heard(ledger: Ledger) -> list[tuple[str, int]]:
    return [(key, number) for key, number in await ledger.fetch("reader", "SELECT key, number FROM heard ORDER BY nth")]


async def test_a_refused_event_parks_its_key_and_no_other(running: Ledger) -> None:
    await say(running, Said("good", 1), Said("bad", 1), Said("bad", -1), Said("bad", 2), Said("good", 2))

    async def done() -> bool:
        return len(await parked(running)) == 2 and len(await heard(running)) == 3

    await running.eventually(done)
    assert await parked(running) == [("bad", "refused"), ("bad", "behind")]
    assert sorted(await heard(running)) == [("bad", 1), ("good", 1), ("good", 2)]
    assert await running.fetch("reader", "SELECT key, records FROM parked_key") == [("bad", 2)]
    await say(running, Said("bad", 3), Said("good", 3))
    await running.eventually(lambda: _count(running, 3))
    assert await parked(running) == [("bad", "refused"), ("bad", "behind"), ("bad", "behind")]


async def test_a_refused_event_leaves_no_trace_of_its_effect(running: Ledger) -> None:
    await say(running, Said("good", 1), Said("bad", -1))
    await running.eventually(lambda: _count(running, 1))
    assert await running.fetch("reader", "SELECT key FROM outbox") == [("good",)]


async def test_an_unknown_type_is_parked_until_a_version_knows_it(running: Ledger) -> None:
    await say(running, Said("key", 1, type="number.unheard_of.v1"), Said("key", 2), Said("other", 1))
    await running.eventually(lambda: _count(running, 2))
    assert await parked(running) == [("key", "unknown_type"), ("key", "behind")]
    assert await heard(running) == [("other", 1)]


async def test_data_that_does_not_fit_its_contract_is_parked(running: Ledger) -> None:
    class Broken(Said):
        def data(self) -> bytes:
            return b"{not json"

    await say(running, Broken("key", 1), Said("other", 1))
    await running.eventually(lambda: _count(running, 1))
    assert await parked(running) == [("key", "undecodable")]
    assert await heard(running) == [("other", 1)]


async def test_rubbish_on_the_topic_is_parked_and_holds_up_nobody(running: Ledger, producer: AIOKafkaProducer) -> None:
    topic = running.settings.topic(TOPIC)
    for headers in ([], [("ce_id", b"\xff\xfe")], [("ce_type", None)]):
        await producer.send_and_wait(topic, b"\x00\xff", key=b"key", headers=headers, partition=0)
    await producer.send_and_wait(topic, None, key=b"only a key", partition=1)
    await say(running, Said("key", 1))

    async def done() -> bool:
        return len(await parked(running)) == 4 and await heard(running) == [("key", 1)]

    await running.eventually(done)
    assert {reason for _, reason in await parked(running)} == {"unreadable"}
    assert await running.fetch("reader", "SELECT * FROM parked_key") == []


async def _count(ledger: Ledger, records: int) -> bool:
    return len(await parked(ledger)) >= records
