"""Whether aiokafka still does what it was started for. It has hung after broker restarts, alive and idle for ever.

What tells it are private names of a pinned version; `tests/core/test_liveness.py` sees that they are there. Nothing is
mended here: whoever is stuck ends, and its supervisor starts it again.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

LONGEST_LOSS_SECONDS = 120.0
"""A broker that is away for less is waited for."""
STALE_SECONDS = 15.0
"""A consumer that reads asks and is answered about twice a second, also where there is nothing new."""


def consumer_ended(consumer: AIOKafkaConsumer) -> str | None:
    """Which of the tasks that a started consumer needs has ended; without it nothing comes back by itself."""
    if consumer._coordinator is None or consumer._fetcher is None:
        return None
    tasks = {"coordination": consumer._coordinator._coordination_task, "fetcher": consumer._fetcher._fetch_task}
    return next((name for name, task in tasks.items() if task.done()), None)


def sender_ended(producer: AIOKafkaProducer) -> bool:
    """Whether the task that sends has ended."""
    task = producer._sender.sender_task
    return task is not None and task.done()


def symptom(consumer: AIOKafkaConsumer) -> str | None:
    """What keeps a consumer from reading at this moment; a rebalance does so for a while, and so does a restart."""
    coordinator = consumer._coordinator
    if coordinator is None:
        return "it is not started"
    if coordinator.coordinator_id is None:
        return "the group's coordinator is not known"
    if not coordinator.member_id or coordinator._rejoin_needed_fut.done():
        return "it has not joined its group"
    idle = consumer._subscription.fetcher_idle_time
    if idle > STALE_SECONDS:
        return f"nobody has asked it for records for {idle:.0f} s"
    places = consumer.assignment()
    answered = max((consumer.last_poll_timestamp(place) or 0 for place in places), default=None)
    if answered is not None and time.time() - answered / 1000 > STALE_SECONDS:
        return "Kafka answers no fetch"
    return None


@dataclass
class Liveness:
    """Follows one consumer: what passes by itself is waited for, what does not is trouble."""

    longest_loss: float = LONGEST_LOSS_SECONDS
    clock: Callable[[], float] = time.monotonic
    _unwell_since: float | None = field(default=None, init=False)

    def trouble(self, consumer: AIOKafkaConsumer, *, busy: bool) -> str | None:
        """Why the consumer has to be started again, if it has to; `busy` while a batch is in hand."""
        if ended := consumer_ended(consumer):
            return f"aiokafka's {ended} task has ended"
        # While a batch is in hand nobody asks for records, and a long one would look like a hang.
        reason = None if busy else symptom(consumer)
        if reason is None:
            self._unwell_since = None
            return None
        now = self.clock()
        self._unwell_since = now if self._unwell_since is None else self._unwell_since
        lasted = now - self._unwell_since
        return f"for {lasted:.0f} s: {reason}" if lasted > self.longest_loss else None
