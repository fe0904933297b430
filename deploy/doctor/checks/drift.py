"""Drift: objects of the schemas and topics that differ from what migrations and `topics.yaml` declare."""

import asyncio
from collections.abc import AsyncIterator, Iterator

from deploy.doctor.check import Check, Finding
from deploy.doctor.declared import Schema, declared_schema
from deploy.doctor.kafka import cluster_of, plan_of
from deploy.doctor.present import not_working, present_schema
from deploy.doctor.words import some_of
from deploy.installation.service import connected
from deploy.installation.services import DOOR, SERVICES
from shared.operations.settings import Settings

_HOW = {
    "invalid": "DROP it and CREATE it again, as its migration does: CONCURRENTLY, if the table is large",
    "disabled": "ALTER TABLE … ENABLE TRIGGER; if changes were made meanwhile, `sinergi waiting rebuild`",
}


async def find(settings: Settings) -> AsyncIterator[Finding]:
    """Schemas first, then topics."""
    for service in (*SERVICES, DOOR):
        async with connected(settings, service) as connection:
            present = await present_schema(connection, settings, service)
            dead = await not_working(connection)
        for found in _schema(service, await declared_schema(service), present):
            yield found
        for what, how in dead:
            yield Finding(f"{service}: {what} is {how}", f"as the owner role: {_HOW[how]}")
    async for found in _topics(settings):
        yield found


def _schema(service: str, declared: Schema, present: Schema) -> Iterator[Finding]:
    if missing := sorted(declared.objects - present.objects):
        yield Finding(
            f"{service} lacks {some_of(missing)}",
            "`sinergi migrate`; what an applied revision made and somebody removed must be made again as its file says",
        )
    if unknown := sorted(present.objects - declared.objects):
        yield Finding(
            f"{service} has what no migration makes: {some_of(unknown)}",
            "find out who made it, and remove it as the owner role; the next migration may collide with it",
        )


async def _topics(settings: Settings) -> AsyncIterator[Finding]:
    plan = await plan_of(settings)
    if plan.missing_topics:
        yield Finding(f"Kafka lacks the topics {some_of(plan.missing_topics)}", "`sinergi topics apply`")
    if plan.unknown_topics:
        yield Finding(
            f"Kafka has topics of this instance that no file names: {some_of(plan.unknown_topics)}",
            "find out who made them, and delete them with Kafka's own tool",
        )
    topics = await asyncio.to_thread(lambda: cluster_of(settings).partitions())
    losing = await asyncio.to_thread(lambda: cluster_of(settings).not_kept_for_ever(topics))
    for topic, wrong in losing.items():
        values = ", ".join(f"{name}={value}" for name, value in wrong.items())
        yield Finding(
            f"Kafka may delete events of {topic}: {values}",
            "set cleanup.policy=delete, retention.ms=-1 and retention.bytes=-1 with Kafka's own tool, then "
            "`sinergi events verify`",
        )


CHECK = Check("drift", "schemas and topics, compared with the migrations and topics.yaml", find)
