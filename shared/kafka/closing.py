"""Closing clients of aiokafka without losing a cancellation of the caller.

Their `stop` and `close` cancel their own tasks, await them and swallow CancelledError. A caller that is cancelled in
that moment would go on as if it had not been: a relay would lead for ever, and its process would not end.
"""

import asyncio
from collections.abc import Awaitable


async def close(closing: Awaitable[None]) -> None:
    """Await a client's `stop()` or `close()`. Raises CancelledError if the caller was cancelled meanwhile."""
    await closing
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
