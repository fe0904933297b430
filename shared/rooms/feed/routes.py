"""The routes of the feed."""

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
from shared.rooms.feed.reading import Asked, Continued, Page, Source, read_feed, read_log, tails_of
from shared.rooms.feed.waiting import LONGEST_WAIT, Patience, WaitingRoute
from shared.values.refusals import Invalid
from shared.values.texts import Text
from shared.web.edge import CurrentWork
from shared.web.limits import check_rate

router = APIRouter(route_class=WaitingRoute, tags=["events"])

Topic = Annotated[str, Query(description="the topic's full name", pattern=r"^[a-z0-9._-]{1,249}$")]
Types = Annotated[tuple[str, ...], Query(alias="type", description="only events of these types", max_length=50)]
Facilities = Annotated[
    tuple[UUID, ...], Query(alias="facility", description="only events that name one of these", max_length=100)
]
GivenCursor = Annotated[
    str | None, Query(description="from the `next` link of the page before; none: from the beginning", max_length=500)
]
Wait = Annotated[int, Query(ge=0, le=LONGEST_WAIT, description="seconds to wait when there is nothing yet")]
After = Annotated[
    int | None, Query(ge=0, lt=2**63, description="instead of a cursor, for Sinergi's own services: a `chainid`")
]
Shard = Annotated[int | None, Query(ge=0, lt=SHARDS, description="one shard only, together with `after`")]

BATCH: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "CloudEvents, oldest first; none means: go on with the `next` link",
        "content": {MEDIA_TYPE: {"schema": {"type": "array", "items": {"type": "object"}}}},
        "headers": {
            "Link": {
                "description": "where to go on, `rel=next`, relative to this address (RFC 8288)",
                "schema": {"type": "string"},
            }
        },
    }
}


class EitherCursorOrId(Invalid):
    """Somebody gave both ways of saying where to read on."""

    title = Text("Kursor atau id, bukan keduanya", "A cursor or an id, not both")
    detail = Text(
        '"after" dan "shard" tidak dapat digabung dengan "cursor", "type", "facility" atau "wait".',
        '"after" and "shard" do not go together with "cursor", "type", "facility" or "wait".',
    )


async def _source_of(request: Request, work: CurrentWork, topic: Topic) -> Source:
    """The topic that is asked for, once the request is counted: once, however often it looks again."""
    _count(request, work)
    return Source(topic, request.app.state.edge.units.origin)


def _count(request: Request, work: Work) -> None:
    if isinstance(work.actor, FeedReader) and work.actor.requests_per_minute:
        if not hasattr(request.state, "counted"):
            request.state.counted = check_rate(work.actor.account, work.actor.requests_per_minute)
        # Each look of a request that waits begins at the edge, which has no rate for subscribers and clears the budget.
        request.state.budget = request.state.counted


AskedSource = Annotated[Source, Depends(_source_of)]


@router.get("/events", summary="Events of a topic, oldest first", response_class=Response, responses=BATCH)
async def get_events(
    *,
    request: Request,
    work: CurrentWork,
    source: AskedSource,
    cursor: GivenCursor = None,
    types: Types = (),
    facilities: Facilities = (),
    wait: Wait = 0,
    after: After = None,
    shard: Shard = None,
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE)] = 200,
) -> Response:
    """CloudEvents in their JSON batch format, as the topic has them, byte for byte.

    Follow the `next` link, also from an empty page, and keep the last one: it is all that a reader must remember. With
    `wait` an answer without events is held back until there is one, or the seconds are over.
    """
    if after is None and shard is None:
        # A request that waits goes on where its last look ended: what was not wanted then is not read again.
        earlier: Patience | None = getattr(request.state, "patience", None)
        at = earlier.cursor if earlier else cursor
        named = tuple(map(str, facilities))
        page = await read_feed(work, Asked(source, at, types, named, limit))
        request.state.patience = _patience(page, wait)
        return Response(page.batch, media_type=MEDIA_TYPE, headers={"Link": _next(request, page)})
    if cursor or types or facilities or wait:
        raise EitherCursorOrId
    return Response(await read_log(work, Continued(source, after or 0, shard, limit)), media_type=MEDIA_TYPE)


@router.get("/events/tails", summary="The last relayed id of each shard of a topic")
async def get_tails(work: CurrentWork, source: AskedSource) -> dict[int, int]:
    """By shard; a consumer whose marks stay behind these has lost something."""
    return await tails_of(work, source)


def _patience(page: Page, wait: int) -> Patience | None:
    return Patience(page.next.position, page.next.encoded(), wait) if page.empty and page.at_end and wait else None


def _next(request: Request, page: Page) -> str:
    # Relative (RFC 3986 §5.2), so that it is right behind any proxy; with the filters, for a cursor says only where.
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f'<?{urlencode([*kept, ("cursor", page.next.encoded())])}>; rel="next"'
