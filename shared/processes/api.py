"""The api process of a service: HTTP on PostgreSQL alone. It answers from its start on, also while it waits for it."""

from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import structlog
from fastapi import APIRouter, FastAPI

import shared.tables.limits
import shared.tables.unreadable  # noqa: F401 -- every api has pages for the refusals of tables, whichever room reads them
from shared.access.tokens import Tokens
from shared.contracts.topics import TOPICS, origin_of
from shared.events.nudge import Nudge
from shared.events.unit_of_work import UnitsOfWork
from shared.files.files import Files, area_of
from shared.operations.settings import Settings
from shared.operations.version import VERSION
from shared.postgres.connections import open_request_pool, wait_for
from shared.processes.process import background, health_routes
from shared.processes.readiness import PostgresProbe
from shared.rooms.audit_trail.routes import router as audit_trail
from shared.rooms.feed.routes import router as feed
from shared.rooms.fields.following import follow_field_names
from shared.rooms.positions.routes import positions_router
from shared.web.body_limit import BodyLimit
from shared.web.correlation import Correlation
from shared.web.description.openapi import DESCRIPTION, Api
from shared.web.description.problem_pages import problem_routes
from shared.web.edge import Edge
from shared.web.methods import Methods
from shared.web.problems.answers import answer_with_problems

log = structlog.get_logger()


def make_api(
    settings: Settings,
    service: str,
    title: str,
    routers: Sequence[APIRouter],
    clock: Callable[[], datetime],
    *,
    tasks: Sequence[Callable[[], Coroutine[Any, Any, None]]] = (),
) -> FastAPI:
    """Assemble the api of a service from its rooms' routers; `tasks` run as long as the process."""

    async def open_edge() -> None:
        pool = await wait_for("postgres", lambda: open_request_pool(settings, service, **_limits(settings)))
        origin = origin_of(settings, service)
        app.state.edge = Edge(
            UnitsOfWork(pool, origin, clock, nudge, settings.pool_timeout_seconds),
            Tokens(settings, pool, set(TOPICS.values()) - {service}),
            settings,
        )
        log.info("api_ready")
        await follow_field_names(pool)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with background(open_edge(), nudge.run(), *(task() for task in tasks)):
            yield
        probe.close()
        if app.state.edge is not None:
            await app.state.edge.close()

    async def not_ready() -> str | None:
        return "waiting for postgres" if app.state.edge is None else await probe.trouble()

    probe = PostgresProbe(settings, service)
    nudge = Nudge(settings, service)
    app = Api(
        title=title,
        version=VERSION,
        description=DESCRIPTION,
        lifespan=lifespan,
        routes=[*health_routes(not_ready)],
        redoc_url=None,
        # The framework would build its address from the Host header, which the client chooses.
        redirect_slashes=False,
    )
    app.state.edge = None
    app.state.files = Files(settings, area_of(service))
    # Before the service's own: `/positions/freshness` would otherwise be taken for a position of that id.
    for router in (positions_router(settings, service), audit_trail, feed, *routers):
        app.include_router(router)
    app.router.routes += problem_routes(app, service, settings.anonymous_requests_per_minute)
    # The last one added is outermost: a 413 has a correlation id too, and no body is read beyond its limit.
    app.add_middleware(Methods)
    app.add_middleware(BodyLimit, seconds=settings.body_timeout_seconds)
    app.add_middleware(Correlation)
    answer_with_problems(app)
    return app


def _limits(settings: Settings) -> dict[str, str]:
    """PostgreSQL stops a statement shortly before the request's time limit, and frees the locks of a frozen process."""
    milliseconds = settings.request_timeout_seconds * 1000
    return {
        "statement_timeout": f"{milliseconds * 0.8:.0f}",
        "idle_in_transaction_session_timeout": f"{milliseconds * 2:.0f}",
    }
