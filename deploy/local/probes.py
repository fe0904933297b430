"""Readiness probes, each from a client's view: a query, the broker's metadata, a page.

A probe never raises an error: a failure means that the server is not ready.
"""

import asyncio
import ssl
from contextlib import suppress

_SECONDS = 3.0
# Local pages are not encrypted, and loading the authorities of the machine takes 25 ms of processor time.
_NO_AUTHORITIES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


async def port_answers(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server accepts connections on this port."""
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(host, port), _SECONDS)
    except (OSError, TimeoutError):
        return False
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return True


async def postgres_answers(port: int, user: str, password: str, database: str) -> bool:
    """Whether PostgreSQL accepts the superuser and answers a query."""
    if not await port_answers(port):
        return False
    import asyncpg

    try:
        async with asyncio.timeout(_SECONDS):
            connection = await asyncpg.connect(
                host="127.0.0.1", port=port, user=user, password=password, database=database
            )
            try:
                return bool(await connection.fetchval("SELECT NOT pg_is_in_recovery()"))
            finally:
                await connection.close()
    except (OSError, EOFError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return False


async def kafka_answers(port: int, user: str, password: str) -> bool:
    """Whether the broker authenticates its admin and is part of its cluster."""
    # Checking the port first avoids the slow import of a client that would fail.
    if not await port_answers(port):
        return False
    # librdkafka in a thread, because aiokafka leaves its connection open when it is cancelled while connecting.
    return await asyncio.to_thread(_is_in_its_cluster, port, user, password)


def _is_in_its_cluster(port: int, user: str, password: str) -> bool:
    from confluent_kafka import KafkaException

    from deploy.installation.kafka_administrator import connect_administrator

    admin = connect_administrator(f"127.0.0.1:{port}", user, password)
    try:
        return bool(admin.list_topics(timeout=_SECONDS).brokers)
    except KafkaException:
        return False


async def page_answers(port: int, path: str) -> bool:
    """Whether a page of a local server answers with success."""
    import httpx2

    # trust_env=False: for a proxy of the environment, 127.0.0.1 would be its own machine.
    try:
        async with httpx2.AsyncClient(timeout=_SECONDS, trust_env=False, verify=_NO_AUTHORITIES) as client:
            return (await client.get(f"http://127.0.0.1:{port}{path}")).is_success
    except httpx2.HTTPError:
        return False
