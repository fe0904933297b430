"""A service as operators' commands use it: its connections, its subscription and its inbox."""

import asyncio
import getpass
import importlib
import logging
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

import asyncpg
import structlog

from deploy.installation.errors import errors_as_trouble
from deploy.installation.services import SERVICES
from deploy.installation.trouble import Trouble
from shared.access import Actor
from shared.contracts.subscription import Subscription
from shared.contracts.topics import TOPICS, origin_of
from shared.contracts.vocabulary import Contracts
from shared.events.inbox.inbox import Inbox
from shared.events.operator_log import Operator
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.clock import business_clock
from shared.operations.settings import RoleKind, Settings
from shared.postgres.connections import connect, open_pool

T = TypeVar("T")
APPLICATION = "sinergi command"


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run the coroutine of a command. Raises `Trouble` when a server is not reachable or refuses."""
    with errors_as_trouble(), _quiet():
        return asyncio.run(coroutine)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the event core's log out of the output, which a program may read; the output reports the same facts."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    try:
        yield
    finally:
        structlog.configure(**before)


def services_or_one(service: str | None) -> Sequence[str]:
    """All services, or the one that is given."""
    return (service,) if service else SERVICES


def identify_operator(reason: str) -> Operator:
    """The operator who runs a command, by user and machine. Raises `Trouble` when the reason is empty."""
    if not reason.strip():
        raise Trouble("Give a reason with --reason: it is recorded, and others will look for it")
    return Operator(f"{getpass.getuser()}@{socket.gethostname()}", reason.strip())


def subscription_of(service: str) -> Subscription:
    """The topics that a service subscribes to, and its reactions to their events."""
    # Imported by name and late, so that a command without use for it does not import the services.
    subscription: Subscription = importlib.import_module(f"services.{service}.bootstrap").subscription()
    return subscription


def subscribed_topics(settings: Settings, service: str) -> Mapping[str, str]:
    """The owner of each topic that a service subscribes to, by the topic's full name."""
    return {settings.topic(topic): TOPICS[topic] for topic in subscription_of(service).topics}


@asynccontextmanager
async def connected(
    settings: Settings, service: str, kind: RoleKind = "app"
) -> AsyncIterator["asyncpg.Connection[Any]"]:
    """A connection in one of a service's roles."""
    connection = await connect(settings, service, kind, APPLICATION)
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def inbox_of(settings: Settings, service: str) -> AsyncIterator[Inbox[Actor]]:
    """A service's inbox with all its handlers, as its worker has it. The relay polls for its events."""
    async with await open_pool(settings, service, APPLICATION) as pool:
        units = UnitsOfWork[Actor](pool, origin_of(settings, service), business_clock(settings).now, nudge=lambda: None)
        dispatcher = Contracts(settings.type_prefix).dispatcher(subscription_of(service).reactions)
        yield Inbox(service, units, Actor.of_system(service), dispatcher)
