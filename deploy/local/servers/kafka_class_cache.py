"""Writes Java's class cache for Kafka: a training broker runs once and ends, and Java writes the classes it loaded.

The cache makes every later start about three times as fast. Kafka runs without it too, so an error is only logged.
"""

import asyncio
import fcntl
import os
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import structlog

from deploy.installation.trouble import Trouble
from deploy.local.machine import end_with_parent
from deploy.local.ports import choose_ports
from deploy.local.probes import port_answers
from deploy.local.servers.java import java_program
from deploy.local.servers.kafka_node import Node

log = structlog.get_logger()

_SECONDS = 90.0
_PAUSE_SECONDS = 0.2


async def write_class_cache(folder: Path, jars: list[Path], cache: Path) -> None:
    """Run the training broker in `folder` and write its classes to `cache`, unless another stack is doing it."""
    # Stacks of several folders share one virtual environment: the tests start four of them at the same time.
    async with _alone(cache.with_suffix(".lock")):
        if not cache.exists():  # noqa: ASYNC240 -- one look
            await _write(folder, jars, cache)


@asynccontextmanager
async def _alone(lock: Path) -> AsyncIterator[None]:
    """Hold a lock; the system releases that of a process that dies. After some time, continue without it."""
    with lock.open("ab") as file:
        for _ in range(int(_SECONDS / _PAUSE_SECONDS)):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                await asyncio.sleep(_PAUSE_SECONDS)
        yield


async def _write(folder: Path, jars: list[Path], cache: Path) -> None:
    # Named by pid, because a process may continue without the lock.
    draft = cache.with_suffix(f".{os.getpid()}")
    _empty(folder)
    try:
        port, controller_port = choose_ports(("kafka", "controller"), {}).values()
        trainer = Node(folder, "training", port, controller_port)
        await trainer.format(jars)
        trainer.write(jars, [f"-XX:AOTCacheOutput={draft}", "-Xlog:aot*=off"])
        await asyncio.wait_for(_run(trainer), _SECONDS)
        draft.replace(cache)
    # OSError includes the TimeoutError of `wait_for`, and a draft that Java did not write.
    except (Trouble, OSError) as error:
        log.warning("class_cache_failed", error=str(error))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        draft.unlink(missing_ok=True)


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)


async def _run(trainer: Node) -> None:
    command = end_with_parent([java_program(), f"@{trainer.arguments}"], signal.SIGKILL)
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        while process.returncode is None and not await port_answers(trainer.port):  # noqa: ASYNC110 -- no event to wait for
            await asyncio.sleep(0.1)
        # Java writes the cache when it ends normally; when it is killed, it writes nothing.
        process.terminate()
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
