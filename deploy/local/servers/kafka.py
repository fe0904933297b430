"""Apache Kafka as a part of the stack: fetch the pinned jars, format a node, start the broker on loopback."""

import asyncio
from collections.abc import Mapping

from deploy.local.folder import Folder
from deploy.local.part import Announce, StackPart
from deploy.local.probes import kafka_answers
from deploy.local.servers.jars import fetch_jars, shared_cache
from deploy.local.servers.java import FULL_SPEED, class_cache, java_program
from deploy.local.servers.kafka_class_cache import write_class_cache
from deploy.local.servers.kafka_node import Node
from deploy.local.servers.kafka_settings import ADMIN
from deploy.local.vault import KAFKA_ADMIN, Vault

PORTS = ("kafka", "kafka-controller")

# A start takes seconds, on a busy machine a minute. A broker that runs and is never ready must be killed: otherwise
# no other one would be started.
_PATIENCE_SECONDS = 90.0


def kafka_part(folder: Folder, vault: Vault, ports: Mapping[str, int], *, full_speed: bool) -> StackPart:
    """Describe the broker of this folder."""
    password = vault.read(KAFKA_ADMIN)
    node = Node(folder.kafka, password, ports["kafka"], ports["kafka-controller"])
    return StackPart(
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
    # `announce` writes the stack's state, which belongs to the loop's thread.
    jars = await asyncio.to_thread(fetch_jars, cache, lambda message: loop.call_soon_threadsafe(announce, message))
    cache_file = class_cache(jars)
    if cache_file is not None and not cache_file.exists():
        announce("preparing Java's class cache for Kafka, once for this checkout, about 20 s")
        await write_class_cache(folder.kafka / "class-cache", jars, cache_file)
    if not node.is_formatted():
        announce("formatting Kafka's data")
        await node.format(jars)
    # Checked again, because writing the cache may have failed; Kafka starts without it too.
    cached = cache_file is not None and cache_file.exists()
    node.write(jars, [*speed, *([f"-XX:AOTCache={cache_file}", "-Xlog:aot*=off"] if cached else [])])
