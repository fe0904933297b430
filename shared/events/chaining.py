"""From rows of the log to records for Kafka: each names the record before it in its shard. Pure."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping

import asyncpg
from pydantic_core import from_json

from shared.events.envelope import Chain
from shared.events.keys import shard_of
from shared.events.leadership import Shard
from shared.kafka.producer import Outgoing, Partition


def chain(
    rows: Iterable[asyncpg.Record],
    source: str,
    generation: int,
    tails: MutableMapping[Shard, int],
    partitions: Mapping[str, int],
) -> Iterator[tuple[Partition, Outgoing]]:
    """Put `rows` behind `tails`, which move along; `partitions` says how many each topic has."""
    for row in rows:
        topic, hash_ = row["topic"], row["key_hash"]
        shard = (topic, shard_of(hash_))
        link = Chain(source, generation, shard[1], tails.get(shard, 0), row["id"])
        tails[shard] = row["id"]
        yield (topic, hash_ % partitions[topic]), _record(row, link)


def tails_of(rows: Iterable[asyncpg.Record]) -> dict[Shard, int]:
    """The last id of each shard that `rows` touch."""
    return {(row["topic"], shard_of(row["key_hash"])): row["id"] for row in rows}


def _record(row: asyncpg.Record, link: Chain) -> Outgoing:
    # Half of the relay's own work is done here: from_json takes a third of what json.loads takes.
    headers = [(name, value.encode()) for name, value in from_json(row["headers"]).items()]
    return Outgoing(
        key=row["key"].encode(),
        value=row["data"],
        headers=[*headers, *link.encoded(), ("ce_streamversion", b"%d" % row["stream_version"])],
        timestamp=int(row["created_at"].timestamp() * 1000),
    )
