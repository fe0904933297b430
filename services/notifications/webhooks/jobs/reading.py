"""Reads the topics of one endpoint in the feeds, and notes the events that it gets."""

import asyncio
from collections.abc import Callable

import structlog

from services.notifications.webhooks.commands.sending import NoteEvents, StartReading, note_events, start_reading
from services.notifications.webhooks.gateway.feeds import CursorGone, Selection
from services.notifications.webhooks.jobs.lanes import Standing
from services.notifications.webhooks.jobs.tools import RETRIED, Tools
from services.notifications.webhooks.model.deliveries import FeedEvent
from services.notifications.webhooks.queries.sending import (
    CountOpen,
    Receiver,
    ShowPositions,
    count_open,
    show_positions,
)
from shared.access.use_case import C, R, UseCase
from shared.operations.errors import describe

log = structlog.get_logger()
MOST_OPEN = 500
"""An endpoint with so many deliveries before it is not read further; the feed keeps what comes."""
PAUSE_SECONDS = 1.0


class Reading:
    """Reads all topics of one endpoint, each in a task of its own, as long as its selection stays the same."""

    def __init__(
        self, tools: Tools, receiver: Receiver, standing: Standing, noted: Callable[[list[FeedEvent]], None]
    ) -> None:
        self._tools, self._receiver, self._standing, self._noted = tools, receiver, standing, noted

    async def run(self) -> None:
        """Read until cancelled, or until every topic is to be read from another position."""
        await self._find_positions()
        async with asyncio.TaskGroup() as tasks:
            for topic in self._receiver.topics:
                tasks.create_task(self._read(topic))

    async def _find_positions(self) -> None:
        receiver, feeds = self._receiver, self._tools.feeds
        while True:
            try:
                known = await self._do(show_positions, ShowPositions(receiver.id))
                topics = [topic for topic in receiver.topics if receiver.since or topic not in known]
                if not topics:
                    return
                since = receiver.since or receiver.changed_at
                cursors, after_ids = {}, {}
                for topic in topics:
                    generation = await feeds.generation(topic)
                    after_ids[topic] = await feeds.position_at(topic, generation, since)
                    cursors[topic] = feeds.cursor(topic, generation, after_ids[topic])
                await self._do(
                    start_reading, StartReading(receiver.id, cursors, after_ids, since, asked=receiver.since)
                )
            except RETRIED as error:
                log.warning("webhook_reading_retrying", webhook=str(receiver.id), error=describe(error))
                await asyncio.sleep(PAUSE_SECONDS)
            else:
                return

    async def _read(self, topic: str) -> None:
        receiver = self._receiver
        rights = receiver.rights_at(topic)
        facilities = receiver.wanted.facilities_within(rights)
        if facilities is not None and not facilities:
            # Everything that is wanted is beyond the rights of today.
            return
        selection = Selection.of(topic, receiver.wanted.types, facilities, rights.partner)
        while True:
            try:
                await self._read_on(selection)
            except CursorGone:
                await self._begin_after_restore(topic)
            except RETRIED as error:
                log.warning("webhook_reading_retrying", webhook=str(receiver.id), topic=topic, error=describe(error))
                await asyncio.sleep(PAUSE_SECONDS)

    async def _read_on(self, selection: Selection) -> None:
        """Read pages until the position is moved elsewhere or the endpoint has as many deliveries as it may have.

        Neither position nor number is asked for with each page: with hundreds of endpoints that would be half of the
        work of an event.
        """
        tools, receiver = self._tools, self._receiver
        free = MOST_OPEN - await self._do(count_open, CountOpen(receiver.id))
        if free <= 0:
            await asyncio.sleep(PAUSE_SECONDS)
            return
        cursor, since = (await self._do(show_positions, ShowPositions(receiver.id)))[selection.topic]
        while free > 0:
            page = await tools.feeds.page(selection, cursor)
            if page.next == cursor:
                continue
            events = [each for each in page.events if each.recorded_at >= since]
            if not await self._do(note_events, NoteEvents(receiver.id, selection.topic, events, cursor, page.next)):
                return
            cursor = page.next
            if events:
                free -= len(events)
                self._noted(events)

    async def _begin_after_restore(self, topic: str) -> None:
        """Find the time from which the endpoint reads in the restored log; events that it has are not sent again."""
        tools, receiver = self._tools, self._receiver
        try:
            (_, since) = (await self._do(show_positions, ShowPositions(receiver.id)))[topic]
            generation = await tools.feeds.generation(topic)
            position = await tools.feeds.position_at(topic, generation, since)
            cursor = tools.feeds.cursor(topic, generation, position)
            kept = {topic: 2**62}
            await self._do(start_reading, StartReading(receiver.id, {topic: cursor}, kept, since, asked=None))
            log.warning("webhook_reads_restored_log", webhook=str(receiver.id), topic=topic)
        except RETRIED as error:
            log.warning("webhook_reading_retrying", webhook=str(receiver.id), topic=topic, error=describe(error))
            await asyncio.sleep(PAUSE_SECONDS)

    async def _do(self, use_case: UseCase[C, R], command: C) -> R:
        return await self._tools.do_for(self._standing, use_case, command)
