"""The same sample data for all tests of the interface."""

import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.http.sample_data import SampleData


@pytest.fixture(scope="session")
async def open_sample(sinergi: Sinergi, directorate: str) -> SampleData:
    """The sample data while sessions of this month can still be recorded."""
    assert directorate, "an agreement of the directorate general is drafted and submitted by two of its accounts"
    facility = next(each for each in sinergi.facilities if each["kind"] == "lapas")
    return await SampleData(sinergi, facility).make()


@pytest.fixture(scope="session")
async def sample(open_sample: SampleData) -> SampleData:
    await open_sample.close_the_month()
    return open_sample
