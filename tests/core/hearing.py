"""The ledger's relay and its reader as tasks of the test's own process, so that a test can put another version of
either in, look into it, and stop it at any moment without the price of a process."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaConsumer

from shared.events.inbox.attempt import Dispatcher, Handler, Vocabulary
from shared.events.inbox.inbox import Inbox
from shared.events.inbox.subscription import make_broker, subscribe
from shared.events.relay.relay import Relay
from shared.events.unit_of_work import UnitOfWork
from shared.processes.process import background
from tests.core.conftest import Ledger
from tests.core.ledger import CAUSE, PREFIX, TOPIC, Numbers, Said, make_inbox, units_of, write_down

UNHEARD_OF = "number.unheard_of.v1"


class NewerNumbers(Numbers):
    """The vocabulary of a version that knows one more type."""

    def knows(self, type_: str) -> bool:
        return super().knows(type_) or type_ == f"{PREFIX}.{UNHEARD_OF}"


async def write_down_all(work: UnitOfWork[str], event: Any, envelope: Any) -> None:
    """The effect in a version that has no objection to negative numbers."""
    await write_down(work, event | {"number": abs(event["number"])}, envelope)


TOLERANT: Mapping[str, Handler[str]] = {f"{PREFIX}.number.said.v1": write_down_all}
NEWER: Mapping[str, Handler[str]] = {f"{PREFIX}.{name}": write_down_all for name in ("number.said.v1", UNHEARD_OF)}


@asynccontextmanager
async def reader_inbox(
    ledger: Ledger, vocabulary: Vocabulary | None = None, handlers: Mapping[str, Handler[str]] | None = None
) -> AsyncIterator[Inbox[str]]:
    """The reader's inbox alone, of whichever version."""
    async with units_of(ledger.settings, "reader") as units:
        inbox = await make_inbox(ledger.settings, units)
        inbox.dispatcher = Dispatcher(vocabulary or inbox.dispatcher.vocabulary, handlers or inbox.dispatcher.handlers)
        yield inbox


@dataclass(frozen=True)
class Hearing:
    """A consumer at work, and what says whether it has got stuck."""

    consumer: AIOKafkaConsumer
    trouble: Callable[[], str | None]


@asynccontextmanager
async def reading(ledger: Ledger, inbox: Inbox[str], poll_ms: int = 300_000) -> AsyncIterator[Hearing]:
    """Let an inbox read from Kafka until the block ends."""
    broker = make_broker(ledger.settings, "reader")
    topics = [ledger.settings.topic(TOPIC)]
    group = ledger.settings.group("reader")
    trouble = subscribe(broker, group, topics, inbox, session_ms=1_500, poll_ms=poll_ms)
    async with broker:
        await broker.start()
        yield Hearing(broker.subscribers[0].consumer, trouble)


@asynccontextmanager
async def relaying(ledger: Ledger) -> AsyncIterator[None]:
    """Let the ledger's log be relayed until the block ends."""
    async with background(Relay(ledger.settings, "ledger", [ledger.settings.topic(TOPIC)]).run()):
        yield


async def say(ledger: Ledger, *events: Said) -> None:
    """Say something, in one unit of work."""
    async with units_of(ledger.settings, "ledger") as units, units.open("writer", CAUSE) as work:
        for event in events:
            work.emit(event)


async def heard(ledger: Ledger) -> list[tuple[str, int]]:
    """What the reader has written down, in the order in which it did."""
    return await ledger.fetch("reader", "SELECT key, number FROM heard ORDER BY nth")


async def parked(ledger: Ledger) -> list[tuple[str, str]]:
    """What is parked, in order."""
    return await ledger.fetch("reader", "SELECT key, reason FROM parked ORDER BY id")


async def until(ledger: Ledger, *, heard_: int = 0, parked_: int = 0) -> None:
    """Wait until so many numbers are written down and so many records parked."""

    async def check() -> bool:
        return len(await heard(ledger)) >= heard_ and len(await parked(ledger)) >= parked_

    await ledger.eventually(check)


async def soon() -> None:
    """Give what should not happen the time to happen."""
    await asyncio.sleep(1.5)
