"""What both kinds of process have: /livez, /readyz, /metrics, background tasks, and running under uvicorn."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol

import structlog
import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from shared.operations.crash_points import arm
from shared.operations.logs import configure_logs
from shared.operations.settings import Settings, WrongSetting, from_environment
from shared.processes.patience import PatientProtocol

log = structlog.get_logger()

NotReady = Callable[[], Awaitable[str | None]]
"""Says why the process is not ready, or nothing."""


class Bootstrap(Protocol):
    """What a service's bootstrap module offers."""

    def api(self, settings: Settings) -> Any:
        """The ASGI application of the api process."""

    def worker(self, settings: Settings) -> Any:
        """The ASGI application of the worker process."""


def health_routes(not_ready: NotReady, trouble: Callable[[], str | None] = lambda: None) -> list[Route]:
    """The routes by which operations see the process; none of them says anything of the field.

    `trouble` says why it has to be started again; what passes by itself makes it not ready, and leaves it alive.
    """

    async def livez(_request: Request) -> Response:
        reason = trouble()
        return PlainTextResponse(reason or "ok", 503 if reason else 200)

    async def readyz(_request: Request) -> Response:
        reason = await not_ready()
        return JSONResponse({"ready": reason is None, "reason": reason}, 503 if reason else 200)

    async def metrics(_request: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/livez", livez), Route("/readyz", readyz), Route("/metrics", metrics)]


@asynccontextmanager
async def background(*coroutines: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run `coroutines` until the block ends; should one of them fail, the process ends and is started again."""
    tasks = [asyncio.create_task(_or_exit(coroutine)) for coroutine in coroutines]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _or_exit(coroutine: Coroutine[Any, Any, None]) -> None:
    try:
        await coroutine
    except (Exception, asyncio.CancelledError):
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        # Also where nobody has cancelled it but what it waited for was: it must not end without a word.
        log.exception("process_failed")
        # A signal and no exception: nobody awaits this task, and uvicorn lets requests end before the process does.
        os.kill(os.getpid(), signal.SIGTERM)


def run(service: str, bootstrap: Bootstrap, arguments: Sequence[str]) -> None:
    """Run `api` or `worker` of a service until it is told to stop."""
    if len(arguments) != 1 or arguments[0] not in ("api", "worker"):
        sys.exit(f"usage: python -m services.{service} api|worker")
    kind = arguments[0]
    try:
        settings = from_environment(Settings)
    except WrongSetting as error:
        sys.exit(f"sinergi: {error}")
    configure_logs(settings, f"{service}-{kind}")
    arm(settings)
    app = bootstrap.api(settings) if kind == "api" else bootstrap.worker(settings)
    # Freezing what was imported halves what the garbage collector costs on the batch path.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    # uvicorn would log in a form of its own, and each address with its query, in which a filter may name an account.
    # At the end requests get ten seconds: one that waits in the feed is cut off, and asks again with its cursor.
    uvicorn.run(
        app,
        host=settings.http_host,
        port=settings.http_port,
        http=PatientProtocol,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=10,
        server_header=False,
    )
