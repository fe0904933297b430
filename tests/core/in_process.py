"""The ledger's relay and reader as tasks in the test's process.

A test can replace parts of either, inspect them and stop them at any moment, without the cost of a process.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaConsumer
from faststream.kafka.subscriber.usecase import LogicSubscriber

from shared.events.inbox.attempt import Dispatcher, Handler, Vocabulary
from shared.events.inbox.inbox import Inbox
from shared.events.inbox.subscription import Assignment, make_broker, subscribe
from shared.events.relay.relay import Relay
from shared.events.unit_of_work import UnitOfWork
from shared.kafka.connection import start_broker, stopping
from shared.processes.process import background
from tests.core.ledger import CAUSE, PREFIX, TOPIC, Counted, Numbers, make_inbox, record_number, units_of
from tests.core.ledger_under_test import Ledger

NEW_TYPE = "number.revised.v1"


class NewerNumbers(Numbers):
    """The vocabulary of a version that knows one more type."""

    def knows(self, type_: str) -> bool:
        return super().knows(type_) or type_ == f"{PREFIX}.{NEW_TYPE}"


async def record_any_number(work: UnitOfWork[str], event: Any, envelope: Any) -> None:
    """The effect in a version that accepts negative numbers."""
    await record_number(work, event | {"number": abs(event["number"])}, envelope)


TOLERANT: Mapping[str, Handler[str]] = {f"{PREFIX}.number.counted.v1": record_any_number}
NEWER: Mapping[str, Handler[str]] = {f"{PREFIX}.{name}": record_any_number for name in ("number.counted.v1", NEW_TYPE)}


@asynccontextmanager
async def reader_inbox(
    ledger: Ledger, vocabulary: Vocabulary | None = None, handlers: Mapping[str, Handler[str]] | None = None
) -> AsyncIterator[Inbox[str]]:
    """The reader's inbox, with the vocabulary and handlers of another version if given."""
    async with units_of(ledger.settings, "reader") as units:
        inbox = await make_inbox(ledger.settings, units)
        inbox.dispatcher = Dispatcher(vocabulary or inbox.dispatcher.vocabulary, handlers or inbox.dispatcher.handlers)
        yield inbox


@dataclass(frozen=True)
class RunningConsumer:
    """A running consumer, its partitions and its liveness check."""

    consumer: AIOKafkaConsumer
    assignment: Assignment

    def trouble(self) -> str | None:
        return self.assignment.trouble()


@asynccontextmanager
async def consuming(
    ledger: Ledger, inbox: Inbox[str], poll_ms: int = 300_000, metadata_ms: int = 30_000
) -> AsyncIterator[RunningConsumer]:
    """Consume from Kafka into an inbox until the block ends."""
    broker = make_broker(ledger.settings, "reader", metadata_ms=metadata_ms)
    topics = [ledger.settings.topic(TOPIC)]
    group = ledger.settings.group("reader")
    assignment = subscribe(broker, group, topics, inbox, session_ms=1_500, poll_ms=poll_ms)
    async with stopping(broker):
        with inbox.until_stopped():
            await start_broker(broker, ledger.settings, "reader")
            (subscriber,) = broker.subscribers
            assert isinstance(subscriber, LogicSubscriber)
            yield RunningConsumer(subscriber.consumer, assignment)


@asynccontextmanager
async def relaying(ledger: Ledger) -> AsyncIterator[None]:
    """Relay the ledger's log until the block ends."""
    async with background(Relay(ledger.settings, "ledger", [ledger.settings.topic(TOPIC)]).run()):
        yield


async def emit(ledger: Ledger, *events: Counted) -> None:
    """Emit events in one unit of work."""
    async with units_of(ledger.settings, "ledger") as units, units.open("writer", CAUSE) as work:
        for event in events:
            work.emit(event)


async def consumed(ledger: Ledger) -> list[tuple[str, int]]:
    """Numbers that the reader has recorded, in that order."""
    return await ledger.fetch("reader", "SELECT key, number FROM consumed ORDER BY nth")


async def parked(ledger: Ledger) -> list[tuple[str, str]]:
    """Key and reason of the parked records, in order."""
    return await ledger.fetch("reader", "SELECT key, reason FROM parked ORDER BY id")


async def until(ledger: Ledger, *, consumed_: int = 0, parked_: int = 0) -> None:
    """Wait until at least so many numbers are recorded and so many records are parked."""

    async def check() -> bool:
        return len(await consumed(ledger)) >= consumed_ and len(await parked(ledger)) >= parked_

    await ledger.eventually(check)
