"""The worker process of a service: relay, subscriber and jobs, with an HTTP port for operations only.

Jobs need PostgreSQL only and start as soon as it answers. Relay and subscriber wait for Kafka as long as needed; the
process is not ready meanwhile.
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any

import structlog
from faststream.kafka import KafkaBroker
from starlette.applications import Starlette

from shared.access import Actor
from shared.contracts.subscription import Subscription
from shared.contracts.topics import TOPICS, own_topics
from shared.contracts.vocabulary import Contracts
from shared.events.inbox.inbox import Inbox
from shared.events.inbox.lag import watch_lag
from shared.events.inbox.marks import insert_marks
from shared.events.inbox.repair import Repair, ShardReader
from shared.events.inbox.subscription import Assignment, make_broker, subscribe
from shared.events.jobs import Job, Jobs
from shared.events.measures import OF_THE_EVENT_CORE, Measure, keep_measuring
from shared.events.nudge import Nudge
from shared.events.operating.requeue import keep_requeueing_known_types
from shared.events.relay.backlog import watch_backlog
from shared.events.relay.relay import Relay
from shared.events.unit_of_work import UnitsOfWork
from shared.kafka.connection import wait_for_kafka
from shared.operations.settings import Settings
from shared.postgres.connections import Pool, wait_for
from shared.processes.process import app_of, background
from shared.processes.units import open_units
from shared.rooms.fields.following import follow_field_names
from shared.rooms.positions.comparison import compare_positions
from shared.web.idempotency import delete_old_answers

log = structlog.get_logger()

STUCK_CHECK_INTERVAL_SECONDS = 5.0
AWAITED_JOB_INTERVAL_SECONDS = 1.0
"""Pause between two rounds of the jobs that a person waits for; the jobs of the calendar have a setting."""


class Stuck(Exception):
    """Kafka was unreachable for long, or aiokafka has stopped working."""


class Worker:
    """Relay, subscriber and jobs of one service; `run` shows the order in which they start."""

    def __init__(
        self,
        settings: Settings,
        service: str,
        subscription: Subscription,
        *,
        jobs: Sequence[Job[Actor]],
        clock: Callable[[], datetime],
        awaited_jobs: Sequence[Job[Actor]] = (),
        measures: Sequence[Measure] = (),
    ) -> None:
        self._settings = settings
        self._service = service
        self._subscription = subscription
        self._jobs = jobs
        self._awaited_jobs = awaited_jobs
        self._measures = (*OF_THE_EVENT_CORE, *measures)
        self._clock = clock
        self._actor = Actor.of_system(service)
        self._nudge = Nudge(settings, service)
        self._relay = Relay(settings, service, own_topics(settings, service))
        self._inbox: Inbox[Actor] | None = None
        self._waiting_for: str | None = "postgres"
        self._watched: list[Callable[[], str | None]] = []

    def app(self) -> Starlette:
        """The ASGI application: the worker runs as long as it does."""
        return app_of(self.run, self.not_ready, self.trouble)

    async def run(self) -> None:
        """Start each part once its servers answer, then run until cancelled."""
        units = await self._connect_to_postgres()
        self._inbox = inbox = self._make_inbox(units)
        self._waiting_for = "kafka"
        async with background(*self._tasks_without_kafka(units)):
            # Before the first record: without rows there is nothing to lock, and two new consumers would both apply it.
            await wait_for("marks", lambda: self._insert_marks(units.pool))
            await wait_for_kafka(self._settings, self._service)
            broker, assignment = self._subscribe(inbox)
            async with broker, background(*self._tasks_with_kafka(inbox, assignment)):
                # Ends first: closing the broker waits for the batch, which may wait for an operator.
                with inbox.until_stopped():
                    await broker.start()
                    self._waiting_for = None
                    log.info("worker_ready")
                    await _until_cancelled()

    async def not_ready(self) -> str | None:
        """Why the worker is not ready, or None."""
        if self._waiting_for:
            return f"waiting for {self._waiting_for}"
        return self._inbox.halted if self._inbox else None

    def trouble(self) -> str | None:
        """Why the process must be restarted, or None."""
        return next(filter(None, (trouble() for trouble in self._watched)), None)

    async def _connect_to_postgres(self) -> UnitsOfWork[Actor]:
        return await open_units(self._settings, self._service, "worker", self._clock, self._nudge)

    def _make_inbox(self, units: UnitsOfWork[Actor]) -> Inbox[Actor]:
        contracts = Contracts(self._settings.type_prefix)
        dispatcher = contracts.dispatcher(self._subscription.reactions)
        budget = self._settings.parking_records_per_hour
        return Inbox(self._service, units, self._actor, dispatcher, parking_budget=budget)

    def _tasks_without_kafka(self, units: UnitsOfWork[Actor]) -> Sequence[Coroutine[Any, Any, None]]:
        # The relay waits for Kafka by itself.
        jobs = Jobs(units, self._actor, (*self._jobs, delete_old_answers), self._settings.job_interval_seconds)
        awaited = Jobs(units, self._actor, self._awaited_jobs, AWAITED_JOB_INTERVAL_SECONDS)
        return (
            self._nudge.run(),
            self._relay.run(),
            watch_backlog(units.pool),
            keep_measuring(units.pool, self._measures),
            follow_field_names(units.pool),
            jobs.run(),
            *([awaited.run()] if self._awaited_jobs else []),
            compare_positions(self._settings, self._service, self._subscription.topics, units.pool),
        )

    async def _insert_marks(self, pool: Pool) -> None:
        async with pool.acquire() as connection, connection.transaction():
            for topic in self._subscription.topics:
                source = f"/{self._settings.instance}/{TOPICS[topic]}"
                await insert_marks(connection, self._service, self._settings.topic(topic), source)

    def _subscribe(self, inbox: Inbox[Actor]) -> tuple[KafkaBroker, Assignment]:
        broker = make_broker(self._settings, self._service)
        topics = [self._settings.topic(topic) for topic in self._subscription.topics]
        assignment = subscribe(broker, self._settings.group(self._service), topics, inbox)
        self._watched = [self._relay.trouble, assignment.trouble]
        return broker, assignment

    def _tasks_with_kafka(self, inbox: Inbox[Actor], assignment: Assignment) -> Sequence[Coroutine[Any, Any, None]]:
        repair = make_repair(self._settings, self._service, self._subscription.topics, inbox, assignment)
        lag = watch_lag(self._service, assignment)
        return repair.run(), keep_requeueing_known_types(inbox), lag, self._end_when_stuck()

    async def _end_when_stuck(self) -> None:
        """End the process, which its supervisor restarts: a stuck consumer does not recover by itself."""
        while True:
            if reason := self.trouble():
                raise Stuck(reason)
            await asyncio.sleep(STUCK_CHECK_INTERVAL_SECONDS)


def make_repair(
    settings: Settings, service: str, topics: Sequence[str], inbox: Inbox[Actor], reader: ShardReader
) -> Repair:
    """The repair of gaps, which reads the feeds of the topics' owners."""
    owners = {settings.topic(topic): settings.feeds[TOPICS[topic]] for topic in topics}
    return Repair(inbox, reader, owners, service, settings.secret(f"feed_{service}"))


async def _until_cancelled() -> None:
    await asyncio.Event().wait()
