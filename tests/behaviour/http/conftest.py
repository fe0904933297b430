"""The same sample data for all tests of the interface."""

import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.http.sample_data import SampleData


@pytest.fixture(scope="session")
async def sample(sinergi: Sinergi) -> SampleData:
    return await SampleData(sinergi, next(sinergi.facilities)).make()
