"""The proof of the three reads on a real PostgreSQL; each broken variant loses events."""

from collections.abc import AsyncIterator
from typing import Any, cast

import asyncpg
import pytest

from shared.events.relay.horizon import Horizon, Round, read_holders, read_last_value, start_round
from shared.events.relay.log import PageLimit, read_complete
from shared.operations.settings import RoleKind
from shared.postgres.connections import Connection
from tests.core.ledger_under_test import Ledger

INSERT = """INSERT INTO outbox (topic, key, stream_version, key_hash, type, event_id, data, headers)
            VALUES ('t', 'k', 1, 0, 'x', gen_random_uuid(), '', '{}') RETURNING id"""


@pytest.fixture
def with_kafka() -> bool:
    return False


class Three:
    """Two writers and a relay, each on its own connection, driven statement by statement."""

    def __init__(
        self, slow: "asyncpg.Connection[Any]", quick: "asyncpg.Connection[Any]", relay: "asyncpg.Connection[Any]"
    ):
        self.slow, self.quick, self.relay = slow, quick, relay

    async def ids(self, cursor: int = 0) -> list[int]:
        return [row["id"] for row in await self.relay.fetch("SELECT id FROM outbox WHERE id > $1 ORDER BY id", cursor)]


class RowCounter:
    """A connection that notes the number of rows that each query returns."""

    def __init__(self, connection: "asyncpg.Connection[Any]", fetched: list[int]) -> None:
        self._connection, self._fetched = connection, fetched

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    async def fetch(self, query: str, *arguments: Any) -> list[Any]:
        rows: list[Any] = await self._connection.fetch(query, *arguments)
        self._fetched.append(len(rows))
        return rows


@pytest.fixture
async def three(ledger: Ledger) -> AsyncIterator[Three]:
    settings = ledger.settings
    kinds: tuple[RoleKind, ...] = ("app", "app", "relay")
    urls = [settings.database_url("ledger", kind) for kind in kinds]
    connections = [await asyncpg.connect(url, server_settings={"search_path": "ledger"}) for url in urls]
    yield Three(*connections)
    for connection in connections:
        await connection.close()


async def test_the_relay_waits_for_a_commit_out_of_order(three: Three) -> None:
    slow = three.slow.transaction()
    await slow.start()
    await three.slow.execute(INSERT)
    await three.quick.execute(INSERT)
    horizon = Horizon()
    rows, complete = await read_complete(three.relay, 0, PageLimit(10, 1_000_000), horizon)
    assert (list(rows), complete, horizon.open) == ([], 0, True)
    assert horizon.blocked_by == await three.slow.fetchval("SELECT pg_backend_pid()")
    await slow.commit()
    rows, complete = await read_complete(three.relay, 0, PageLimit(10, 1_000_000), horizon)
    assert ([row["id"] for row in rows], complete) == ([1, 2], 2)


async def test_the_relay_passes_the_hole_of_a_rollback(three: Three) -> None:
    slow = three.slow.transaction()
    await slow.start()
    await three.slow.execute(INSERT)
    await three.quick.execute(INSERT)
    await slow.rollback()
    rows, complete = await read_complete(three.relay, 0, PageLimit(10, 1_000_000), Horizon())
    assert ([row["id"] for row in rows], complete) == ([2], 2)


async def test_a_slow_holder_does_not_hold_back_ids_drawn_before_it(three: Three) -> None:
    slow = three.slow.transaction()
    await slow.start()
    await three.slow.execute(INSERT)
    await slow.rollback()
    await three.quick.execute(INSERT)
    horizon = Horizon()
    horizon.judge(await start_round(three.relay), 0)
    late = three.slow.transaction()
    await late.start()
    await three.slow.execute(INSERT)
    await three.quick.execute(INSERT)
    rows, complete = await read_complete(three.relay, 0, PageLimit(10, 1_000_000), horizon)
    assert ([row["id"] for row in rows], complete) == ([2], 2)
    await late.rollback()


