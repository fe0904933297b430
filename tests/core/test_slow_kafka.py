"""A Kafka that takes fewer bytes than a step has within the time limit delays events; it does not stop the relay."""

import pytest

from shared.events.relay import flow
from tests.core.in_process import emit, relaying
from tests.core.kafka_admin import limit_writing, records
from tests.core.ledger import Counted
from tests.core.ledger_under_test import Ledger

EVENTS, BYTES_EACH = 40, 60_000
BYTES_PER_SECOND = 120_000
"""Kafka takes the bytes of about ten seconds without delay, half of the events, and then so many per second."""


class Large(Counted):
    def data(self) -> bytes:
        return super().data().ljust(BYTES_EACH)


async def test_a_slow_kafka_gets_smaller_steps_and_few_records_twice(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "SEND_TIMEOUT_SECONDS", 2.0)
    await limit_writing(ledger.settings, ledger.settings.principal("ledger"), BYTES_PER_SECOND)
    await emit(ledger, *(Large(f"key-{number}", number) for number in range(EVENTS)))
    async with relaying(ledger):
        await ledger.all_relayed()
    assert EVENTS <= len(await records(ledger.settings)) < EVENTS * 2
