"""Kafka and PostgreSQL are killed, frozen or away: everything waits, and nothing is lost or applied twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import asyncpg
import pytest

from deploy.local.stack import Stack
from shared.kafka.producer import Delivery
from shared.postgres.connections import TRANSIENT, connect
from tests.core.awaited import everything_taken
from tests.core.in_process import consumed, consuming, emit, reader_inbox, relaying
from tests.core.ledger import Counted
from tests.core.ledger_under_test import Ledger


async def test_a_broker_killed_frozen_and_away_delays_events_and_loses_none(ledger: Ledger, stack: Stack) -> None:
    await ledger.start("relay")
    await ledger.start("reader")
    await write(ledger, 1)
    stack.kill("kafka")
    await write(ledger, 2)
    await stack.until_ready("kafka")
    stack.freeze("kafka")
    await write(ledger, 3)
    stack.thaw("kafka")
    await stack.stop_one("kafka")
    await write(ledger, 4)
    await asyncio.sleep(3)
    await stack.start_one("kafka")
    await ledger.all_consumed(seconds=80)
    await ledger.assert_each_consumed_once_in_order()


async def write(ledger: Ledger, seed: int) -> None:
    writer = await ledger.start("writer", "30", "5", str(seed))
    assert await writer.wait() == 0


@pytest.mark.part("chaos", only=True)
async def test_control_a_relay_that_does_not_wait_for_acknowledgements_loses_events(
    ledger: Ledger, stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def return_immediately(_delivery: Delivery, _seconds: float) -> None:
        return

    with monkeypatch.context() as patch:
        async with relaying(ledger):
            await emit(ledger, Counted("key", 1))
            await ledger.all_relayed()
            patch.setattr(Delivery, "acknowledged", return_immediately)
            stack.freeze("kafka")
            await emit(ledger, Counted("key", 2), Counted("key", 3))
            await ledger.all_relayed()
            stack.kill("kafka")
    await stack.until_ready("kafka")
    async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
        await emit(ledger, Counted("other", 1))
        await ledger.eventually(lambda: has_consumed(ledger, ("other", 1)))
        await everything_taken(ledger)
    assert ("key", 3) not in await consumed(ledger)


async def has_consumed(ledger: Ledger, what: tuple[str, int]) -> bool:
    return what in await consumed(ledger)


async def test_postgres_killed_in_the_middle_loses_and_repeats_nothing(ledger: Ledger, stack: Stack) -> None:
    await ledger.start("relay")
    await ledger.start("reader")
    writers = [await ledger.start("writer", "200", "5", str(seed)) for seed in (1, 2)]
    await ledger.eventually(lambda: _begun(ledger))
    stack.kill("postgres")
    await asyncio.gather(*(writer.wait() for writer in writers))
    await stack.until_ready("postgres")
    await write(ledger, 3)
    await ledger.all_consumed()
    await ledger.assert_each_consumed_once_in_order()


async def _begun(ledger: Ledger) -> bool:
    return bool(await consumed(ledger))


@pytest.mark.parametrize("waits", [True, pytest.param(False, marks=pytest.mark.part("chaos", only=True))])
async def test_events_in_kafka_are_still_in_the_log_after_postgres_was_killed(
    ledger: Ledger, stack: Stack, waits: bool
) -> None:
    """The control: a writer that does not wait for the disk, although its role requires it by default."""
    async with lazy_disk(ledger, writers_wait=waits) as admin:
        async with relaying(ledger):
            emitted = await emit_until(ledger, admin, on_disk=waits)
            stack.kill("postgres")
        await stack.until_ready("postgres")
    assert (await ledger.fetch("ledger", "SELECT count(*) FROM outbox") == [(emitted,)]) == waits
    if waits:
        async with relaying(ledger), reader_inbox(ledger) as inbox, consuming(ledger, inbox):
            await ledger.all_consumed()
        await ledger.assert_each_consumed_once_in_order()


async def emit_until(ledger: Ledger, admin: asyncpg.Connection, *, on_disk: bool) -> int:
    """Emit events until the last relayed one is, or is not, on PostgreSQL's disk; return the number emitted.

    A transaction that waits for the disk also flushes the writes of all others: the leader's when it takes over, and
    those of any service that writes at that moment.
    """
    for number in range(1, 100):
        before = await admin.fetchval("SELECT pg_current_wal_insert_lsn()")
        await emit(ledger, Counted("key", number))
        await ledger.all_relayed()
        if await admin.fetchval("SELECT pg_current_wal_flush_lsn() > $1", before) == on_disk:
            return number
    raise AssertionError(f"the disk never {'had' if on_disk else 'lacked'} what was relayed last")


@asynccontextmanager
async def lazy_disk(ledger: Ledger, *, writers_wait: bool) -> AsyncIterator[asyncpg.Connection]:
    """Let PostgreSQL flush writes without a waiting transaction only after ten seconds."""
    role = ledger.settings.role("ledger", "app")
    admin = await asyncpg.connect(ledger.settings.admin_database_url())
    await admin.execute(f"ALTER ROLE {role} SET synchronous_commit = {'on' if writers_wait else 'off'}")
    await admin.execute("ALTER SYSTEM SET wal_writer_delay = '10s'")
    await admin.execute("SELECT pg_reload_conf()")
    try:
        yield admin
    finally:
        admin.terminate()
        admin = await asyncpg.connect(ledger.settings.admin_database_url())
        await admin.execute("ALTER SYSTEM RESET wal_writer_delay")
        await admin.execute("SELECT pg_reload_conf()")
        await admin.close()


async def test_a_connection_that_the_server_terminated_fails_with_a_transient_error(
    ledger: Ledger, stack: Stack
) -> None:
    """Between the server's termination message and the end of the connection, asyncpg raises an internal error."""
    admin = await asyncpg.connect(ledger.settings.admin_database_url())
    async with half_open(stack.state.ports["postgres"]) as (port, server_has_ended):
        address = ledger.settings.postgres_url.replace(str(stack.state.ports["postgres"]), str(port))
        settings = ledger.settings.model_copy(update={"postgres_url": address})
        connection = await connect(settings, "ledger", "app", "terminated")
        await admin.execute("SELECT pg_terminate_backend($1)", connection.get_server_pid())
        await server_has_ended.wait()
        with pytest.raises(TRANSIENT) as failure:
            await connection.execute("SELECT 1")
        assert isinstance(failure.value, asyncpg.InternalClientError)
        connection.terminate()
    await admin.close()


@asynccontextmanager
async def half_open(port: int) -> AsyncIterator[tuple[int, asyncio.Event]]:
    """A proxy to a server that forwards its data but not the end of the connection.

    Yields its port and an event that is set at the end of the server's data.
    """
    ended = asyncio.Event()

    async def pass_on_to_the_end(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await pass_on(reader, writer)
        ended.set()

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        beyond_reader, beyond_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pass_on(reader, beyond_writer), pass_on_to_the_end(beyond_reader, writer))
        writer.transport.abort()
        beyond_writer.transport.abort()

    server = await asyncio.start_server(carry, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1], ended
    server.close()
    await server.wait_closed()


async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await reader.read(65_536):
            writer.write(chunk)
            await writer.drain()
