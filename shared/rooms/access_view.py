"""How current this service's view of positions is, over HTTP; and the watch by which a worker knows."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from shared.access import Work, anywhere, use_case
from shared.access.positions_freshness import PositionsComparison, PositionsFreshness, count_unsent, load_freshness
from shared.contracts.agreements import AGREEMENTS_INTERNAL
from shared.contracts.topics import TOPICS
from shared.events.feed.client import open_feeds
from shared.operations.settings import Settings
from shared.postgres.connections import Pool
from shared.values.capabilities import Capability
from shared.web.edge import CurrentWork, WorkRoute

OWNER = TOPICS[AGREEMENTS_INTERNAL]


class PositionsView(BaseModel):
    """Where the positions are owned nothing can be missing, and `unsent` counts what has not gone out yet.

    Elsewhere `age_seconds` is how long ago nothing was missing, and `up_to_date` says whether that is now.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "source": "projection",
                    "up_to_date": True,
                    "age_seconds": 2.4,
                    "last_position_at": "2026-01-27T03:15:00Z",
                    "compared_at": "2026-01-27T03:20:00Z",
                    "up_to_date_at": "2026-01-27T03:20:00Z",
                    "shards_behind": 0,
                    "parked": 0,
                    "unsent": None,
                }
            ]
        }
    )

    source: Literal["owner", "projection"]
    up_to_date: bool
    age_seconds: float | None
    last_position_at: datetime | None
    compared_at: datetime | None
    up_to_date_at: datetime | None
    shards_behind: int | None
    parked: int | None
    unsent: int | None


@dataclass(frozen=True, slots=True)
class ShowView:
    """How current the view is; `owned` names the topic where positions are owned."""

    owned: str | None


@use_case(*Capability, scope=anywhere, changes=False)
async def show_view(work: Work, query: ShowView) -> PositionsView:
    """Whoever holds a position may know how current that knowledge is."""
    freshness = await load_freshness(work.connection)
    if query.owned is None:
        return PositionsView(source="projection", up_to_date=freshness.up_to_date, unsent=None, **asdict(freshness))
    unsent = await count_unsent(work.connection, query.owned)
    # Age 0: here a position is in force with its commit, whether or not its event has gone out.
    owned = PositionsFreshness(freshness.last_position_at, None, None, None, None, 0.0)
    return PositionsView(source="owner", up_to_date=True, unsent=unsent, **asdict(owned))


def view_router(settings: Settings, service: str) -> APIRouter:
    """The route of one service's api."""
    router = APIRouter(route_class=WorkRoute, tags=["access"])
    owned = settings.topic(AGREEMENTS_INTERNAL) if service == OWNER else None

    @router.get("/access/view", summary="Kemutakhiran data jabatan / how current positions are")
    async def get_view(work: CurrentWork) -> PositionsView:
        """How old this service's view of positions is, and whether anything is missing in it."""
        return await show_view(work, ShowView(owned))

    return router


async def watch_view(settings: Settings, service: str, topics: Sequence[str], pool: Pool) -> None:
    """Watch until cancelled, where positions are projected; their owner has nothing to watch."""
    if AGREEMENTS_INTERNAL in topics:
        topic = settings.topic(AGREEMENTS_INTERNAL)
        async with open_feeds({topic: settings.feeds[OWNER]}, service, settings.secret(f"feed_{service}")) as feeds:
            await PositionsComparison(pool, service, topic, feeds).run()
