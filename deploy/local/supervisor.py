"""The process that holds the stack up: starts it, keeps it, and stops it in order when it is told to end."""

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
    told_to_end = asyncio.Event()
    # Heeded from the beginning: a first start takes long, and who breaks it off wants everything stopped in order too.
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told_to_end.set)
    end = asyncio.create_task(told_to_end.wait())
    start = asyncio.create_task(stack.start())
    await asyncio.wait({start, end}, return_when=asyncio.FIRST_COMPLETED)
    if not start.done():
        # A start that is cancelled stops by itself whatever it has started.
        start.cancel()
        await asyncio.gather(start, return_exceptions=True)
        return
    await start
    await end
    await stack.stop()
