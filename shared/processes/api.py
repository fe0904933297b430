"""The api process of a service: HTTP on PostgreSQL alone. It answers from the first moment on, also while it waits."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

import structlog
from fastapi import APIRouter, FastAPI

from shared.access.tokens import Tokens
from shared.contracts.topics import TOPICS, origin_of
from shared.events.nudge import Nudge
from shared.events.unit_of_work import UnitsOfWork
from shared.operations.settings import Settings
from shared.postgres.connections import TRANSIENT, open_pool, wait_for
from shared.processes.process import background, health_routes
from shared.rooms import audit_trail, feed
from shared.rooms.access_view import view_router
from shared.web.body_limit import BodyLimit
from shared.web.correlation import Correlation
from shared.web.description.openapi import DESCRIPTION, Api
from shared.web.description.problem_pages import problem_routes
from shared.web.edge import Edge
from shared.web.methods import Methods
from shared.web.problems.answers import answer_with_problems

log = structlog.get_logger()


def make_api(
    settings: Settings, service: str, title: str, routers: Sequence[APIRouter], clock: Callable[[], datetime]
) -> FastAPI:
    """Put the api of a service together from its rooms' routers."""

    async def open_edge() -> None:
        pool = await wait_for("postgres", lambda: open_pool(settings, service, f"{service} api", **_limits(settings)))
        origin = origin_of(settings, service)
        app.state.edge = Edge(
            UnitsOfWork(pool, origin, clock, nudge), Tokens(settings, pool, set(TOPICS.values()) - {service}), settings
        )
        log.info("api_ready")

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with background(open_edge(), nudge.run()):
            yield
        if app.state.edge is not None:
            await app.state.edge.close()

    async def not_ready() -> str | None:
        if app.state.edge is None:
            return "waiting for postgres"
        # A table of the schema, where SELECT 1 would do as well without a single migration.
        try:
            async with asyncio.timeout(2):
                await app.state.edge.units.pool.fetchval("SELECT cursor FROM relay")
        except TRANSIENT as error:
            return f"postgres does not answer: {type(error).__name__}"
        return None

    nudge = Nudge(settings, service)
    app = Api(
        title=title, description=DESCRIPTION, lifespan=lifespan, routes=[*health_routes(not_ready)], redoc_url=None
    )
    app.state.edge = None
    for router in (*routers, feed.router, audit_trail.router, view_router(settings, service)):
        app.include_router(router)
    app.router.routes += problem_routes(app, service, settings.anonymous_requests_per_minute)
    # What is added last is outermost: a 413 bears a correlation id too, and nothing reads a body past its limit.
    app.add_middleware(Methods)
    app.add_middleware(BodyLimit, seconds=settings.body_timeout_seconds)
    app.add_middleware(Correlation)
    answer_with_problems(app)
    return app


def _limits(settings: Settings) -> dict[str, str]:
    """PostgreSQL breaks a statement off a little before the request would be; a frozen process holds no locks."""
    milliseconds = settings.request_timeout_seconds * 1000
    return {
        "statement_timeout": f"{milliseconds * 0.8:.0f}",
        "idle_in_transaction_session_timeout": f"{milliseconds * 2:.0f}",
    }
