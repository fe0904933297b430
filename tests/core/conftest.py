"""A fresh instance of the ledger and its reader for each test, and the tables of programs in a transaction."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from deploy.local.stack import Stack
from shared.operations.settings import Settings
from shared.postgres.connections import connect
from tests.core.installation import install
from tests.core.ledger_under_test import Ledger
from tests.core.programs_under_test import Programs, install_programs


@pytest.fixture
def with_kafka() -> bool:
    """Whether the instance has a topic and users in Kafka; overridden by files whose tests need none."""
    return True


@pytest.fixture
async def ledger(stack: Stack, tmp_path: Path, *, with_kafka: bool) -> AsyncIterator[Ledger]:
    """A fresh instance on the servers of the run."""
    ledger = Ledger(await install(stack.environment(), tmp_path, with_kafka=with_kafka), tmp_path)
    yield ledger
    await ledger.close()


@pytest.fixture(scope="session")
def programs_installed(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A database with the tables of programs."""
    return install_programs(stack.environment(), tmp_path_factory.mktemp("secrets"))


@pytest.fixture
async def connection(programs_installed: Settings) -> AsyncIterator["asyncpg.Connection[Any]"]:
    """A connection to the tables of programs."""
    connection = await connect(programs_installed, "programs", "app", "test")
    yield connection
    await connection.close()


@pytest.fixture
async def programs(connection: "asyncpg.Connection[Any]") -> AsyncIterator[Programs]:
    """The tables of programs in a transaction that is rolled back."""
    transaction = connection.transaction()
    await transaction.start()
    yield Programs(connection)
    await transaction.rollback()
