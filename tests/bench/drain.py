"""Draining the log into Kafka: against bare aiokafka, against faststream-outbox, and what the rest is spent on."""

import time
from collections.abc import Callable

from deploy.local.stack import Stack
from shared.events.chaining import chain, tails_of
from shared.events.flow import ROWS, SEND_SECONDS
from shared.events.horizon import Horizon
from shared.events.leadership import Leadership
from shared.events.log import read_complete
from shared.kafka.producer import BatchProducer, Outgoing, Partition
from shared.postgres.connections import connect
from tests.bench.bare_kafka import bare_producer, send_batches
from tests.bench.events import say
from tests.bench.finding import Finding, Goal, Side
from tests.bench.outbox_peer import outbox_peer
from tests.bench.place import Ledger, fresh_ledger
from tests.bench.relaying import drain_rate, relaying
from tests.bench.rounds import in_turn
from tests.bench.scale import Scale
from tests.core.ledger import PARTITIONS, TOPIC

AGAINST_KAFKA = Goal("at least", 0.5)
AGAINST_OUTBOX = Goal("at least", 40)


async def compare_drain(stack: Stack, scale: Scale) -> list[Finding]:
    """Bring the log to Kafka."""
    async with fresh_ledger(stack) as ledger, bare_producer(ledger.settings) as bare:
        spent = await _spent(ledger, scale.drained)
        records = await _records(ledger, scale.drained)

        async def bare_rate() -> float:
            began = time.perf_counter()
            await send_batches(bare, records)
            return len(records) / (time.perf_counter() - began)

        async with relaying(ledger):
            given = await in_turn(scale.rounds, ours=lambda: drain_rate(ledger, scale.drained), bare=bare_rate)
        return [
            Finding(
                f"drain of {scale.drained} events, against the same records in memory",
                "events/s",
                Side("relay", given["ours"]),
                Side("aiokafka send_batch", given["bare"]),
                AGAINST_KAFKA,
                spent,
            )
        ]


async def compare_outboxes(stack: Stack, scale: Scale) -> list[Finding]:
    """Bring a table to Kafka."""
    async with fresh_ledger(stack) as ledger, relaying(ledger), outbox_peer(ledger) as peer:
        given = await in_turn(
            scale.rounds,
            ours=lambda: drain_rate(ledger, scale.drained),
            peer=lambda: peer.drain_rate(scale.drained_by_outbox),
        )
        return [
            Finding(
                f"drain, against an outbox of {scale.drained_by_outbox} rows",
                "events/s",
                Side("relay", given["ours"]),
                Side("faststream-outbox 0.19", given["peer"]),
                AGAINST_OUTBOX,
            )
        ]


async def _records(ledger: Ledger, number: int) -> list[tuple[Partition, Outgoing]]:
    rows, _ = await read_complete(ledger.owner, 0, number, Horizon())
    topic = ledger.settings.topic(TOPIC)
    return list(chain(rows, "/bench/bare", 1, {}, {topic: PARTITIONS}))


async def _spent(ledger: Ledger, number: int) -> dict[str, float]:
    """Take the relay's steps one after the other, without its overlap, and return the share of each."""
    last = await say(ledger, number)
    connection = await connect(ledger.settings, "ledger", "relay", "bench relay")
    leadership = await Leadership.try_take(connection, "ledger", "bench")
    assert leadership is not None
    producer = BatchProducer(ledger.settings, "ledger")
    await producer.start()
    seconds = dict.fromkeys(("read", "encode", "send", "save"), 0.0)
    stop = _stopwatch(seconds)
    horizon, source, tails = Horizon(), f"/{ledger.settings.instance}/ledger", dict(leadership.tails)
    partitions = {ledger.settings.topic(TOPIC): PARTITIONS}
    while leadership.cursor < last:
        rows, complete = await read_complete(connection, leadership.cursor, ROWS, horizon)
        stop("read")
        records = list(chain(rows, source, leadership.generation, tails, partitions))
        stop("encode")
        await producer.send(records, SEND_SECONDS)
        stop("send")
        await leadership.save(complete, tails_of(rows))
        stop("save")
    await producer.drop()
    await connection.close()
    return {f"share of {name}": value / sum(seconds.values()) for name, value in seconds.items()}


def _stopwatch(seconds: dict[str, float]) -> Callable[[str], None]:
    began = time.perf_counter()

    def stop(name: str) -> None:
        nonlocal began
        now = time.perf_counter()
        seconds[name] += now - began
        began = now

    return stop
