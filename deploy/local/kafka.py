"""Apache Kafka as a part of the stack: pinned jars fetched, a node formatted, the broker started on loopback."""

import asyncio
from collections.abc import Mapping

from deploy.local.folder import Folder
from deploy.local.jars import fetch_jars, shared_cache
from deploy.local.java import FULL_SPEED, java_program, learned_classes
from deploy.local.kafka_learning import learn_classes
from deploy.local.kafka_node import Node
from deploy.local.kafka_settings import ADMIN
from deploy.local.part import Announce, Part
from deploy.local.probes import kafka_answers
from deploy.local.vault import KAFKA_ADMIN, Vault

PORTS = ("kafka", "kafka-controller")

# A start takes seconds, on a busy machine a minute. A broker that runs and never serves is worse than none: nobody
# would start another.
_PATIENCE_SECONDS = 90.0


def kafka_part(folder: Folder, vault: Vault, ports: Mapping[str, int], *, full_speed: bool) -> Part:
    """Describe the broker of this folder."""
    password = vault.read(KAFKA_ADMIN)
    node = Node(folder.kafka, password, ports["kafka"], ports["kafka-controller"])
    return Part(
        name="kafka",
        port=node.port,
        command=[java_program(), f"@{node.arguments}"],
        ready=lambda: kafka_answers(node.port, ADMIN, password),
        patience=_PATIENCE_SECONDS,
        prepare=lambda announce: _prepare(node, folder, announce, [FULL_SPEED] if full_speed else []),
    )


async def _prepare(node: Node, folder: Folder, announce: Announce, speed: list[str]) -> None:
    loop = asyncio.get_running_loop()
    cache = shared_cache(folder.root)
    # Announcing writes the stack's state, which belongs to the loop's thread.
    jars = await asyncio.to_thread(fetch_jars, cache, lambda said: loop.call_soon_threadsafe(announce, said))
    learned = learned_classes(jars)
    if learned is not None and not learned.exists():
        announce("teaching Java Kafka's classes, once for this checkout, about 20 s")
        await learn_classes(folder.kafka / "learning", jars, learned)
    if not node.is_formatted():
        announce("formatting Kafka's data")
        await node.format(jars)
    # Asked again, for learning may have failed, and Kafka starts without it as well.
    known = learned is not None and learned.exists()
    node.write(jars, [*speed, *([f"-XX:AOTCache={learned}", "-Xlog:aot*=off"] if known else [])])
