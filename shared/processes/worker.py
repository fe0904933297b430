"""The worker process of a service: relay, subscriber and jobs, with an HTTP port for operations only.

Jobs need PostgreSQL alone and begin as soon as it is there; relay and subscriber wait for Kafka for as long as it
takes, and the process is *not ready* meanwhile.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from starlette.applications import Starlette

from shared.access import Actor
from shared.contracts.subscription import Subscription
from shared.contracts.topics import TOPICS, origin_of, own_topics
from shared.contracts.vocabulary import Contracts
from shared.events.inbox.inbox import Inbox
from shared.events.inbox.marks import insert_marks
from shared.events.inbox.repair import Repair
from shared.events.inbox.subscription import make_broker, subscribe
from shared.events.jobs import Job, Jobs
from shared.events.nudge import Nudge
from shared.events.operating.requeue import keep_requeueing_known_types
from shared.events.relay.backlog import watch_backlog
from shared.events.relay.relay import Relay
from shared.events.unit_of_work import UnitsOfWork
from shared.kafka.connection import wait_for_kafka
from shared.operations.settings import Settings
from shared.postgres.connections import Pool, open_pool, wait_for
from shared.processes.process import background, health_routes
from shared.rooms.access_view import watch_view
from shared.web.idempotency import forget_old_answers

log = structlog.get_logger()

WATCH_SECONDS = 5.0


class Stuck(Exception):
    """Kafka was lost for long, or aiokafka has stopped working."""


@dataclass
class _State:
    waiting_for: str | None = "postgres"
    inbox: Inbox[Actor] | None = None
    watched: list[Callable[[], str | None]] = field(default_factory=list)

    def trouble(self) -> str | None:
        return next(filter(None, (trouble() for trouble in self.watched)), None)


def make_worker(
    settings: Settings,
    service: str,
    subscription: Subscription,
    *,
    jobs: Sequence[Job[Actor]],
    clock: Callable[[], datetime],
) -> Starlette:
    """Put the worker of a service together: what it subscribes to, its rooms' reactions and jobs."""
    state = _State()
    actor = Actor.of_system(service)
    origin = origin_of(settings, service)

    async def work() -> None:
        pool = await wait_for("postgres", lambda: open_pool(settings, service, f"{service} worker"))
        nudge = Nudge(settings, service)
        units = UnitsOfWork[Actor](pool, origin, clock, nudge)
        inbox = Inbox(service, units, actor, Contracts(settings.type_prefix).dispatcher(subscription.reactions))
        state.inbox, state.waiting_for = inbox, "kafka"
        relay = Relay(settings, service, own_topics(settings, service))
        tasks = (
            nudge.run(),
            relay.run(),
            watch_backlog(pool),
            Jobs(units, actor, (*jobs, forget_old_answers), settings.job_interval_seconds).run(),
            watch_view(settings, service, subscription.topics, pool),
        )
        async with background(*tasks):
            # Before the first record can arrive: of two consumers at first contact, both would apply where no row is.
            await wait_for("marks", lambda: _insert_marks(settings, pool, service, subscription.topics))
            await wait_for_kafka(settings, service)
            broker = make_broker(settings, service)
            topics = [settings.topic(topic) for topic in subscription.topics]
            stuck = subscribe(broker, settings.group(service), topics, inbox)
            state.watched = [relay.trouble, stuck]
            repair = repair_of(settings, service, subscription.topics, inbox)
            async with broker, background(repair.run(), keep_requeueing_known_types(inbox), _end_when_stuck(state)):
                await broker.start()
                state.waiting_for = None
                log.info("worker_ready")
                await _until_cancelled()

    async def not_ready() -> str | None:
        if state.waiting_for:
            return f"waiting for {state.waiting_for}"
        return state.inbox.halted if state.inbox else None

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with background(work()):
            yield

    return Starlette(routes=health_routes(not_ready, state.trouble), lifespan=lifespan)


def repair_of(settings: Settings, service: str, topics: Sequence[str], inbox: Inbox[Actor]) -> Repair:
    """The repair of gaps, from the feeds of the topics' owners."""
    owners = {settings.topic(topic): settings.feeds[TOPICS[topic]] for topic in topics}
    return Repair(inbox, owners, service, settings.secret(f"feed_{service}"))


async def _insert_marks(settings: Settings, pool: Pool, service: str, topics: Sequence[str]) -> None:
    async with pool.acquire() as connection, connection.transaction():
        for topic in topics:
            source = f"/{settings.instance}/{TOPICS[topic]}"
            await insert_marks(connection, service, settings.topic(topic), source)


async def _end_when_stuck(state: _State) -> None:
    """What has got stuck does not come back by itself, so the process ends, and its supervisor starts it again."""
    while True:
        if reason := state.trouble():
            raise Stuck(reason)
        await asyncio.sleep(WATCH_SECONDS)


async def _until_cancelled() -> None:
    await asyncio.Event().wait()
