"""GET /kotak-masuk/aliran: the state of the badge as server-sent events, as often as it changes.

Every event has the whole state, so a client that missed some is complete with the next one. An id names the desks and
their state. A client that comes back with the id of the present state is sent nothing, one with another state is sent
the present one, and one whose desks are others now is asked to load its page again.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import StreamingResponse

from services.notifications.inbox.pages.streams import Badge, InboxStream, InboxStreams
from services.notifications.inbox.queries import ListOwnDesks, list_own_desks
from shared.access import Work
from shared.web.edge import Edge
from shared.web.problems.refusals import TryAgain

LONGEST_SECONDS = 120.0
"""A stream ends after this time, and the client comes back: then its session and its positions are checked again."""
HEARTBEAT_SECONDS = 15.0
"""A comment shows servers between here and the browser that the stream is in use."""
RETRY_MILLISECONDS = 3_000


def stream_router(streams: InboxStreams) -> APIRouter:
    """The route of the stream; no `WorkRoute`, because a stream outlasts every unit of work."""
    router = APIRouter()

    @router.get("/kotak-masuk/aliran", include_in_schema=False)
    async def show_stream(request: Request, sejak: str = "") -> StreamingResponse:
        """The stream of the account's desks, from the state `sejak` on."""
        edge: Edge | None = request.app.state.edge
        if edge is None:
            raise TryAgain
        account, desks = await edge.admit(request, _desks_of)
        # A script that takes over from another tab has no stream of its own yet, and cannot set the header.
        seen = request.headers.get("last-event-id", sejak)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        streams.require_room(account)

        async def events() -> AsyncIterator[str]:
            # Opened here, where the block surely ends: the framework does not begin an answer whose client has left.
            with streams.open(account, desks) as stream:
                async for event in _events(stream, seen):
                    yield event

        return StreamingResponse(events(), media_type="text/event-stream", headers=headers)

    return router


async def _desks_of(work: Work) -> tuple[str, list[str]]:
    return work.actor.account, await list_own_desks(work, ListOwnDesks())


async def _events(stream: InboxStream, seen: str) -> AsyncIterator[str]:
    yield f"retry: {RETRY_MILLISECONDS}\n\n"
    loop = asyncio.get_running_loop()
    ends = loop.time() + LONGEST_SECONDS
    while (left := ends - loop.time()) > 0:
        with suppress(TimeoutError):
            async with asyncio.timeout(min(left, HEARTBEAT_SECONDS)):
                await stream.changed.wait()
        if stream.changed.is_set() and stream.badge is not None:
            stream.changed.clear()
            yield event_of(stream.badge, seen)
            seen = stream.badge.state
        else:
            yield ": \n\n"


def event_of(badge: Badge, seen: str) -> str:
    """The event for a client whose last id was `seen`, or a comment if it has missed nothing."""
    if badge.state == seen:
        return ": nothing was missed\n\n"
    name = "keadaan" if not seen or same_desks(badge.state, seen) else "muat-ulang"
    data = json.dumps({"belum_dibaca": badge.unread, "penting": badge.critical})
    return f"id: {badge.state}\nevent: {name}\ndata: {data}\n\n"


def same_desks(state: str, seen: str) -> bool:
    """Whether two ids belong to the same desks."""
    return state.partition(".")[0] == seen.partition(".")[0]
