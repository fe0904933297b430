"""An operator and a subscriber for each test."""

from pathlib import Path
from uuid import uuid4

import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.subscribers.operator import Operator, Subscriber, make_subscriber


@pytest.fixture
def operator(sinergi: Sinergi, tmp_path: Path) -> Operator:
    operator = Operator(sinergi.stack.environment(), tmp_path / "subscribers.yaml")
    operator.register.touch()
    return operator


@pytest.fixture
def name() -> str:
    """A name that no other test of this run uses."""
    return f"contoh-{uuid4().hex[:8]}"


@pytest.fixture
async def subscriber(operator: Operator, name: str) -> Subscriber:
    """A subscriber of the topic of agreements."""
    return await make_subscriber(operator, name)
