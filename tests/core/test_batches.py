"""An event that cannot be sent fails in the business transaction; a record that cannot be applied fails alone."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest

from shared.events.envelope import Envelope, Origin, UnknownTopic
from shared.events.inbox.inbox import Inbox
from shared.events.outbox import MAX_BYTES, MAX_METADATA_CHARACTERS, EventTooLarge
from shared.events.unit_of_work import UnitOfWork, UnitsOfWork
from tests.core.in_process import consumed, consuming, emit, parked, reader_inbox, relaying, until
from tests.core.kafka_admin import fetched_batch
from tests.core.ledger import CAUSE, PREFIX, TOPIC, Counted, record_number, units_of
from tests.core.ledger_under_test import Ledger


class Huge(Counted):
    def data(self) -> bytes:
        return b'"' + b"x" * MAX_BYTES + b'"'


async def test_an_event_that_is_too_large_fails_in_the_business_transaction(ledger: Ledger) -> None:
    with pytest.raises(EventTooLarge):
        await emit(ledger, Counted("key", 1), Huge("key", 2))
    assert await ledger.fetch("ledger", "SELECT * FROM outbox") == []


@pytest.mark.parametrize("key", ["k" * 100_000, "é" * MAX_METADATA_CHARACTERS])
async def test_an_event_whose_key_is_too_long_fails_in_the_business_transaction(ledger: Ledger, key: str) -> None:
    """The relay could never send it, and would stop at it."""
    with pytest.raises(EventTooLarge, match="characters in its key and headers"):
        await emit(ledger, Counted(key, 1))


async def test_a_record_whose_handler_emits_too_large_an_event_is_parked_alone(ledger: Ledger) -> None:
    async def emit_too_much(work: UnitOfWork[str], event: Any, envelope: Envelope) -> None:
        if event["number"] < 0:
            work.emit(Huge("key", 1, topic="reader.v1"))
        await record_number(work, {**event, "number": abs(event["number"])}, envelope)

    handlers = {f"{PREFIX}.number.counted.v1": emit_too_much}
    async with relaying(ledger), reader_inbox(ledger, handlers=handlers) as inbox, consuming(ledger, inbox):
        await emit(ledger, Counted("good", 1), Counted("bad", -2), Counted("other", 3))
        await until(ledger, consumed_=2, parked_=1)
    assert await parked(ledger) == [("bad", "refused")]


async def test_a_record_with_a_number_that_no_column_holds_is_parked_alone(ledger: Ledger) -> None:
    await emit(ledger, Counted("good", 1), Counted("bad", 2**80), Counted("other", 3))
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await until(ledger, consumed_=2, parked_=1)
    assert await parked(ledger) == [("bad", "refused")]


async def test_a_batch_that_fails_without_a_faulty_record_is_retried_and_reported(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise LookupError("no such privilege")

    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        inbox.retry_seconds = 0.1
        with monkeypatch.context() as broken:
            broken.setattr("shared.events.inbox.batch.save_marks", fail)
            await emit(ledger, Counted("key", 1))

            async def halted() -> bool:
                return inbox.halted == "LookupError: no such privilege"

            await ledger.eventually(halted)
        await until(ledger, consumed_=1)
    assert inbox.halted is None
    assert await parked(ledger) == []


async def test_an_event_on_another_services_topic_fails_in_the_business_transaction(ledger: Ledger) -> None:
    origin = Origin(ledger.settings.instance, "ledger", PREFIX, frozenset({TOPIC}))
    async with units_of(ledger.settings, "ledger") as any_topic:
        units: UnitsOfWork[str] = UnitsOfWork(any_topic.pool, origin, any_topic.clock, any_topic.nudge)
        with pytest.raises(UnknownTopic):
            await emit_on_both_topics(units)
    assert await ledger.fetch("ledger", "SELECT * FROM outbox") == []


async def emit_on_both_topics(units: UnitsOfWork[str]) -> None:
    async with units.open("writer", CAUSE) as work:
        work.emit(Counted("key", 1))
        work.emit(Counted("key", 2, topic="reader.v1"))


async def test_the_largest_record_that_is_allowed_arrives(ledger: Ledger) -> None:
    class Largest(Counted):
        def data(self) -> bytes:
            return super().data().ljust(MAX_BYTES)

    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        # The key is a header too: the subject.
        key = "\U0001f600" * (MAX_METADATA_CHARACTERS // 2 - 400)
        await emit(ledger, Largest("key", 1), Counted("key", 2), Largest(key, 3))
        await until(ledger, consumed_=3)
    # The other key is in a partition of its own, so its place among these is by chance.
    arrived = await consumed(ledger)
    assert sorted(arrived) == sorted([("key", 1), ("key", 2), (key, 3)])
    assert [each for each in arrived if each != (key, 3)] == [("key", 1), ("key", 2)]


async def test_poison_in_the_middle_of_a_batch_of_500_is_parked_alone(ledger: Ledger) -> None:
    numbers = [Counted(f"key-{nth}", -1 if nth == 250 else nth) for nth in range(500)]
    await emit(ledger, *numbers)
    async with relaying(ledger):
        await ledger.all_relayed()
    async with reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await until(ledger, consumed_=499, parked_=1)
    assert await parked(ledger) == [("key-250", "refused")]
    assert len(await consumed(ledger)) == 499


async def test_a_batch_of_500_is_consumed_once_in_order(ledger: Ledger) -> None:
    await emit(ledger, *(Counted(f"key-{nth % 7}", nth) for nth in range(500)))
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()


async def park_one_by_one(ledger: Ledger, parking_seconds: float) -> Inbox[str]:
    """Let a handler refuse records one by one, each in its own batch, with a budget of three, until it halts."""
    async with relaying(ledger):
        await emit(ledger, *(Counted(f"key-{number}", -number) for number in range(1, 6)))
        await ledger.all_relayed()
    batch = await fetched_batch(ledger)
    async with reader_inbox(ledger) as inbox:
        inbox.parking_budget, inbox.parking_seconds = 3, parking_seconds

        async def apply_all() -> None:
            for record in batch:
                await inbox.apply([record])

        applying = asyncio.create_task(apply_all())
        # A halted inbox tries again for ever.
        await ledger.eventually(lambda: done_or_halted(applying, inbox))
        applying.cancel()
        # Any other error of the inbox fails the test.
        with suppress(asyncio.CancelledError):
            await applying
    return inbox


async def done_or_halted(applying: asyncio.Task[None], inbox: Inbox[str]) -> bool:
    return applying.done() or inbox.halted is not None


async def test_a_trickle_of_refusals_uses_up_the_budget_too(ledger: Ledger) -> None:
    inbox = await park_one_by_one(ledger, parking_seconds=3600)
    assert len(await parked(ledger)) == 3
    assert inbox.halted is not None


async def test_control_a_budget_for_each_batch_lets_a_trickle_park_everything(ledger: Ledger) -> None:
    inbox = await park_one_by_one(ledger, parking_seconds=0)
    assert len(await parked(ledger)) == 5
    assert inbox.halted is None
