"""Readiness as a client would find it: a query answered, a broker that knows its cluster, a page with 200.

A probe never raises: what fails is simply not ready yet.
"""

import asyncio
import logging
from contextlib import suppress

_SECONDS = 3.0


async def port_answers(port: int, host: str = "127.0.0.1") -> bool:
    """Whether something accepts connections."""
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(host, port), _SECONDS)
    except (OSError, TimeoutError):
        return False
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return True


async def postgres_answers(port: int, user: str, password: str, database: str) -> bool:
    """Whether PostgreSQL lets the superuser in and answers a query."""
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
    """Whether the broker authenticates its admin and counts itself into the cluster."""
    # A closed port is found at once; a client would be imported, which is slow, only to fail at it.
    if not await port_answers(port):
        return False
    # In a thread, for aiokafka leaves its connection open when it is cut off in the middle of connecting.
    return await asyncio.to_thread(_knows_its_cluster, port, user, password)


def _knows_its_cluster(port: int, user: str, password: str) -> bool:
    from confluent_kafka import KafkaException
    from confluent_kafka.admin import AdminClient

    # It logs each attempt that fails, and while a broker starts there are many.
    logging.getLogger("librdkafka").setLevel(logging.CRITICAL + 1)
    admin = AdminClient(
        {
            "bootstrap.servers": f"127.0.0.1:{port}",
            "security.protocol": "SASL_PLAINTEXT",
            "sasl.mechanism": "SCRAM-SHA-256",
            "sasl.username": user,
            "sasl.password": password,
        },
        logger=logging.getLogger("librdkafka"),
    )
    try:
        return bool(admin.list_topics(timeout=_SECONDS).brokers)
    except KafkaException:
        return False


async def page_answers(port: int, path: str) -> bool:
    """Whether a page of a local server answers with success."""
    import httpx2

    # Without the environment's proxy (trust_env), to which 127.0.0.1 is another machine.
    try:
        async with httpx2.AsyncClient(timeout=_SECONDS, trust_env=False) as client:
            return (await client.get(f"http://127.0.0.1:{port}{path}")).is_success
    except httpx2.HTTPError:
        return False
