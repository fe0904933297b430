"""The consumers: how far each has come in its topics, and its projections."""

from collections.abc import Mapping
from dataclasses import dataclass

from deploy.installation.service import connected, services_or_one, subscribed_topics, subscription_of
from shared.events.inbox.budget import load_allowance
from shared.events.operating.parked import count_parked
from shared.events.operating.status import Watermark, read_consumer_pause, read_marks, read_watermark
from shared.operations.settings import Settings


@dataclass(frozen=True, slots=True)
class ConsumerStatus:
    """The status of a service's consumer. `not_rebuildable` has the reason by projection.

    `may_park` counts the records that an operator lets it park beyond its budget.
    """

    consumer: str
    paused: str | None
    parked: Mapping[str, int]
    may_park: int
    topics: list[Watermark]
    rebuildable: list[str]
    not_rebuildable: dict[str, str]


async def list_consumers(settings: Settings, service: str | None) -> list[ConsumerStatus]:
    """The consumer of one service, or all consumers."""
    return [await consumer_status(settings, name) for name in services_or_one(service)]


async def consumer_status(settings: Settings, service: str, owner: str | None = None) -> ConsumerStatus:
    """The status of a service's consumer, in all its topics or in those of one owner."""
    subscription = subscription_of(service)
    watermarks = []
    async with connected(settings, service) as connection:
        for topic, owned_by in subscribed_topics(settings, service).items():
            if owner in (None, owned_by):
                # Marks before the log: in the other order, events applied in between would seem to be beyond the log.
                marks = await read_marks(connection, service, topic)
                async with connected(settings, owned_by) as log:
                    watermarks.append(await read_watermark(log, topic, marks))
        return ConsumerStatus(
            consumer=service,
            paused=await read_consumer_pause(connection, service),
            parked=await count_parked(connection, service),
            may_park=await load_allowance(connection, service),
            topics=watermarks,
            rebuildable=sorted(subscription.rebuildable),
            not_rebuildable=dict(subscription.not_rebuildable),
        )
