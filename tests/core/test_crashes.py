"""Killing any process at any crash point loses nothing, applies nothing twice, and keeps the order of each key."""

import pytest

from tests.core.in_process import consuming, reader_inbox, relaying
from tests.core.ledger_under_test import Ledger

RELAY_POINTS = ["after_lock", "after_read", "after_some_sends", "after_sends", "after_acknowledgements", "after_save"]
READER_POINTS = ["after_fetch", "after_effect", "after_commit"]
UNIT_POINTS = ["before_outbox", "after_outbox", "after_commit"]


@pytest.mark.parametrize("point", RELAY_POINTS)
async def test_a_relay_killed_at_any_point_loses_and_repeats_nothing(ledger: Ledger, point: str) -> None:
    writer = await ledger.start("writer", "30", "5", "0")
    async with reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await ledger.crashed(await ledger.start("relay", crash_at=f"relay.{point}"))
        assert await writer.wait() == 0
        async with relaying(ledger):
            await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()


@pytest.mark.parametrize("point", READER_POINTS)
async def test_a_reader_killed_at_any_point_loses_and_repeats_nothing(ledger: Ledger, point: str) -> None:
    writer = await ledger.start("writer", "30", "5", "0")
    async with relaying(ledger):
        await ledger.crashed(await ledger.start("reader", crash_at=f"inbox.{point}"))
        assert await writer.wait() == 0
        async with reader_inbox(ledger) as inbox, consuming(ledger, inbox):
            await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()


@pytest.mark.parametrize("point", UNIT_POINTS)
async def test_a_writer_killed_around_its_commit_emits_all_or_nothing(ledger: Ledger, point: str) -> None:
    writer = await ledger.start("writer", "1", "1", "0", crash_at=f"unit.{point}")
    await ledger.crashed(writer)
    emitted = await ledger.fetch("ledger", "SELECT count(*) FROM outbox")
    raised = await ledger.fetch("ledger", "SELECT coalesce(sum(version), 0) FROM stream")
    assert raised == emitted
    assert (emitted[0][0] > 0) == (point == "after_commit")
