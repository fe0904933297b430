"""From a key to its partition and its shard, as every Kafka client's default partitioner has it."""

from aiokafka.partitioner import murmur2

SHARDS = 128
"""Shards of a topic. A power of two, as partitions are, so that a shard never spans two partitions."""


def key_hash(key: str) -> int:
    """Kafka's murmur2 of the key, without its sign; made once, when the event is written."""
    # Not `abs`: Kafka's clients clear the sign bit, and a key must go where theirs would send it.
    return int(murmur2(key.encode())) & 0x7FFFFFFF


def shard_of(hash_: int) -> int:
    """The shard (0 … 127) of a key's hash."""
    return hash_ % SHARDS
