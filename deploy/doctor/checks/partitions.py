"""Partitions: their number by topic, how many copies each has, and whether it has a leader and all of them."""

import asyncio
from collections.abc import AsyncIterator

from deploy.doctor.check import Check, Finding
from deploy.doctor.kafka import cluster_of, plan_of
from deploy.doctor.words import some_of
from shared.operations.settings import Settings


async def find(settings: Settings) -> AsyncIterator[Finding]:
    """The numbers first, then copies and leaders."""
    for topic, (has, wants) in (await plan_of(settings)).other_partitions.items():
        yield Finding(
            f"{topic} has {has} partitions, and topics.yaml says {wants}",
            "if it was grown on purpose, write the number into topics.yaml; otherwise pause the relay before anything "
            "else: events of one agreement may now be in two partitions. docs/operating-events.md, adding partitions",
        )
    fewer = await asyncio.to_thread(lambda: cluster_of(settings).with_fewer_copies())
    if fewer:
        yield Finding(
            f"topics have fewer copies than SINERGI_KAFKA_COPIES, which is {settings.kafka_copies}: {some_of(fewer)}",
            "add copies with Kafka's kafka-reassign-partitions.sh, and set min.insync.replicas to one less",
        )
    weak = await asyncio.to_thread(lambda: cluster_of(settings).without_leader_or_copies())
    for topic, numbers in weak.items():
        yield Finding(
            f"partitions of {topic} have no leader, or copies that are behind: {some_of(map(str, numbers))}",
            "start the missing broker, and wait until its copies have caught up",
        )


CHECK = Check("partitions", "the partitions of each topic: number, leader and copies", find)
