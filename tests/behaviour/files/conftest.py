"""An S3 server for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.behaviour.files.s3_server import S3Server, built


@pytest.fixture
async def s3(tmp_path: Path) -> AsyncIterator[S3Server]:
    """A running server with an empty bucket."""
    server = S3Server(await built(), tmp_path)
    await server.start()
    yield server
    await server.kill()
