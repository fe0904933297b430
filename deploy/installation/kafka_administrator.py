"""The administrator's connections to Kafka: librdkafka manages topics and users, aiokafka reads and sets quotas."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from confluent_kafka.admin import AdminClient

from shared.kafka.connection import tls
from shared.operations.settings import Settings

_MECHANISM = "SCRAM-SHA-256"


def connect_administrator(
    servers: str, user: str, password: str, *, security: str = "SASL_PLAINTEXT", ca_file: Path | None = None
) -> AdminClient:
    """Return a client of librdkafka. It connects at its first request."""
    return AdminClient(
        {
            "bootstrap.servers": servers,
            "security.protocol": security,
            "sasl.mechanism": _MECHANISM,
            "sasl.username": user,
            "sasl.password": password,
            **({"ssl.ca.location": str(ca_file)} if ca_file else {}),
        },
        logger=_silent_logger(),
    )


def aiokafka_options(settings: Settings) -> Mapping[str, Any]:
    """Return the options of a client of aiokafka."""
    return {
        "bootstrap_servers": settings.kafka_servers,
        "security_protocol": settings.kafka_security,
        "ssl_context": tls(settings),
        "sasl_mechanism": _MECHANISM,
        "sasl_plain_username": settings.admin_kafka_user,
        "sasl_plain_password": settings.secret("kafka_admin"),
    }


def _silent_logger() -> logging.Logger:
    # librdkafka logs each failed attempt to standard error; callers report the error themselves.
    logger = logging.getLogger("librdkafka")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    return logger
