"""Whether aiokafka still works. After broker restarts it has been observed to hang, alive and idle forever.

Uses private attributes of the pinned aiokafka version; `tests/core/test_liveness.py` checks that they exist. Nothing is
repaired here: a stuck process ends, and its supervisor restarts it.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

LONGEST_LOSS_SECONDS = 120.0
"""A shorter loss of the broker is tolerated."""
STALE_SECONDS = 15.0
"""A working consumer fetches and gets an answer about twice a second, even without new records."""


def consumer_ended(consumer: AIOKafkaConsumer) -> str | None:
    """Name of an ended task that a started consumer needs and that does not restart by itself, or None."""
    if consumer._coordinator is None or consumer._fetcher is None:
        return None
    return _ended(
        coordination=consumer._coordinator._coordination_task,
        fetcher=consumer._fetcher._fetch_task,
        metadata=consumer._client._sync_task,
    )


def producer_ended(producer: AIOKafkaProducer) -> str | None:
    """The same of a producer."""
    return _ended(sender=producer._sender.sender_task, metadata=producer.client._sync_task)


def _ended(**tasks: "asyncio.Task[Any] | None") -> str | None:
    # Whoever waits for metadata waits for ever once the task that fetches them has ended.
    return next((name for name, task in tasks.items() if task is not None and task.done()), None)


def symptom(consumer: AIOKafkaConsumer) -> str | None:
    """Why a consumer cannot read at the moment, or None; a rebalance or a broker restart prevents it temporarily."""
    coordinator = consumer._coordinator
    if coordinator is None:
        return "it is not started"
    if coordinator.coordinator_id is None:
        return "the group's coordinator is not known"
    if not coordinator.member_id or coordinator._rejoin_needed_fut.done():
        return "it has not joined its group"
    idle = consumer._subscription.fetcher_idle_time
    if idle > STALE_SECONDS:
        return f"no records have been requested from it for {idle:.0f} s"
    partitions = consumer.assignment()
    answered = max((consumer.last_poll_timestamp(partition) or 0 for partition in partitions), default=None)
    if answered is not None and time.time() - answered / 1000 > STALE_SECONDS:
        return "Kafka answers no fetch"
    return None


@dataclass
class Liveness:
    """Follows one consumer and reports symptoms that do not pass by themselves."""

    longest_loss: float = LONGEST_LOSS_SECONDS
    clock: Callable[[], float] = time.monotonic
    _unwell_since: float | None = field(default=None, init=False)

    def trouble(self, consumer: AIOKafkaConsumer, *, busy: bool) -> str | None:
        """Why the consumer must be restarted, or None; `busy` while a batch is being applied."""
        if ended := consumer_ended(consumer):
            return f"aiokafka's {ended} task has ended"
        # While a batch is being applied no records are requested, and a long batch would look like a hang.
        reason = None if busy else symptom(consumer)
        if reason is None:
            self._unwell_since = None
            return None
        now = self.clock()
        self._unwell_since = now if self._unwell_since is None else self._unwell_since
        lasted = now - self._unwell_since
        return f"for {lasted:.0f} s: {reason}" if lasted > self.longest_loss else None
