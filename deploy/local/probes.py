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
    from aiokafka.admin import AIOKafkaAdminClient
    from aiokafka.errors import KafkaError

    # It logs each attempt that fails, and while a broker starts there are many.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    admin = AIOKafkaAdminClient(
        bootstrap_servers=f"127.0.0.1:{port}",
        security_protocol="SASL_PLAINTEXT",
        sasl_mechanism="SCRAM-SHA-256",
        sasl_plain_username=user,
        sasl_plain_password=password,
        request_timeout_ms=int(_SECONDS * 1000),
    )
    try:
        async with asyncio.timeout(_SECONDS):
            await admin.start()
            return bool((await admin.describe_cluster())["brokers"])
    except (OSError, EOFError, TimeoutError, KafkaError):
        return False
    finally:
        # A client whose broker dies meanwhile may take its time about it.
        with suppress(TimeoutError, OSError, KafkaError):
            await asyncio.wait_for(admin.close(), _SECONDS)


async def page_answers(port: int, path: str) -> bool:
    """Whether a page of a local server answers with success."""
    import httpx

    # Without the environment's proxy (trust_env), to which 127.0.0.1 is another machine.
    try:
        async with httpx.AsyncClient(timeout=_SECONDS, trust_env=False) as client:
            return (await client.get(f"http://127.0.0.1:{port}{path}")).is_success
    except httpx.HTTPError:
        return False
