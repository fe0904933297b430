"""Kafka's fence against a producer that was replaced while it was frozen, and still has batches to send.

All producers of a service's relay have the same transactional id, and Kafka gives each that starts the next epoch. An
empty transaction then brings this epoch to every partition: from then on Kafka refuses batches of earlier epochs there,
whenever they arrive. Records are sent outside of transactions, at no cost.

Uses private attributes of the pinned aiokafka version, which has one mode or the other; `tests/core/test_fence.py`
proves the effect.
"""

from collections.abc import Collection

from aiokafka import AIOKafkaProducer, TopicPartition

RENEWAL_SECONDS = 6 * 3600.0
"""Kafka forgets an epoch that was not used in a partition for a day, and an unused transactional id after a week."""


async def fence_earlier(producer: AIOKafkaProducer, transactional_id: str, topics: Collection[str]) -> None:
    """Refuse batches of earlier producers in all partitions of `topics`.

    Nothing may be under way from `producer` itself. Raises KafkaError, also if a later producer has fenced this one.
    """
    partitions = [
        TopicPartition(topic, number) for topic in topics for number in sorted(await producer.partitions_for(topic))
    ]
    producer._txn_manager.transactional_id = transactional_id
    await _commit_empty_transaction(producer, partitions)
    # Kafka answers a commit before the markers are in the partitions, and begins no other transaction until they are.
    await _commit_empty_transaction(producer, partitions[:1])
    producer._txn_manager.transactional_id = None


async def _commit_empty_transaction(producer: AIOKafkaProducer, partitions: Collection[TopicPartition]) -> None:
    await producer.begin_transaction()
    for partition in partitions:
        producer._txn_manager.maybe_add_partition_to_txn(partition)
    # Without records there is nothing to flush; this wakes the sender, which waits for records.
    await producer._message_accumulator.flush_for_commit()
    await producer.commit_transaction()
