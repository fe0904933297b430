"""Hash, partition and shard of a key, computed as every Kafka client's default partitioner does."""

from typing import TypeAlias

from aiokafka.partitioner import murmur2

ShardKey: TypeAlias = tuple[str, int]
"""A topic's full name and a shard's number."""

SHARDS = 128
"""Shards of a topic. A power of two, as partitions are, so that a shard never spans two partitions."""


def key_hash(key: str) -> int:
    """Kafka's murmur2 of the key without its sign bit; computed once, when the event is written."""
    # Not `abs`: Kafka's clients clear the sign bit, and a key must go to the same partition as theirs.
    return int(murmur2(key.encode())) & 0x7FFFFFFF


def shard_of(hash_: int) -> int:
    """The shard (0 … 127) of a key's hash."""
    return hash_ % SHARDS
