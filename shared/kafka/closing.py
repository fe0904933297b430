"""Starting and closing clients of aiokafka: no connection stays open, and no cancellation is lost or invented.

Their `stop` and `close` cancel their own tasks, await them and swallow CancelledError. A caller that is cancelled in
that moment would continue as if it had not been: a relay would lead for ever, and its process would not end. The other
way round, `stop` raises the CancelledError of a fetch that waits for its next try, as all do while Kafka is away: a
caller would end although nobody has cancelled it. So each call has a task of its own, and a limit of time.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog
from aiokafka.errors import KafkaConnectionError

from shared.operations.errors import describe

log = structlog.get_logger()

START_SECONDS = 5.0
"""How long a cancellation waits for a client that is just connecting."""
CLOSE_SECONDS = 10.0
"""Time limit for closing, and once more for a cancellation that arrives meanwhile; what has not ended is given up."""


async def close(closing: Coroutine[Any, Any, object], seconds: float = CLOSE_SECONDS) -> None:
    """Await a client's `stop()` or `close()`. Raises nothing but CancelledError, if the caller was cancelled."""
    task = asyncio.create_task(closing)
    try:
        await asyncio.wait({task}, timeout=seconds)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=seconds)
        raise
    finally:
        if not task.done():
            task.cancel()
            log.warning("kafka_client_not_closed", error=f"not closed within {seconds:g} s")
        elif not task.cancelled() and (error := task.exception()):
            log.warning("kafka_client_not_closed", error=describe(error))


async def start_client(starting: Coroutine[Any, Any, None]) -> None:
    """Await a client's `start()`, and let it end before a cancellation of the caller takes effect. Raises KafkaError.

    aiokafka leaves a connection open if it is cancelled while it opens it.
    """
    task = asyncio.create_task(starting)
    try:
        await asyncio.shield(task)
    except AssertionError as error:
        # A broker that was frozen or has just started is cut off from its controller for a moment. It answers
        # meanwhile, names no broker, not even itself, and the client asserts that it knows one.
        raise KafkaConnectionError("Kafka names no broker") from error
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=START_SECONDS)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        raise
