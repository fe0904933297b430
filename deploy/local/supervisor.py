"""The supervisor: starts the stack, keeps it running, and stops it in order at a signal."""

import asyncio
import signal
import sys

import structlog

from deploy.installation.trouble import Trouble
from deploy.local.stack import Stack

log = structlog.get_logger()


def supervise(stack: Stack) -> int:
    """Run until SIGTERM or SIGINT; return the exit code."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer(
                colors=False, pad_event_to=0, exception_formatter=structlog.dev.plain_traceback
            ),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    try:
        asyncio.run(_run(stack))
    except Trouble as trouble:
        log.error("stack_failed", trouble=str(trouble))
        return 1
    return 0


async def _run(stack: Stack) -> None:
    end_requested = asyncio.Event()
    # Handled from the beginning: a first start takes long, and an interrupted one must stop everything in order too.
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, end_requested.set)
    end = asyncio.create_task(end_requested.wait())
    start = asyncio.create_task(stack.start())
    await asyncio.wait({start, end}, return_when=asyncio.FIRST_COMPLETED)
    if not start.done():
        # A cancelled start stops everything that it has started.
        start.cancel()
        await asyncio.gather(start, return_exceptions=True)
        return
    await start
    await end
    await stack.stop()
