"""Lets Java learn Kafka's classes: a broker of its own runs once and ends, and Java writes down what it saw.

That takes some two thirds off every later start. Nothing depends on it: what fails here is logged and forgotten.
"""

import asyncio
import os
import shutil
import signal
from pathlib import Path

import structlog

from deploy.installation.trouble import Trouble
from deploy.local.java import java_program
from deploy.local.kafka_node import Node
from deploy.local.machine import leashed
from deploy.local.ports import choose_ports
from deploy.local.probes import port_answers

log = structlog.get_logger()

_SECONDS = 90.0


async def learn_classes(place: Path, jars: list[Path], learned: Path) -> None:
    """Run the pupil in `place` and keep what Java learned in `learned`."""
    # By pid: stacks of several folders share one virtual environment, and may learn at once.
    draft = learned.with_suffix(f".{os.getpid()}")
    _empty(place)
    try:
        port, controller_port = choose_ports(("kafka", "controller"), {}).values()
        pupil = Node(place, "pupil", port, controller_port)
        await pupil.format(jars)
        pupil.write(jars, [f"-XX:AOTCacheOutput={draft}", "-Xlog:aot*=off"])
        await asyncio.wait_for(_run(pupil), _SECONDS)
        draft.replace(learned)
    # An OSError is also the TimeoutError of `wait_for`, and a draft that Java did not write.
    except (Trouble, OSError) as error:
        log.warning("learning_failed", error=str(error))
    finally:
        shutil.rmtree(place, ignore_errors=True)
        draft.unlink(missing_ok=True)


def _empty(place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)


async def _run(pupil: Node) -> None:
    command = leashed([java_program(), f"@{pupil.arguments}"], signal.SIGKILL)
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        while process.returncode is None and not await port_answers(pupil.port):  # noqa: ASYNC110 -- no event to wait for
            await asyncio.sleep(0.1)
        # Java writes down what it learned as it ends by itself; killed, it would write nothing.
        process.terminate()
        await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
