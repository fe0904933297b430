"""Reads the feeds of the services for all endpoints. A page that several endpoints need is requested once."""

import asyncio
import json
import re
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import httpx2

from services.notifications.webhooks.model.deliveries import FeedEvent
from shared.contracts.topics import TOPICS
from shared.operations.clients import direct_client
from shared.operations.settings import Settings
from shared.rooms.feed.cursors import FeedCursor
from shared.web.cursors import decode_cursor
from shared.web.problems.refusals import InvalidCursor

SERVICE = "notifications"
WAIT_SECONDS = 20
TIMEOUT_SECONDS = 50.0
PAGE = 100
KEPT_PAGES = 200
GONE = 410
FEED_ERRORS: tuple[type[Exception], ...] = (httpx2.HTTPError, TimeoutError, ValueError, KeyError, InvalidCursor)
_NEXT = re.compile(r"<\?([^>]*)>")


class CursorGone(Exception):
    """The log was restored, and the cursor is no longer valid."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The events of a topic, by its short name, of some types and facilities; none of them: all.

    With `partner` only those that the own system of this partner may read.
    """

    topic: str
    types: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()
    partner: str = ""

    @classmethod
    def of(
        cls, topic: str, types: Collection[str], facilities: Collection[UUID] | None, partner: UUID | None
    ) -> "Selection":
        """A selection, equal for equal sets."""
        chosen = tuple(sorted(types)), tuple(sorted(map(str, facilities or ())))
        return cls(topic, *chosen, str(partner) if partner else "")


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Events, and the cursor after them."""

    events: Sequence[FeedEvent]
    next: str


class EventFeeds:
    """The feeds of all services, read with the password of this one."""

    def __init__(self, settings: Settings, client: httpx2.AsyncClient) -> None:
        self._settings, self._client = settings, client
        self._asked: dict[tuple[Selection, str], asyncio.Task[FeedPage]] = {}
        self._pages: OrderedDict[tuple[Selection, str], FeedPage] = OrderedDict()

    async def page(self, selection: Selection, cursor: str) -> FeedPage:
        """The events after a cursor; waits a while if there are none. Raises `CursorGone`, or one of `FEED_ERRORS`."""
        asked = selection, cursor
        if page := self._pages.get(asked):
            return page
        if asked not in self._asked:
            self._asked[asked] = task = asyncio.create_task(self._ask(asked))
            # At the end of the process nobody may be left to hear why it failed.
            task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        # The request continues for the others if one of those who wait for it gives up.
        return await asyncio.shield(self._asked[asked])

    async def _ask(self, asked: tuple[Selection, str]) -> FeedPage:
        selection, cursor = asked
        try:
            page = await self._read(selection, cursor, PAGE, WAIT_SECONDS)
        finally:
            del self._asked[asked]
        if page.events:
            self._pages[asked] = page
            if len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        return page

    async def event(self, selection: Selection, chain_id: int, generation: int) -> FeedEvent | None:
        """The event with an id of the log, or None if it is not selected. Raises `CursorGone`, or `FEED_ERRORS`."""
        cursor = self.cursor(selection.topic, generation, chain_id - 1)
        page = await self._read(selection, cursor, 1, 0)
        return next((each for each in page.events if each.chain_id == chain_id), None)

    async def generation(self, topic: str) -> int:
        """The present generation of the log of a topic. Raises `FEED_ERRORS`."""
        page = await self._read(Selection(topic), None, 1, 0)
        return int(decode_cursor(page.next)[1])

    async def position_at(self, topic: str, generation: int, moment: datetime) -> int:
        """A position before every event that was recorded from `moment` on. Raises `FEED_ERRORS`."""
        answer = await self._get(topic, "/events/tails", {"topic": self._settings.topic(topic)})
        low, high, step = 0, max(answer.json().values(), default=0), 1
        # Mostly the moment is a recent one, so the steps from the end grow until an earlier event is found.
        looking = True
        while low < high:
            middle = max(low, high - step) if looking else (low + high) // 2
            page = await self._read(Selection(topic), self.cursor(topic, generation, middle), 1, 0)
            if page.events and page.events[0].recorded_at < moment:
                low, looking = min(page.events[0].chain_id, high), False
            else:
                high, step = middle, step * 2
        return low

    def cursor(self, topic: str, generation: int, position: int) -> str:
        """The cursor of a position in the log."""
        return FeedCursor(self._settings.topic(topic), generation, position).encoded()

    async def _read(self, selection: Selection, cursor: str | None, limit: int, wait: int) -> FeedPage:
        parameters: dict[str, Any] = {"topic": self._settings.topic(selection.topic), "limit": limit, "wait": wait}
        if cursor is not None:
            parameters["cursor"] = cursor
        parameters |= {"type": selection.types, "facility": selection.facilities}
        if selection.partner:
            parameters["partner"] = selection.partner
        answer = await self._get(selection.topic, "/events", parameters)
        following = _NEXT.match(answer.headers["link"])
        if following is None:
            raise ValueError("the feed's answer has no next link")
        return FeedPage(
            [_event(selection.topic, text, attributes) for text, attributes in _split(answer.text)],
            parse_qs(following[1])["cursor"][0],
        )

    async def _get(self, topic: str, path: str, parameters: Mapping[str, Any]) -> httpx2.Response:
        async with asyncio.timeout(TIMEOUT_SECONDS):
            answer = await self._client.get(f"{self._settings.feeds[TOPICS[topic]]}{path}", params=parameters)
        if answer.status_code == GONE:
            raise CursorGone
        return answer.raise_for_status()


def open_client(settings: Settings) -> httpx2.AsyncClient:
    """A client for the feeds; every endpoint may have a request of its own that waits."""
    auth = httpx2.BasicAuth(SERVICE, settings.secret(f"feed_{SERVICE}"))
    limits = httpx2.Limits(max_connections=None, max_keepalive_connections=None)
    return direct_client(TIMEOUT_SECONDS, auth=auth, limits=limits)


def _split(batch: str) -> Sequence[tuple[str, dict[str, Any]]]:
    """The events of a batch, each as its text, byte for byte, and decoded."""
    decoder, found, start = json.JSONDecoder(), [], batch.index("[") + 1
    while batch[start] != "]":
        attributes, end = decoder.raw_decode(batch, start)
        found.append((batch[start:end], attributes))
        start = end + (batch[end] == ",")
    return found


def _event(topic: str, text: str, attributes: Mapping[str, Any]) -> FeedEvent:
    return FeedEvent(
        UUID(attributes["id"]),
        attributes["type"],
        topic,
        attributes["partitionkey"],
        int(attributes["streamversion"]),
        int(attributes["chainid"]),
        datetime.fromisoformat(attributes["recordedtime"]),
        text.encode(),
    )
