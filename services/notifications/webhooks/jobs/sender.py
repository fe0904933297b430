"""The process that sends webhooks. One of them sends at a time, and another takes over when it ends.

Each endpoint has tasks and connections of its own, and what they share is divided by lanes, so that a dead or slow one
holds up no other.
"""

import asyncio
import ssl
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from prometheus_client import Gauge
from starlette.applications import Starlette

from services.notifications.webhooks.gateway.feeds import SERVICE, EventFeeds, open_client
from services.notifications.webhooks.jobs.lanes import Standing, open_lanes
from services.notifications.webhooks.jobs.reading import Reading
from services.notifications.webhooks.jobs.sending import Sending
from services.notifications.webhooks.jobs.tools import Tools
from services.notifications.webhooks.model.retries import Patience
from services.notifications.webhooks.queries.sending import ListReceivers, Receiver, list_receivers
from shared.access import Actor
from shared.events.keys import key_hash
from shared.events.nudge import Nudge
from shared.operations.errors import describe
from shared.operations.settings import Settings
from shared.postgres.connections import TRANSIENT, Connection, connect
from shared.processes.process import app_of, background
from shared.processes.units import open_units

log = structlog.get_logger()
LOCK = key_hash("sinergi webhooks")
LOOK_INTERVAL_SECONDS = 0.5
SENDING = Gauge("sinergi_webhooks_sender", "1 while this process sends webhooks")
ENDPOINTS = Gauge("sinergi_webhooks_endpoints", "Endpoints to which this process sends")


class Sender:
    """Sends to all endpoints."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._settings, self._clock = settings, clock
        self._nudge = Nudge(settings, SERVICE)
        self._waiting_for: str | None = "postgres"

    def app(self) -> Starlette:
        """The ASGI application: the sender runs as long as it does."""
        return app_of(self.run, self.not_ready)

    async def not_ready(self) -> str | None:
        """Why the sender is not ready, or None; one that stands by is ready."""
        return f"waiting for {self._waiting_for}" if self._waiting_for else None

    async def run(self) -> None:
        """Send, or stand by, until cancelled."""
        units = await open_units(self._settings, SERVICE, "webhooks", self._clock, self._nudge)
        with open_lanes() as lanes:
            async with background(self._nudge.run()), open_client(self._settings) as client:
                tools = Tools(
                    self._settings,
                    units,
                    Actor.of_system("webhooks"),
                    EventFeeds(self._settings, client),
                    ssl.create_default_context(),
                    self._settings.secret("webhooks_key"),
                    Patience(
                        timedelta(seconds=self._settings.webhooks_retry_interval_seconds),
                        timedelta(seconds=self._settings.webhooks_order_timeout_seconds),
                    ),
                    lanes,
                )
                while True:
                    try:
                        await self._stand_by(tools)
                    except TRANSIENT as error:
                        self._waiting_for = "postgres"
                        log.warning("webhooks_interrupted", error=describe(error))
                        await asyncio.sleep(LOOK_INTERVAL_SECONDS)

    async def _stand_by(self, tools: Tools) -> None:
        # A connection of its own: the lock ends with it.
        connection = await connect(self._settings, SERVICE, "app", f"{SERVICE} webhooks sender")
        try:
            self._waiting_for = None
            # Asked for and not waited for: a statement that waits would hold back the cleaning of tables.
            while not await connection.fetchval("SELECT pg_try_advisory_lock($1)", LOCK):  # noqa: ASYNC110
                await asyncio.sleep(LOOK_INTERVAL_SECONDS)
            await self._send(tools, connection)
        finally:
            connection.terminate()

    async def _send(self, tools: Tools, connection: Connection) -> None:
        log.info("webhooks_sender_leads")
        tasks: dict[UUID, EndpointTasks] = {}
        SENDING.set(1)
        try:
            while True:
                # Noticed here when the lock is lost with its connection; then another one sends.
                await connection.fetchval("SELECT 1")
                receivers = {each.id: each for each in await tools.do(list_receivers, ListReceivers())}
                for gone in tasks.keys() - receivers.keys():
                    await tasks.pop(gone).stop()
                for id_, receiver in receivers.items():
                    if id_ not in tasks:
                        tasks[id_] = EndpointTasks(tools, receiver)
                    await tasks[id_].follow(receiver)
                ENDPOINTS.set(len(tasks))
                await asyncio.sleep(LOOK_INTERVAL_SECONDS)
        finally:
            SENDING.set(0)
            await asyncio.gather(*(each.stop() for each in tasks.values()))


class EndpointTasks:
    """The tasks of one endpoint: one sends, and one reads while the endpoint is enabled."""

    def __init__(self, tools: Tools, receiver: Receiver) -> None:
        self._tools = tools
        self._standing = Standing(receiver.failures)
        self._sending = Sending(tools, receiver, self._standing)
        self._sender = asyncio.create_task(self._sending.run())
        self._reader: asyncio.Task[None] | None = None
        self._read_for: object = None

    async def follow(self, receiver: Receiver) -> None:
        """Continue with the current settings of the endpoint."""
        self._standing.failures = receiver.failures
        wanted = (receiver.version, receiver.rights, receiver.since) if receiver.enabled else None
        changed = wanted != self._read_for or _failed(self._reader)
        if changed:
            # Before the rights are changed: it would keep the events that it has read under the old ones.
            await _end(self._reader)
        self._sending.change(receiver)
        if _failed(self._sender):
            self._sender = asyncio.create_task(self._sending.run())
        if changed:
            self._read_for = wanted
            reading = Reading(self._tools, receiver, self._standing, self._sending.take)
            self._reader = asyncio.create_task(reading.run()) if wanted else None

    async def stop(self) -> None:
        """End both tasks."""
        await _end(self._reader)
        await _end(self._sender)


def _failed(task: "asyncio.Task[None] | None") -> bool:
    """Whether a task has ended by an error, which is logged; it is started again."""
    if task is None or not task.done() or task.cancelled() or (error := task.exception()) is None:
        return False
    log.error("webhook_task_failed", error=describe(error))
    return True


async def _end(task: "asyncio.Task[None] | None") -> None:
    if task is not None:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
