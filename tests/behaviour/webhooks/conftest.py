"""A subscriber with a webhook for each test."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.behaviour.client import Sinergi
from tests.behaviour.subscribers.operator import Operator, Subscriber, make_subscriber
from tests.behaviour.webhooks.endpoints import Hook, Hooks
from tests.behaviour.webhooks.receiver import Receiver, receiving


@pytest.fixture
def operator(sinergi: Sinergi, tmp_path: Path) -> Operator:
    operator = Operator(sinergi.stack.environment(), tmp_path / "subscribers.yaml")
    operator.register.touch()
    return operator


@pytest.fixture
async def subscriber(operator: Operator) -> Subscriber:
    return await make_subscriber(operator, f"contoh-{uuid4().hex[:8]}")


@pytest.fixture
async def hooks(sinergi: Sinergi, subscriber: Subscriber) -> AsyncIterator[Hooks]:
    """Registers webhooks, and disables them after the test, so that nothing is sent to servers that are gone."""
    hooks = Hooks(sinergi, subscriber)
    yield hooks
    await hooks.disable_all()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving() as receiver:
        yield receiver


@pytest.fixture
async def hook(hooks: Hooks, receiver: Receiver) -> Hook:
    """A webhook for everything on the topic of agreements."""
    return await hooks.register(receiver.address)
