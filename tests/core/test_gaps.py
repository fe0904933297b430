"""Records that Kafka lost come from the owner's feed; a log that lost events gets no leader."""

import asyncio
import socket
from typing import Any

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient, RecordsToDelete
from aiokafka.structs import TopicPartition

from shared.events.envelope import Envelope
from shared.events.feed.client import Feeds
from shared.events.inbox import repair
from shared.events.inbox.repair import Repair
from shared.events.relay.generation import raise_generation
from shared.events.unit_of_work import UnitOfWork
from shared.operations.settings import Settings
from shared.processes.process import background
from tests.core.applying import COUNTED
from tests.core.awaited import Calls
from tests.core.in_process import consuming, emit, reader_inbox, relaying
from tests.core.ledger import BY, PARTITIONS, TOPIC, Counted, record_number
from tests.core.ledger_under_test import Ledger


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def start_reader_with_feed(ledger: Ledger) -> None:
    port = str(free_port())
    await ledger.start("feed", http_port=port)
    await ledger.start("reader", feeds=f'{{"ledger": "http://127.0.0.1:{port}"}}')


async def lose(settings: Settings, share: float) -> None:
    """Delete the first `share` of every partition's records, as too short a retention would."""
    arguments = {
        "bootstrap_servers": settings.kafka_servers,
        "security_protocol": settings.kafka_security,
        "sasl_mechanism": "SCRAM-SHA-256",
        "sasl_plain_username": settings.admin_kafka_user,
        "sasl_plain_password": settings.secret("kafka_admin"),
    }
    partitions = [TopicPartition(settings.topic(TOPIC), number) for number in range(PARTITIONS)]
    async with AIOKafkaConsumer(**arguments) as consumer:
        ends = await consumer.end_offsets(partitions)
    admin = AIOKafkaAdminClient(**arguments)
    await admin.start()
    lost = {partition: RecordsToDelete(before_offset=int(end * share)) for partition, end in ends.items()}
    await admin.delete_records(lost)
    await admin.close()


async def test_records_that_kafka_lost_come_from_the_feed(ledger: Ledger) -> None:
    await ledger.start("relay")
    await (await ledger.start("writer", "60", "9", "1")).wait()
    await ledger.all_relayed()
    await lose(ledger.settings, share=0.5)
    await start_reader_with_feed(ledger)
    await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()


async def test_a_tail_that_kafka_lost_comes_from_the_feed(ledger: Ledger) -> None:
    await ledger.start("relay")
    await (await ledger.start("writer", "30", "9", "2")).wait()
    await ledger.all_relayed()
    await lose(ledger.settings, share=1)
    await start_reader_with_feed(ledger)
    await ledger.all_consumed(seconds=120)
    await ledger.assert_each_consumed_once_in_order()


async def test_a_slow_consumer_is_not_taken_for_a_gap(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise a consumer that is behind would pull all that it lacks through the owner's api."""
    monkeypatch.setattr(repair, "REPAIR_INTERVAL_SECONDS", 0.02)
    tails, pages, released = Calls(ledger), Calls(ledger), asyncio.Event()
    monkeypatch.setattr(Feeds, "tails", tails.counted(Feeds.tails))
    monkeypatch.setattr(Feeds, "page", pages.counted(Feeds.page))

    async def slow(work: UnitOfWork[str], event: Any, envelope: Envelope) -> None:
        await released.wait()
        await record_number(work, event, envelope)

    port = str(free_port())
    await ledger.start("feed", http_port=port)
    async with relaying(ledger), reader_inbox(ledger, handlers={COUNTED: slow}) as inbox:
        await emit(ledger, *(Counted(f"key-{number}", number) for number in range(40)))
        await ledger.all_relayed()
        async with consuming(ledger, inbox) as running:
            owners = {ledger.settings.topic(TOPIC): f"http://127.0.0.1:{port}"}
            async with background(Repair(inbox, running.assignment, owners, "reader", "not checked here").run()):
                await tails.more(6)
                released.set()
                await ledger.all_consumed()
                await tails.more(3)
    assert pages.number == 0
    await ledger.assert_each_consumed_once_in_order()


async def test_a_restored_log_gets_no_leader_until_its_generation_is_raised(ledger: Ledger) -> None:
    first = await ledger.start("relay")
    await ledger.start("reader")
    await (await ledger.start("writer", "20", "3", "3")).wait()
    await ledger.all_consumed()
    first.kill()
    await first.wait()
    await delete_the_newest(ledger, keep=5)
    second = await ledger.start("relay")
    await ledger.eventually(lambda: has_logged(ledger, second, "relay_refuses_to_lead"))
    assert "relay_leads" not in ledger.log_of(second)
    newest = (await ledger.fetch("reader", "SELECT max(last_id) FROM inbox_mark"))[0][0]
    async with ledger.as_owner("ledger") as owner:
        raised = await raise_generation(owner, newest, in_kafka=(), by=BY)
    assert (raised.generation, raised.next_id) == (2, newest + 1)
    consumed_before = (await ledger.fetch("reader", "SELECT count(*) FROM consumed"))[0][0]
    await (await ledger.start("writer", "1", "3", "4")).wait()
    new = (await ledger.fetch("ledger", "SELECT count(*) FROM outbox WHERE id > $1", newest))[0][0]

    async def consumed_again() -> bool:
        consumed = await ledger.fetch("reader", "SELECT count(*) FROM consumed")
        return bool(consumed[0][0] == consumed_before + new)

    await ledger.eventually(consumed_again)


async def has_logged(ledger: Ledger, process: asyncio.subprocess.Process, event: str) -> bool:
    return event in ledger.log_of(process)


async def delete_the_newest(ledger: Ledger, keep: int) -> None:
    """Delete the newest events, as the restore of an older base backup does."""
    url = ledger.settings.admin_database_url()
    admin = await asyncpg.connect(url, server_settings={"search_path": "ledger"})
    await admin.execute("DELETE FROM outbox WHERE id > $1", keep)
    await admin.execute("SELECT setval('outbox_id_seq', $1)", keep)
    await admin.execute("UPDATE relay SET cursor = least(cursor, $1)", keep)
    await admin.execute("UPDATE relay_tail SET last_id = least(last_id, $1)", keep)
    await admin.close()


async def test_a_record_of_an_older_generation_above_the_mark_holds_its_shard(ledger: Ledger) -> None:
    """Dropped without notice, the shard would starve; a held shard is shown and refilled."""
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await emit(ledger, Counted("key", 1))
        await ledger.all_consumed()
        await ledger.fetch("reader", "UPDATE inbox_mark SET generation = 2 WHERE last_id > 0")
        await emit(ledger, Counted("key", 2))

        async def held() -> bool:
            return await ledger.fetch("reader", "SELECT last_id FROM inbox_mark WHERE held") == [(1,)]

        await ledger.eventually(held)
