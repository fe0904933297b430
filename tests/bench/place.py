"""Where it is measured: the embedded stack with a broker at full speed, and fresh instances of the ledger on it."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg

from deploy.local.process import setup_steps
from deploy.local.settings import LocalSettings
from deploy.local.stack import Stack
from shared.kafka.connection import wait_for_kafka
from shared.operations.settings import Settings
from shared.postgres.connections import connect
from tests.core.ledger import install


class BenchStack(Stack):
    """The embedded stack as it would work in earnest: compiled in full, as quiet as in production, and open to one
    account that asks more often than people do."""

    def __init__(self, data_dir: Path, *, with_services: bool) -> None:
        super().__init__(
            LocalSettings(data_dir=data_dir, kafka_full_speed=True),
            steps=setup_steps() if with_services else [],
            with_services=with_services,
        )

    def environment(self) -> dict[str, str]:
        """As the stack's own, with the settings that production has."""
        return super().environment() | {
            "SINERGI_LOG_LEVEL": "INFO",
            "SINERGI_JOB_INTERVAL_SECONDS": "30",
            "SINERGI_REQUESTS_PER_MINUTE": "0",
        }


@dataclass(frozen=True)
class Ledger:
    """One instance of the two made-up services, with the owners' connections."""

    settings: Settings
    owner: "asyncpg.Connection[Any]"
    reader: "asyncpg.Connection[Any]"


@asynccontextmanager
async def fresh_ledger(stack: Stack) -> AsyncIterator[Ledger]:
    """A ledger of its own, with an empty log and an empty topic."""
    secrets = Path(tempfile.mkdtemp(prefix="ledger-", dir=stack.folder.root))
    settings = await install(stack.environment(), secrets)
    for service in ("ledger", "reader"):
        await wait_for_kafka(settings, service)
    owner = await connect(settings, "ledger", "owner", "bench")
    reader = await connect(settings, "reader", "owner", "bench")
    try:
        yield Ledger(settings, owner, reader)
    finally:
        await owner.close()
        await reader.close()
