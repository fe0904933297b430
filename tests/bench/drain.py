"""Draining the log into Kafka, and how the relay spends its time.

The peers are bare aiokafka, the relay's own steps without overlap, and another library's outbox.
"""

import time

from deploy.local.stack import Stack
from shared.events.relay.chaining import chain
from shared.events.relay.horizon import Horizon
from shared.events.relay.log import PageLimit, read_complete
from shared.kafka.producer import Outgoing, Partition
from tests.bench.bare_kafka import bare_producer, send_batches
from tests.bench.events import append_events
from tests.bench.finding import Finding, Goal, Side
from tests.bench.ledgers import Ledger, fresh_ledger
from tests.bench.outbox_peer import AS_INSTALLED, TUNED, outbox_peer
from tests.bench.relaying import drain_rate, relaying
from tests.bench.rounds import in_turn
from tests.bench.scale import Scale
from tests.bench.stepping import stepping
from tests.core.ledger import PARTITIONS, TOPIC

AGAINST_KAFKA = Goal("at least", 0.5)
AGAINST_OUTBOX = Goal("at least", 40)


async def compare_drain(stack: Stack, scale: Scale) -> list[Finding]:
    """Relay the log to Kafka."""
    async with (
        fresh_ledger(stack) as ledger,
        fresh_ledger(stack) as another,
        bare_producer(ledger.settings) as bare,
        stepping(another) as steps,
        relaying(ledger),
    ):
        await append_events(ledger, scale.drained)
        records = await _records(ledger, scale.drained)

        async def bare_rate() -> float:
            began = time.perf_counter()
            await send_batches(bare, records)
            return len(records) / (time.perf_counter() - began)

        given = await in_turn(
            scale.rounds,
            ours=lambda: drain_rate(ledger, scale.drained),
            bare=bare_rate,
            steps=lambda: steps.drain_rate(scale.drained),
        )
        ours, bare_side = Side("relay", given["ours"]), Side("aiokafka send_batch", given["bare"])
        one_by_one = Side("its steps one after the other", given["steps"])
        what = f"drain of {scale.drained:,} events"
        return [
            Finding(f"{what}, against the same records in memory", "events/s", ours, bare_side, AGAINST_KAFKA),
            Finding(f"{what}, against no overlap", "events/s", ours, one_by_one, details=steps.shares()),
        ]


async def compare_outboxes(stack: Stack, scale: Scale) -> list[Finding]:
    """Relay an outbox table to Kafka."""
    async with (
        fresh_ledger(stack) as ledger,
        relaying(ledger),
        outbox_peer(ledger, "tuned_outbox", TUNED) as tuned,
        outbox_peer(ledger, "plain_outbox", AS_INSTALLED) as plain,
    ):
        given = await in_turn(
            scale.rounds,
            ours=lambda: drain_rate(ledger, scale.drained),
            tuned=lambda: tuned.drain_rate(scale.drained_by_outbox),
            plain=lambda: plain.drain_rate(scale.drained_by_outbox // 10),
        )
    peers = {"tuned": ("tuned", AGAINST_OUTBOX), "plain": ("as installed", None)}
    return [
        Finding(
            f"drain, against another library's outbox, {how}",
            "events/s",
            Side("relay", given["ours"]),
            Side("faststream-outbox 0.19", given[name]),
            goal,
        )
        for name, (how, goal) in peers.items()
    ]


async def _records(ledger: Ledger, number: int) -> list[tuple[Partition, Outgoing]]:
    rows, _ = await read_complete(ledger.owner, 0, PageLimit(number, 2**62), Horizon())
    return list(chain(rows, 1, {}, {ledger.settings.topic(TOPIC): PARTITIONS}))
