"""Sends the due events to one endpoint: several keys at the same time, the events of one key in their order."""

import asyncio
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

import structlog
from prometheus_client import Counter

from services.notifications.webhooks.commands.sending import (
    RecordAttempt,
    WithholdEvent,
    record_attempt,
    withhold_event,
)
from services.notifications.webhooks.gateway.feeds import Selection
from services.notifications.webhooks.gateway.receivers import MOST_REQUESTS, Connections
from services.notifications.webhooks.jobs.lanes import Standing
from services.notifications.webhooks.jobs.tools import RETRIED, Tools
from services.notifications.webhooks.model.addresses import AddressRefused, require_address
from services.notifications.webhooks.model.deliveries import PING, DueDelivery, FeedEvent, Outcome
from services.notifications.webhooks.model.pings import ping_body
from services.notifications.webhooks.model.retries import FAILURES_TO_PAUSE
from services.notifications.webhooks.model.signatures import secret_of, signature_headers
from services.notifications.webhooks.queries.sending import ListDue, Receiver, list_due
from shared.access.use_case import C, R, UseCase
from shared.operations.crash_points import crash_point
from shared.operations.errors import describe
from shared.postgres.connections import TRANSIENT

log = structlog.get_logger()
ATTEMPTS = Counter("sinergi_webhooks_attempts_total", "Requests to webhooks", ("cause",))
PAUSE_SECONDS = 1.0


class Sending:
    """The sending to one endpoint."""

    def __init__(self, tools: Tools, receiver: Receiver, standing: Standing) -> None:
        self.receiver = receiver
        self._tools, self._standing = tools, standing
        self._bodies: dict[UUID, bytes] = {}
        self._under_way: dict[UUID, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()
        self._more = False

    def take(self, events: list[FeedEvent]) -> None:
        """Keep the content of events that were just noted, so that it is not asked for again."""
        self._bodies |= {each.event_id: each.body for each in events}
        # Of one that is left alone nothing is due: the look for changes wakes it when its pause is over.
        if self.receiver.failures < FAILURES_TO_PAUSE:
            self.wake()

    def wake(self) -> None:
        """Look again for due events."""
        self._woken.set()

    def change(self, receiver: Receiver) -> None:
        """Continue with the current facts of the endpoint. After a change of rights, every event is asked for again."""
        if receiver.rights != self.receiver.rights:
            self._bodies.clear()
        self.receiver = receiver
        if receiver.due:
            self.wake()

    async def run(self) -> None:
        """Send until cancelled."""
        settings = self._tools.settings
        connections = Connections(
            self._tools.context,
            inner=settings.webhooks_inner,
            timeout_seconds=settings.webhooks_timeout_seconds,
            threads=partial(self._tools.lanes.threads, self._standing),
        )
        try:
            async with connections:
                while True:
                    await self._woken.wait()
                    # Cleared before the query: an event noted during the query wakes again.
                    self._woken.clear()
                    await self._send_due(connections)
        finally:
            for task in self._under_way.values():
                task.cancel()

    async def _send_due(self, connections: Connections) -> None:
        # After several failures one request shows whether the endpoint is back.
        most = 1 if self.receiver.failures >= FAILURES_TO_PAUSE else MOST_REQUESTS
        free = most - len(self._under_way)
        if free <= 0:
            return
        try:
            due = await self._do(list_due, ListDue(self.receiver.id, tuple(self._under_way), free))
        except TRANSIENT as error:
            log.warning("webhook_sending_retrying", webhook=str(self.receiver.id), error=describe(error))
            await asyncio.sleep(PAUSE_SECONDS)
            self.wake()
            return
        self._more = due.more
        for delivery in due.listed:
            self._under_way[delivery.event_id] = asyncio.create_task(self._deliver(connections, delivery))

    async def _deliver(self, connections: Connections, delivery: DueDelivery) -> None:
        try:
            body = await self._body_of(delivery)
            if body is None:
                await self._do(withhold_event, WithholdEvent(self.receiver.id, delivery.event_id))
            else:
                await self._attempt(connections, delivery, body)
        except RETRIED as error:
            log.warning("webhook_sending_retrying", webhook=str(self.receiver.id), error=describe(error))
            await asyncio.sleep(PAUSE_SECONDS)
        except Exception:
            log.exception("webhook_sending_failed", webhook=str(self.receiver.id))
            await asyncio.sleep(PAUSE_SECONDS)
        finally:
            del self._under_way[delivery.event_id]
            # Otherwise nothing is due now; the look for changes finds what becomes due later.
            if self._more or self._bodies:
                self.wake()

    async def _body_of(self, delivery: DueDelivery) -> bytes | None:
        """The event as the feed gives it, or None if the subscriber may not read it any more."""
        if delivery.type == PING:
            return ping_body(delivery.event_id, self._tools.settings.instance, self._tools.settings.type_prefix)
        receiver, feeds = self.receiver, self._tools.feeds
        if delivery.topic not in receiver.rights.topics:
            return None
        if body := self._bodies.pop(delivery.event_id, None):
            return body
        rights = receiver.rights_at(delivery.topic)
        selection = Selection.of(delivery.topic, (), rights.facilities, rights.partner)
        event = await feeds.event(selection, delivery.chain_id, await feeds.generation(delivery.topic))
        return event.body if event and event.event_id == delivery.event_id else None

    async def _attempt(self, connections: Connections, delivery: DueDelivery, body: bytes) -> None:
        tools, receiver, began_at = self._tools, self.receiver, datetime.now(UTC)
        secrets = [secret_of(tools.key, receiver.id, number) for number in receiver.secrets]
        headers = signature_headers(str(delivery.event_id), int(began_at.timestamp()), body, secrets)
        try:
            require_address(receiver.address, inner=tools.settings.webhooks_inner)
            outcome = await connections.send(receiver.address, headers, body)
        except AddressRefused:
            outcome = Outcome("inner_address")
        self._standing.note(outcome)
        crash_point("webhooks.sent")
        ATTEMPTS.labels(outcome.cause).inc()
        if not outcome.delivered:
            log.info("webhook_attempt_failed", webhook=str(receiver.id), cause=outcome.cause, status=outcome.status)
        await self._do(record_attempt, RecordAttempt(receiver.id, delivery, outcome, began_at, tools.patience))

    async def _do(self, use_case: UseCase[C, R], command: C) -> R:
        return await self._tools.do_for(self._standing, use_case, command)
