"""Starting clients of aiokafka without leaving connections open, and closing them without losing a cancellation.

Their `stop` and `close` cancel their own tasks, await them and swallow CancelledError. A caller that is cancelled in
that moment would continue as if it had not been: a relay would lead for ever, and its process would not end.
"""

import asyncio
from collections.abc import Awaitable, Coroutine
from typing import Any

START_SECONDS = 5.0
"""How long a cancellation waits for a client that is just connecting."""


async def close(closing: Awaitable[None]) -> None:
    """Await a client's `stop()` or `close()`. Raises CancelledError if the caller was cancelled meanwhile."""
    await closing
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


async def start_client(starting: Coroutine[Any, Any, None]) -> None:
    """Await a client's `start()`, and let it end before a cancellation of the caller takes effect.

    aiokafka leaves a connection open if it is cancelled while it opens it.
    """
    task = asyncio.create_task(starting)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=START_SECONDS)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        raise
