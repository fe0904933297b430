"""Common parts of api and worker: /livez, /readyz, /metrics, background tasks, and the start under uvicorn."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol

import structlog
import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, Info, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from shared.operations.crash_points import arm
from shared.operations.logs import configure_logs
from shared.operations.settings import Settings, WrongSetting, from_environment
from shared.operations.traces import configure_traces, end_traces
from shared.operations.version import VERSION
from shared.processes.certificate import KEY, https_options
from shared.processes.header_timeout import HeaderTimeoutProtocol

log = structlog.get_logger()

BUILD = Info("sinergi_build", "The version of this process, and which process it is")

NotReady = Callable[[], Awaitable[str | None]]
"""Returns why the process is not ready, or None."""


class Bootstrap(Protocol):
    """A service's bootstrap module; a service with a worker has `worker` beside `api`."""

    def api(self, settings: Settings) -> Any:
        """The ASGI application of the api process."""


def health_routes(not_ready: NotReady, trouble: Callable[[], str | None] = lambda: None) -> list[Route]:
    """The routes for operations; none of them has data of the field.

    `trouble` returns why the process must be restarted, or None. A transient error makes it not ready, but leaves it
    alive.
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


def app_of(
    run: Callable[[], Coroutine[Any, Any, None]], not_ready: NotReady, trouble: Callable[[], str | None] = lambda: None
) -> Starlette:
    """The ASGI application of a process without an interface: `run` is at work as long as it lives."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with background(run()):
            yield

    return Starlette(routes=health_routes(not_ready, trouble), lifespan=lifespan)


@asynccontextmanager
async def background(*coroutines: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run `coroutines` until the block ends. If one of them fails, the process ends and is restarted."""
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
        # Also handles cancellation that came from an awaited task, so that the failure is logged.
        log.exception("process_failed")
        # A signal instead of an exception: this task is not awaited, and uvicorn first lets open requests end.
        os.kill(os.getpid(), signal.SIGTERM)


def run(service: str, bootstrap: Bootstrap, arguments: Sequence[str], kinds: Sequence[str] = ("api", "worker")) -> None:
    """Run one of the processes of a service until it receives a signal to stop."""
    if len(arguments) != 1 or arguments[0] not in kinds:
        sys.exit(f"usage: python -m services.{service} {'|'.join(kinds)}")
    kind = arguments[0]
    try:
        settings = from_environment(Settings)
    except WrongSetting as error:
        sys.exit(f"sinergi: {error}")
    configure_logs(settings, f"{service}-{kind}")
    configure_traces(settings, f"{service}-{kind}")
    BUILD.info({"version": VERSION, "service": service, "kind": kind})
    arm(settings)
    try:
        https = https_options(settings)
    except OSError as error:
        sys.exit(
            f"sinergi: SINERGI_HTTP_CERTIFICATE_FILE and the secret {KEY} are not a certificate and its key: {error}"
        )
    app = getattr(bootstrap, kind)(settings)
    # Freezing the imported objects halves the cost of garbage collection on the batch path.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    # uvicorn would log in a format of its own, and log each query, in which a filter may name an account.
    # Open requests get ten seconds to end: a client that waits in the feed is disconnected and repeats with its cursor.
    config = uvicorn.Config(
        app,
        host=settings.http_host,
        port=settings.http_port,
        http=HeaderTimeoutProtocol,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=10,
        server_header=False,
        # Never uvicorn's own FORWARDED_ALLOW_IPS, which by default believes every process of this machine.
        forwarded_allow_ips=[str(network) for network in settings.proxies],
        **https,
    )
    # Not by `uvicorn.run`, which lacks the options with which a certificate is renewed.
    server = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):
        server.run()
    end_traces()
    if not server.started:
        sys.exit(1)
