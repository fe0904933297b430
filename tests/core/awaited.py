"""Events after which an effect that has not shown will not show any more.

A test that proves that something does *not* happen waits for one of them, not for some seconds.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import asyncpg
import pytest

from shared.events.metrics import PAUSED
from shared.events.relay.leadership import Leadership
from shared.events.relay.log import read_complete
from shared.events.relay.takeover import LogBehindKafka, refuse_if_behind
from tests.core.kafka_admin import records
from tests.core.ledger_under_test import Ledger

ROUNDS = 10
"""A leader saves a few milliseconds after Kafka's acknowledgement, so it may read once or twice before it saves."""


async def everything_taken(ledger: Ledger) -> None:
    """Wait until the reader has applied, skipped or parked every record that Kafka has now."""
    ends = {record.partition: record.offset + 1 for record in await records(ledger.settings)}

    async def taken() -> bool:
        offsets = dict(await ledger.fetch("reader", "SELECT partition, next_offset FROM inbox_offset"))
        return all(offsets.get(partition, 0) >= end for partition, end in ends.items())

    await ledger.eventually(taken)


async def reader_waits_for_a_lock(ledger: Ledger) -> None:
    """Wait until a session of the reader waits for a lock that another one holds."""

    admin = await asyncpg.connect(ledger.settings.admin_database_url())

    async def waits() -> bool:
        found = await admin.fetchval(
            """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
               AND application_name = 'reader test' AND wait_event_type = 'Lock'"""
        )
        return bool(found)

    await ledger.eventually(waits)
    await admin.close()


async def relay_is_paused(ledger: Ledger) -> None:
    """Wait until the relay of this process has saved what it sent and is paused."""

    async def paused() -> bool:
        return bool(PAUSED._value.get() == 1)

    await ledger.eventually(paused)


@dataclass
class Calls:
    """Counts the calls of a function that have ended, also those that raised."""

    ledger: Ledger
    number: int = 0

    def counted(self, function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def call(*arguments: Any) -> Any:
            try:
                return await function(*arguments)
            finally:
                self.number += 1

        return call

    async def more(self, number: int) -> None:
        """Wait until so many further calls have ended."""
        target = self.number + number

        async def reached() -> bool:
            return self.number >= target

        await self.ledger.eventually(reached)


def readings(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """The leader's readings of the log, in this process."""
    calls = Calls(ledger)
    monkeypatch.setattr("shared.events.relay.flow.read_complete", calls.counted(read_complete))
    return calls


def attempts_to_lead(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """The attempts of this process to become the leader."""
    calls = Calls(ledger)
    monkeypatch.setattr(Leadership, "try_take", calls.counted(Leadership.try_take))
    return calls


def refusals(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """An event that is set when the relay of this process refuses to lead because its log is behind Kafka."""
    refused = asyncio.Event()

    async def watched(*arguments: Any) -> None:
        try:
            await refuse_if_behind(*arguments)
        except LogBehindKafka:
            refused.set()
            raise

    monkeypatch.setattr("shared.events.relay.relay.refuse_if_behind", watched)
    return refused
