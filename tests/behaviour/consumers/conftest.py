"""The two example consumers, which use none of Sinergi's code."""

import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.consumers.readers import Reader, Readers
from tests.behaviour.consumers.toolchains import TOOLCHAINS


@pytest.fixture(scope="session")
def readers(sinergi: Sinergi, tmp_path_factory: pytest.TempPathFactory) -> Readers:
    return Readers(sinergi, tmp_path_factory.mktemp("consumers"))


@pytest.fixture(params=sorted(TOOLCHAINS))
async def reader(readers: Readers, request: pytest.FixtureRequest) -> Reader:
    """One of the consumers; the test is skipped when its tools are missing."""
    return await readers.named(request.param)
