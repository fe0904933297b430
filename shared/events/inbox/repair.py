"""Gap repair: a held shard is refilled from its owner's feed, in order, until it meets the stream again.

If the last record of a shard is lost, no later record shows the gap. So the marks are compared with the owner's tails
at intervals, and a shard whose mark stays behind its tail is held too, once Kafka has no further record of it. A shard
that is only slow is not: its records would all come through the owner's api. For the same reason each shard is repaired
only by the process that reads it.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

import structlog
from aiokafka.errors import KafkaError

from shared.events import metrics
from shared.events.feed.client import FEED_ERRORS, Feeds, open_feeds
from shared.events.inbox.inbox import Inbox
from shared.events.inbox.marks import held_shards, hold_shards, last_ids, release_shard
from shared.operations.errors import describe

log = structlog.get_logger()

REPAIR_INTERVAL_SECONDS = 1.0
COMPARE_EVERY = 5
"""The tails are compared every so many rounds of repair."""


class ShardReader(Protocol):
    """The consumer whose gaps are repaired."""

    def shards(self, topic: str) -> set[int]:
        """The shards that this process reads."""

    async def shards_read_to_end(self, topic: str) -> set[int]:
        """Those of them in which every record that Kafka has now is applied. Raises KafkaError."""


class Repair:
    """Repairs the gaps of one inbox. `owners` maps each topic that the inbox reads to the address of its feed."""

    def __init__(
        self, inbox: Inbox[Any], reader: ShardReader, owners: Mapping[str, str], user: str, password: str
    ) -> None:
        self._inbox = inbox
        self._reader = reader
        self._owners = owners
        self._user, self._password = user, password
        self._behind: dict[tuple[str, int], int] = {}

    async def run(self) -> None:
        """Refill held shards and compare tails, until cancelled."""
        round_ = 0
        async with open_feeds(self._owners, self._user, self._password) as feeds:
            while True:
                round_ += 1
                try:
                    if round_ % COMPARE_EVERY == 0:
                        await self._compare(feeds)
                    await self._refill(feeds)
                except (*FEED_ERRORS, KafkaError) as error:
                    reason = describe(error)
                    log.warning("repair_retrying", consumer=self._inbox.consumer, error=reason)
                await asyncio.sleep(REPAIR_INTERVAL_SECONDS)

    async def _refill(self, feeds: Feeds) -> None:
        async with self._inbox.units.pool.acquire() as connection:
            held = await held_shards(connection, self._inbox.consumer)
        metrics.HELD.labels(self._inbox.consumer).set(len(held))
        for (topic, shard), last_id in held.items():
            if topic in self._owners and shard in self._reader.shards(topic):
                await self._refill_one(feeds, topic, shard, last_id)

    async def _refill_one(self, feeds: Feeds, topic: str, shard: int, last_id: int) -> None:
        while records := await feeds.page(topic, last_id, shard):
            await self._inbox.apply(records)
            last_id = records[-1].offset
            log.warning("gap_refilled", consumer=self._inbox.consumer, topic=topic, shard=shard, records=len(records))
        async with self._inbox.units.pool.acquire() as connection:
            await release_shard(connection, self._inbox.consumer, topic, shard, last_id)

    async def _compare(self, feeds: Feeds) -> None:
        behind: dict[tuple[str, int], int] = {}
        for topic in self._owners:
            tails = await feeds.tails(topic)
            # Asked after the tails, which Kafka has taken: what is missing at its end is missing in Kafka.
            read = await self._reader.shards_read_to_end(topic)
            async with self._inbox.units.pool.acquire() as connection:
                marks = await last_ids(connection, self._inbox.consumer, topic)
            behind |= {(topic, s): mark for s, mark in marks.items() if s in read and mark < tails.get(s, 0)}
        stuck = [shard for shard, mark in behind.items() if self._behind.get(shard) == mark]
        self._behind = behind
        if stuck:
            log.warning("tails_missing", consumer=self._inbox.consumer, shards=len(stuck))
            async with self._inbox.units.pool.acquire() as connection:
                await hold_shards(connection, self._inbox.consumer, stuck)
