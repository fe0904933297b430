"""One stack a run, started when first needed: a real PostgreSQL, a real Apache Kafka, the issuer, and where a test of
behaviour asks for them the six processes of Sinergi."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deploy.local.settings import LocalSettings
from deploy.local.stack import Stack
from deploy.sinergi.supervise import setup_steps

BEHAVIOUR = Path(__file__).parent / "behaviour"


@pytest.fixture(scope="session")
async def stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    """The servers of this run, with the services on top where any test of behaviour was collected."""
    with_services = any(BEHAVIOUR in item.path.parents for item in request.session.items)
    data = Path(os.environ.get("SINERGI_TEST_DATA_DIR") or tmp_path_factory.mktemp("stack"))
    steps = setup_steps() if with_services else []
    async with Stack(LocalSettings(data_dir=data), steps=steps, with_services=with_services) as stack:
        yield stack
