"""The open streams of this process, and the one database connection that serves them all."""

import asyncio
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from services.notifications.inbox.queries import UnreadAtDesk, count_at_desks
from shared.events.nudge import channel_of
from shared.operations.errors import describe
from shared.operations.settings import Settings
from shared.postgres.connections import TRANSIENT, Connection, connect, wait_for
from shared.web.problems.refusals import TryAgain

log = structlog.get_logger()
SERVICE = "notifications"
POLL_SECONDS = 10.0
"""Notices that change without an event, or expire, are noticed after this time; all others with the notification."""
PAUSE_SECONDS = 0.5
"""At least this long between two queries: an import that changes thousands of notices is one change to a reader."""
MOST_STREAMS = 2_000
MOST_OF_ACCOUNT = 10
"""A browser has one stream for all of its tabs; an account may use several browsers."""


@dataclass(frozen=True, slots=True)
class Badge:
    """The number of unread notices, how many of them are critical, and an id of this state."""

    unread: int
    critical: int
    state: str


@dataclass(eq=False)
class InboxStream:
    """One open stream: its desks, and the state that they have now."""

    account: str
    desks: Sequence[str]
    badge: Badge | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def update(self, unread: Mapping[str, UnreadAtDesk]) -> None:
        """Take over the present state."""
        badge = badge_of(self.desks, unread)
        if badge != self.badge:
            self.badge = badge
            self.changed.set()


class InboxStreams:
    """Serves the streams of one process. None of them holds a connection of the pool."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._settings, self._clock = settings, clock
        self._streams: set[InboxStream] = set()
        self._woken = asyncio.Event()

    def require_room(self, account: str) -> None:
        """Raise `TryAgain` if too many streams are open."""
        of_account = sum(each.account == account for each in self._streams)
        if len(self._streams) >= MOST_STREAMS or of_account >= MOST_OF_ACCOUNT:
            raise TryAgain

    @contextmanager
    def open(self, account: str, desks: Sequence[str]) -> Iterator[InboxStream]:
        """A stream until the block ends."""
        stream = InboxStream(account, desks)
        self._streams.add(stream)
        self._woken.set()
        try:
            yield stream
        finally:
            self._streams.discard(stream)

    async def run(self) -> None:
        """Serve until cancelled."""
        while True:
            connection = await wait_for(
                "postgres", lambda: connect(self._settings, SERVICE, "app", f"{SERVICE} inbox streams")
            )
            try:
                # Each event of the inbox wakes the relay through this channel, after its commit.
                await connection.add_listener(channel_of(SERVICE), lambda *_: self._woken.set())
                await self._serve(connection)
            except TRANSIENT as error:
                log.warning("inbox_streams_interrupted", error=describe(error))
            finally:
                connection.terminate()

    async def _serve(self, connection: Connection) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._woken.wait()
            # Cleared before the query: a change during the query causes another one.
            self._woken.clear()
            if streams := list(self._streams):
                desks = {desk for stream in streams for desk in stream.desks}
                unread = await count_at_desks(connection, desks, self._clock())
                for stream in streams:
                    stream.update(unread)
            await asyncio.sleep(PAUSE_SECONDS)


def badge_of(desks: Sequence[str], unread: Mapping[str, UnreadAtDesk]) -> Badge:
    """The badge of some desks. Its id distinguishes other desks from another state of the same ones."""
    found = [(desk, unread[desk]) for desk in desks if desk in unread]
    state = _digest(*(f"{desk} {each.versions}" for desk, each in found))
    return Badge(
        sum(each.unread for _desk, each in found),
        sum(each.critical for _desk, each in found),
        f"{_digest(*desks)}.{state}",
    )


def _digest(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
