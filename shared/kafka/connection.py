"""Connection arguments of all clients: SCRAM, optional TLS, and client names that operators recognise."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import structlog
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from shared.kafka.closing import close
from shared.operations.errors import describe
from shared.operations.settings import Settings

if TYPE_CHECKING:
    # A relay without a subscriber needs no framework, and loading it takes half a second.
    from faststream.kafka import KafkaBroker

log = structlog.get_logger()

STOP_SECONDS = 30.0
"""Longer than a batch may take to end."""
RESTART_SECONDS = 0.5


def tls(settings: Settings) -> ssl.SSLContext | None:
    """The TLS context, or None for a plain listener."""
    if settings.kafka_security == "SASL_PLAINTEXT":
        return None
    return ssl.create_default_context(cafile=settings.kafka_ca_file)


def client_arguments(settings: Settings, service: str) -> dict[str, Any]:
    """Arguments common to aiokafka's producers, consumers and admin clients."""
    return {
        "bootstrap_servers": settings.kafka_servers,
        "client_id": settings.principal(service),
        "security_protocol": settings.kafka_security,
        "ssl_context": tls(settings),
        "sasl_mechanism": "SCRAM-SHA-256",
        "sasl_plain_username": settings.principal(service),
        "sasl_plain_password": settings.secret(f"kafka_{service}"),
        # With the default, aiokafka was observed to write a hundred log lines per second.
        "retry_backoff_ms": 500,
    }


async def wait_for_kafka(settings: Settings, service: str) -> None:
    """Wait, without a time limit, until Kafka accepts this service's principal."""
    pause = 0.2
    while True:
        admin = AIOKafkaAdminClient(**client_arguments(settings, service), request_timeout_ms=5_000)
        try:
            await admin.start()
        except (KafkaError, OSError) as error:
            log.warning("waiting_for_dependency", dependency="kafka", error=describe(error))
        else:
            return
        finally:
            await close(admin.close())
        await asyncio.sleep(pause)
        pause = min(pause * 2, 3.0)


@asynccontextmanager
async def stopping(broker: "KafkaBroker") -> AsyncIterator[None]:
    """Stop a broker when the block ends, once the batch in hand is committed.

    A client that hangs in a rebalance never stops by itself, and its process would not end.
    """
    try:
        yield
    finally:
        await close(broker.stop(), STOP_SECONDS)


async def start_broker(broker: "KafkaBroker", settings: Settings, service: str) -> None:
    """Start a broker's subscribers, without a time limit: Kafka may go away between any two of their connections."""
    while True:
        await wait_for_kafka(settings, service)
        try:
            await broker.start()
        except (KafkaError, OSError) as error:
            log.warning("waiting_for_dependency", dependency="kafka", error=describe(error))
        else:
            return
        await close(broker.stop())
        await asyncio.sleep(RESTART_SECONDS)