async def test_a_prepared_transaction_holds_a_new_leader_back_to_its_cursor(three: Three) -> None:
    slow = three.slow.transaction()
    await slow.start()
    await three.slow.execute(INSERT)
    await three.quick.execute(INSERT)
    await three.slow.execute("PREPARE TRANSACTION 'proof'")
    for horizon in (Horizon(), Horizon(last_value=2)):
        rows, complete = await read_complete(three.relay, 0, PageLimit(10, 1_000_000), horizon)
        assert (list(rows), complete) == ([], 0)
    await three.slow.execute("COMMIT PREPARED 'proof'")
    rows, complete = await read_complete(three.relay, 0, PageLimit(10, 1_000_000), Horizon())
    assert ([row["id"] for row in rows], complete) == ([1, 2], 2)


async def test_waiting_for_a_slow_transaction_reads_nothing_of_the_backlog_behind_it(three: Three) -> None:
    slow = three.slow.transaction()
    await slow.start()
    await three.slow.execute(INSERT)
    for _ in range(20):
        await three.quick.execute(INSERT)
    horizon, limit = Horizon(), PageLimit(100, 1_000_000)
    await read_complete(three.relay, 0, limit, horizon)
    fetched: list[int] = []
    reading = RowCounter(three.relay, fetched)
    for _ in range(5):
        assert await read_complete(cast("Connection", reading), 0, limit, horizon) == ([], 0)
    assert max(fetched) <= 1  # the one holder
    await slow.commit()
    rows, complete = await read_complete(cast("Connection", reading), 0, limit, horizon)
    assert ([row["id"] for row in rows], complete) == ([*range(1, 22)], 21)
    assert max(fetched) == 21


async def test_a_row_that_becomes_visible_is_relayed_while_another_transaction_is_awaited(three: Three) -> None:
    first, later = three.slow.transaction(), three.quick.transaction()
    await first.start()
    await three.slow.execute(INSERT)
    await later.start()
    await three.quick.execute(INSERT)
    horizon, limit = Horizon(), PageLimit(10, 1_000_000)
    assert await read_complete(three.relay, 0, limit, horizon) == ([], 0)
    await first.commit()
    rows, complete = await read_complete(three.relay, 0, limit, horizon)
    assert ([row["id"] for row in rows], complete, horizon.open) == ([1], 1, True)
    await later.rollback()
    assert await read_complete(three.relay, 1, limit, horizon) == ([], 2)


async def test_control_a_plain_cursor_loses_events_that_commit_late(three: Three) -> None:
    slow = three.slow.transaction()
    await slow.start()
    await three.slow.execute(INSERT)
    await three.quick.execute(INSERT)
    seen = await three.ids()
    await slow.commit()
    assert [*seen, *await three.ids(cursor=seen[-1])] == [2]


async def test_control_holders_read_before_the_sequence_lose_events(three: Three) -> None:
    holders = await read_holders(three.relay)
    slow = three.slow.transaction()
    await slow.start()
    await three.slow.execute(INSERT)
    await three.quick.execute(INSERT)
    complete = Horizon().judge(Round(await read_last_value(three.relay), holders), 0)
    seen = [id_ for id_ in await three.ids() if id_ <= complete]
    await slow.commit()
    assert [*seen, *await three.ids(cursor=complete)] == [2]


async def test_control_without_the_second_read_events_are_lost(three: Three) -> None:
    slow = three.slow.transaction()
    await slow.start()
    await three.slow.execute(INSERT)
    await three.quick.execute(INSERT)
    rows = await three.ids()
    last_value = await read_last_value(three.relay)
    await slow.commit()
    complete = Horizon().judge(Round(last_value, await read_holders(three.relay)), 0)
    seen = [id_ for id_ in rows if id_ <= complete]
    assert [*seen, *await three.ids(cursor=complete)] == [2]
