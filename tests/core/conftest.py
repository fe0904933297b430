"""A fresh instance of the ledger and its reader for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deploy.local.stack import Stack
from tests.core.installation import install
from tests.core.ledger_under_test import Ledger


@pytest.fixture
async def ledger(stack: Stack, tmp_path: Path) -> AsyncIterator[Ledger]:
    """A fresh instance on the servers of the run."""
    ledger = Ledger(await install(stack.environment(), tmp_path), tmp_path)
    yield ledger
    await ledger.close()
