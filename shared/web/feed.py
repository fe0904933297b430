"""The routes of the feed: an owner's events in order, for consumers that repair a gap and for subscribers."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from shared.access import use_case
from shared.access.use_case import Work, nationwide
from shared.events.feed import LONGEST_PAGE, MEDIA_TYPE, Wanted, as_batch, read_page, read_tails
from shared.events.keys import SHARDS
from shared.values.capabilities import Capability
from shared.web.edge import CurrentWork, WorkRoute

Topic = Annotated[str, Query(description="the topic's full name", pattern=r"^[a-z0-9._-]{1,249}$")]
LARGEST_ID = 2**63 - 1

router = APIRouter(route_class=WorkRoute, tags=["events"])


@use_case(Capability.SYSTEM_SUBSCRIBER, Capability.OPERATOR, scope=nationwide, changes=False)
async def events_after(work: Work, wanted: Wanted) -> bytes:
    """A page of the log, as CloudEvents."""
    return as_batch(await read_page(work.connection, wanted))


@use_case(Capability.SYSTEM_SUBSCRIBER, Capability.OPERATOR, scope=nationwide, changes=False)
async def tails_of(work: Work, topic: str) -> dict[int, int]:
    """The last relayed id of each shard."""
    return await read_tails(work.connection, topic)


@router.get("/events", summary="Events after an id, oldest first", response_class=Response)
async def get_events(
    work: CurrentWork,
    topic: Topic,
    after: Annotated[int, Query(ge=0, le=LARGEST_ID, description="the `chainid` last read; 0 for the beginning")] = 0,
    shard: Annotated[int | None, Query(ge=0, lt=SHARDS, description="one shard only")] = None,
    limit: Annotated[int, Query(ge=1, le=LONGEST_PAGE)] = 200,
) -> Response:
    """CloudEvents in their JSON batch format; an empty batch means that there is nothing after the id yet."""
    return Response(await events_after(work, Wanted(after, topic, shard, limit)), media_type=MEDIA_TYPE)


@router.get("/events/tails", summary="The last relayed id of each shard of a topic")
async def get_tails(work: CurrentWork, topic: Topic) -> dict[int, int]:
    """By shard; a consumer whose marks stay behind these has lost something."""
    return await tails_of(work, topic)
