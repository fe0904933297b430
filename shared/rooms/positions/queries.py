"""How up to date this service's positions are."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from shared.access import Work, anywhere, use_case
from shared.access.positions_freshness import PositionsFreshness, count_unsent, load_freshness
from shared.values.capabilities import Capability


class PositionsFreshnessView(BaseModel):
    """At the owner of positions nothing can be missing, and `unsent` counts events that are not relayed yet.

    Elsewhere `age_seconds` is the time since nothing was missing, and `up_to_date` is true if that is now.
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
class ShowPositionsFreshness:
    """The freshness of positions; `owned_type` is the full type of their events if this service owns them."""

    owned_type: str | None


@use_case(*Capability, scope=anywhere, changes=False)
async def show_positions_freshness(work: Work, query: ShowPositionsFreshness) -> PositionsFreshnessView:
    """Every holder of a position may see it."""
    freshness = await load_freshness(work.connection)
    if query.owned_type is None:
        return PositionsFreshnessView(
            source="projection", up_to_date=freshness.up_to_date, unsent=None, **asdict(freshness)
        )
    unsent = await count_unsent(work.connection, query.owned_type)
    # Age 0: at the owner a position takes effect with its commit, whether or not its event is relayed.
    owned = PositionsFreshness(freshness.last_position_at, None, None, None, None, 0.0)
    return PositionsFreshnessView(source="owner", up_to_date=True, unsent=unsent, **asdict(owned))
