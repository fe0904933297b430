"""A service as operators' commands reach it: its connections, its inbox and what it hears; trouble as one sentence."""

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

from deploy.installation.plainly import speaking_plainly
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
    """Run what a command does. Raises `Trouble` for whatever is not there or refuses."""
    with speaking_plainly(), _quiet():
        return asyncio.run(coroutine)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the core's log out of the answer, which a program may read; what it would say, the answer says."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    try:
        yield
    finally:
        structlog.configure(**before)


def chosen(service: str | None) -> Sequence[str]:
    """The one service, or all of them."""
    return (service,) if service else SERVICES


def by_hand(why: str) -> Operator:
    """Who gives a command, as this machine knows him. Raises `Trouble` when no reason is given."""
    if not why.strip():
        raise Trouble("Give a reason with --reason: it stays on record, and somebody will ask")
    return Operator(f"{getpass.getuser()}@{socket.gethostname()}", why.strip())


def subscription_of(service: str) -> Subscription:
    """What a service hears and its rooms do about it."""
    # By name and late: a command that asks for nothing of this need not import the services.
    subscription: Subscription = importlib.import_module(f"services.{service}.bootstrap").subscription()
    return subscription


def heard_topics(settings: Settings, service: str) -> Mapping[str, str]:
    """The owner of each topic that a service hears, by the topic's full name."""
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
    """A service's inbox with all its handlers, as its worker has it. The relay finds by itself what handlers say."""
    async with await open_pool(settings, service, APPLICATION) as pool:
        units = UnitsOfWork[Actor](pool, origin_of(settings, service), business_clock(settings).now, nudge=lambda: None)
        dispatcher = Contracts(settings.type_prefix).dispatcher(subscription_of(service).reactions)
        yield Inbox(service, units, Actor.of_system(service), dispatcher)
