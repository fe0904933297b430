"""Connections: pools for units of work, single direct connections for session locks and notifications."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeAlias, TypeVar

import asyncpg
import structlog

from shared.operations.errors import describe
from shared.operations.settings import RoleKind, Settings

Connection: TypeAlias = "asyncpg.Connection[Any] | asyncpg.pool.PoolConnectionProxy[Any]"
Pool: TypeAlias = "asyncpg.Pool[Any]"

TRANSIENT: tuple[type[Exception], ...] = (
    OSError,
    asyncio.TimeoutError,
    asyncpg.InterfaceError,
    # Raised for a connection that has received the server's termination message but is not closed yet.
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.TransactionRollbackError,
    asyncpg.LockNotAvailableError,
    asyncpg.IdleInTransactionSessionTimeoutError,
    asyncpg.TransactionTimeoutError,
    # After a migration that added a column; asyncpg has dropped the statement, so the next try succeeds.
    asyncpg.InvalidCachedStatementError,
    # A standby, or a primary that an operator has set to read-only.
    asyncpg.ReadOnlySQLTransactionError,
)
"""Transient errors of a request or a poll, which can be repeated; `faults.py` sorts the errors of a batch."""

log = structlog.get_logger()
_T = TypeVar("_T")

# A dead peer must be noticed within seconds: a leader whose connection is lost has lost its lock.
_KEEPALIVE = {"tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3"}


def _server_settings(service: str, application: str) -> dict[str, str]:
    # Set at the start of the session, because any connection of a pool serves any unit of work.
    return {"search_path": service, "application_name": application, **_KEEPALIVE}


async def open_pool(settings: Settings, service: str, application: str) -> Pool:
    """Open the pool of a service's app role; its search path is that service's schema only."""
    return await _open(settings, service, settings.database_url(service, "app"), _server_settings(service, application))


async def open_request_pool(settings: Settings, service: str, **limits: str) -> Pool:
    """Open the pool for the requests of an api: that of a service's app role, through PgBouncer if there is one."""
    application = f"{service} api"
    if pooler := settings.pooler_url(service):
        # A connection of PgBouncer serves many clients, so they may set nothing: the search path is the role's own, and
        # `docs/operations/tls.md` gives the limits to PgBouncer.
        return await _open(settings, service, pooler, {"application_name": application})
    given = _server_settings(service, application) | limits
    return await _open(settings, service, settings.database_url(service, "app"), given)


async def _open(settings: Settings, service: str, address: str, server_settings: dict[str, str]) -> Pool:
    return await asyncpg.create_pool(
        address,
        # Read for each connection, so that a password can be changed while the process runs.
        password=partial(settings.secret, f"postgres_{service}_app"),
        min_size=1,
        max_size=settings.pool_size,
        command_timeout=30,
        timeout=10,
        server_settings=server_settings,
        reset=_reset_if_needed,
    )


async def _reset_if_needed(connection: "asyncpg.Connection[Any]") -> None:
    # A reset of each returned connection would be one more round trip, and nothing here sets anything of a session.
    if connection.is_in_transaction():
        await connection.reset()


async def connect(settings: Settings, service: str, kind: RoleKind, application: str) -> "asyncpg.Connection[Any]":
    """Open one direct connection: session locks and LISTEN do not survive a pooler in transaction mode."""
    return await asyncpg.connect(
        settings.database_url(service, kind),
        command_timeout=30,
        timeout=10,
        server_settings=_server_settings(service, application),
    )


async def load_transaction_timeout(connection: Connection) -> float:
    """The session's `transaction_timeout` in seconds, after which the server ends it; 0: none."""
    query = "SELECT setting::float8 / 1000 FROM pg_settings WHERE name = 'transaction_timeout'"
    return float(await connection.fetchval(query))


async def wait_for(what: str, attempt: Callable[[], Awaitable[_T]]) -> _T:
    """Retry `attempt` on transient errors, with a pause that grows to five seconds."""
    pause = 0.2
    while True:
        try:
            return await attempt()
        except TRANSIENT as error:
            log.warning("waiting_for_dependency", dependency=what, error=describe(error))
            await asyncio.sleep(pause)
            pause = min(pause * 2, 5.0)
