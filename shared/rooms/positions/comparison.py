"""The comparison of a worker's positions with their owner's log."""

from collections.abc import Sequence

from shared.access.positions_freshness import PositionsComparison
from shared.contracts.agreements import AGREEMENTS_INTERNAL
from shared.contracts.positions import PositionAssigned
from shared.contracts.topics import TOPICS
from shared.events.feed.client import open_feeds
from shared.operations.settings import Settings
from shared.postgres.connections import Pool


async def compare_positions(settings: Settings, service: str, topics: Sequence[str], pool: Pool) -> None:
    """Compare until cancelled if the service projects positions; their owner has nothing to compare."""
    if AGREEMENTS_INTERNAL not in topics:
        return
    topic, owner = settings.topic(AGREEMENTS_INTERNAL), settings.feeds[TOPICS[AGREEMENTS_INTERNAL]]
    async with open_feeds({topic: owner}, service, settings.secret(f"feed_{service}")) as feeds:
        await PositionsComparison(pool, service, topic, position_type(settings), feeds).run()


def position_type(settings: Settings) -> str:
    """The full type of the events about positions."""
    return f"{settings.type_prefix}.{PositionAssigned.type}"
