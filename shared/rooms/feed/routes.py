"""GET /events, GET /events/tails."""

from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from shared.access import Work
from shared.access.subscribers import FeedReader
from shared.events.feed.reading import LONGEST_PAGE, MEDIA_TYPE
from shared.events.keys import SHARDS
from shared.rooms.feed.access import FeedTopic
from shared.rooms.feed.long_polling import LONGEST_WAIT_SECONDS, LongPollingRoute, Wait
from shared.rooms.feed.model import EitherCursorOrId
from shared.rooms.feed.queries import (
    EventPage,
    ListEvents,
    ListEventsById,
    ShowTails,
    list_events,
    list_events_by_id,
    show_tails,
)
from shared.web.edge import CurrentWork
from shared.web.limits import check_rate

router = APIRouter(route_class=LongPollingRoute, tags=["events"])

TopicName = Annotated[str, Query(alias="topic", description="the topic's full name", pattern=r"^[a-z0-9._-]{1,249}$")]
EventTypes = Annotated[tuple[str, ...], Query(alias="type", description="only events of these types", max_length=50)]
Facilities = Annotated[
    tuple[UUID, ...], Query(alias="facility", description="only events that concern one of these", max_length=100)
]
Partner = Annotated[
    UUID | None, Query(alias="partner", description="only events that the own system of this partner may read")
]
CursorParameter = Annotated[
    str | None, Query(description="from the `next` link of the previous page; none: from the beginning", max_length=500)
]
WaitSeconds = Annotated[
    int, Query(alias="wait", ge=0, le=LONGEST_WAIT_SECONDS, description="seconds to wait if there are no events yet")
]
AfterId = Annotated[
    int | None, Query(ge=0, lt=2**63, description="instead of a cursor, for Sinergi's own services: a `chainid`")
]
ShardNumber = Annotated[int | None, Query(ge=0, lt=SHARDS, description="one shard only, together with `after`")]

BATCH: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "CloudEvents, oldest first; if it is empty, continue with the `next` link",
        "content": {MEDIA_TYPE: {"schema": {"type": "array", "items": {"type": "object"}}}},
        "headers": {
            "Link": {
                "description": "the next page, `rel=next`, relative to this address (RFC 8288)",
                "schema": {"type": "string"},
            }
        },
    }
}


async def _counted_topic(request: Request, work: CurrentWork, name: TopicName) -> FeedTopic:
    """The topic asked for, after the request is counted."""
    _count(request, work)
    return FeedTopic(name, request.app.state.edge.units.origin)


def _count(request: Request, work: Work) -> None:
    """Count the request once, however often it polls."""
    if isinstance(work.actor, FeedReader) and work.actor.requests_per_minute:
        if not hasattr(request.state, "counted"):
            request.state.counted = check_rate(work.actor.account, work.actor.requests_per_minute)
        # Each poll starts at the edge, which has no rate for subscribers and clears the budget.
        request.state.budget = request.state.counted


CountedTopic = Annotated[FeedTopic, Depends(_counted_topic)]


@router.get(
    "/events",
    summary="Kejadian suatu topik, mulai dari yang terlama / events of a topic, oldest first",
    response_class=Response,
    responses=BATCH,
)
async def list_topic_events(
    *,
    request: Request,
    work: CurrentWork,
    topic: CountedTopic,
    cursor: CursorParameter = None,
    types: EventTypes = (),
    facilities: Facilities = (),
    partner: Partner = None,
    wait: WaitSeconds = 0,
    after: AfterId = None,
    shard: ShardNumber = None,
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE)] = 200,
) -> Response:
    """CloudEvents in their JSON batch format, byte for byte as in the topic.

    Follow the `next` link, also from an empty page, and keep the last one: nothing else is needed to continue. With
    `wait`, an empty answer is delayed until there is an event or the seconds are over.
    """
    if after is None and shard is None:
        # A waiting request continues where its last poll ended, so that filtered events are not read again.
        earlier: Wait | None = getattr(request.state, "wait", None)
        start = earlier.cursor if earlier else cursor
        page = await list_events(work, ListEvents(topic, start, types, tuple(map(str, facilities)), limit, partner))
        request.state.wait = _wait_after(page, wait)
        return Response(page.batch, media_type=MEDIA_TYPE, headers={"Link": _next_link(request, page)})
    if cursor or types or facilities or partner or wait:
        raise EitherCursorOrId
    batch = await list_events_by_id(work, ListEventsById(topic, after or 0, shard, limit))
    return Response(batch, media_type=MEDIA_TYPE)


@router.get(
    "/events/tails",
    summary="Id terakhir setiap shard suatu topik / the last relayed id of each shard of a topic",
)
async def show_topic_tails(work: CurrentWork, topic: CountedTopic) -> dict[int, int]:
    """By shard; a consumer whose marks stay behind these ids is missing events."""
    return await show_tails(work, ShowTails(topic))


def _wait_after(page: EventPage, seconds: int) -> Wait | None:
    return Wait(page.next.position, page.next.encoded(), seconds) if page.empty and page.at_end and seconds else None


def _next_link(request: Request, page: EventPage) -> str:
    # Relative (RFC 3986 §5.2), so that it is right behind any proxy; with the filters, because a cursor has none.
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f'<?{urlencode([*kept, ("cursor", page.next.encoded())])}>; rel="next"'
