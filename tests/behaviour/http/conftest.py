"""One setting for all tests of the interface's habits."""

import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.http.setting import Setting


@pytest.fixture(scope="session")
async def setting(sinergi: Sinergi) -> Setting:
    return await Setting(sinergi, next(sinergi.facilities)).make()
