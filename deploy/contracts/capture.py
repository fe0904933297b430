"""Takes examples from the topics of a running stack. It reads without a consumer group and changes nothing."""

from collections.abc import AsyncIterator, Collection

from deploy.contracts.examples import Example, as_example, stable_example
from shared.contracts.topics import TOPICS
from shared.contracts.vocabulary import registered_events
from shared.events.envelope import read_headers
from shared.kafka.reading import reading
from shared.operations.settings import Settings


async def capture(settings: Settings, types: Collection[str]) -> dict[str, Example]:
    """The largest event of each type, the oldest of equal ones; a type without an event is missing."""
    found: dict[str, tuple[tuple[int, int], Example]] = {}
    async for type_, size, example in published_events(settings):
        # Records of several partitions arrive in any order, and only the chain id has the order of the log.
        rank = size, -int(example["chainid"])
        if type_ in types and (type_ not in found or rank > found[type_][0]):
            found[type_] = rank, example
    return {type_: stable_example(example) for type_, (_, example) in sorted(found.items())}


async def published_events(settings: Settings) -> AsyncIterator[tuple[str, int, Example]]:
    """Every event in the topics: its type without the prefix, the size of its data, and the event."""
    for name in sorted({event.topic for event in registered_events().values()}):
        # As the owner of the topic, because no other service may read some topics.
        async with reading(settings, TOPICS[name]) as read:
            async for record in read.records(settings.topic(name)):
                example = as_example(record.key, read_headers(record.headers), record.value)
                yield example["type"].removeprefix(f"{settings.type_prefix}."), len(record.value), example
