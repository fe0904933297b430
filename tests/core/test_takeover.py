"""A take-over compares the recent records in Kafka with the log, and reads a bounded part of a long topic."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import asyncpg
import pytest

from shared.events.envelope import Envelope, open_envelope
from shared.events.relay import takeover
from shared.events.relay.leadership import Leadership
from shared.events.relay.takeover import LogBehindKafka, refuse_if_behind
from shared.kafka import reading
from shared.postgres.connections import connect
from tests.core.in_process import emit, relaying
from tests.core.ledger import PARTITIONS, TOPIC, Counted
from tests.core.ledger_under_test import Ledger
from tests.core.test_generation import raise_it

LOOK = 8


@pytest.fixture(autouse=True)
def _look_at_few_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "FIRST_LOOK", LOOK)


@asynccontextmanager
async def taking_over(ledger: Ledger) -> AsyncIterator[Leadership]:
    connection = await connect(ledger.settings, "ledger", "relay", "test")
    leadership = await Leadership.try_take(connection, "ledger", "test")
    assert leadership is not None
    yield leadership
    connection.terminate()


async def compare_with_kafka(ledger: Ledger, leadership: Leadership) -> None:
    settings = ledger.settings
    await refuse_if_behind(settings, "ledger", f"/{settings.instance}/ledger", [settings.topic(TOPIC)], leadership)


async def relay_numbers(ledger: Ledger, *events: Counted) -> None:
    async with relaying(ledger):
        await emit(ledger, *events)
        await ledger.all_relayed()


async def test_after_a_raise_a_take_over_reads_no_more_of_a_long_topic(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None of the records has the new generation, so a search for one that has it would read them all."""
    await relay_numbers(ledger, *(Counted(f"key-{number % 100}", number) for number in range(2_000)))
    await raise_it(ledger)
    looked_at = 0

    def counted(topic: str, key: bytes | None, headers: Mapping[str, str]) -> Envelope:
        nonlocal looked_at
        looked_at += 1
        return open_envelope(topic, key, headers)

    monkeypatch.setattr(takeover, "open_envelope", counted)
    async with taking_over(ledger) as leadership:
        await compare_with_kafka(ledger, leadership)
    assert 0 < looked_at <= LOOK * PARTITIONS


async def test_a_log_that_lacks_only_a_smaller_id_of_a_partition_gets_no_leader(ledger: Ledger) -> None:
    """Ids commit out of order, so an asynchronous standby may lack an id and have the one after it."""
    await relay_numbers(ledger, *(Counted("key", number) for number in range(4)))
    await lose(ledger, 3)
    async with taking_over(ledger) as leadership:
        with pytest.raises(LogBehindKafka, match="does not have 1 of the recent events"):
            await compare_with_kafka(ledger, leadership)


async def lose(ledger: Ledger, id_: int) -> None:
    url = ledger.settings.admin_database_url()
    admin = await asyncpg.connect(url, server_settings={"search_path": "ledger"})
    await admin.execute("DELETE FROM outbox WHERE id = $1", id_)
    await admin.close()
