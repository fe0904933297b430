"""Assembles the process of the door.

Each room may import the rooms before it in this order: sessions, login, origin, home.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI

from shared.operations.settings import Settings

SERVICE = "front"
PAGES = {
    "perjanjian": "agreements",
    "mitra": "agreements",
    "rapat": "agreements",
    "seremoni": "agreements",
    "posisi": "agreements",
    "data-induk": "agreements",
    "unit": "agreements",
    "bidang": "agreements",
    "impor": "agreements",
    "proposal": "agreements",
    "telaah": "agreements",
    "adendum": "agreements",
    "kewajiban": "agreements",
    "evaluasi": "agreements",
    "penghargaan": "agreements",
    "tindak-lanjut": "agreements",
    "templat": "agreements",
    "program": "programs",
    "kohort": "programs",
    "pertemuan": "programs",
    "lembar": "programs",
    "bulan": "programs",
    "perangkat": "programs",
    "usul": "programs",
    "jadwal": "programs",
    "pengajar": "programs",
    "tawaran": "programs",
    "hasil": "programs",
    "pentas": "programs",
    "usul-hasil": "programs",
    "kunjungan": "programs",
    "nama": "programs",
    "sdp": "programs",
    "pindahan": "programs",
    "tugas": "programs",
    "ukuran": "programs",
    "sertifikat": "programs",
    "kotak-masuk": "notifications",
    "webhook": "notifications",
    "cara-dihubungi": "notifications",
    "kiriman": "notifications",
    "perkara": "notifications",
    "aturan": "notifications",
    "edisi": "notifications",
    "narahubung": "notifications",
    "tautan": "notifications",
    "undangan": "notifications",
    "pekan": "notifications",
    "surat": "notifications",
}
"""The service of each first segment of a page's address."""
VISITOR_PAGES = frozenset({"tautan", "sertifikat"})
"""Those whose pages need no session: a secret in the address opens them."""
log = structlog.get_logger()


def api(settings: Settings) -> FastAPI:
    """The api process: login, session, pages, and everything that is passed on."""
    # Imported here, so that each process and each command loads only the modules that it needs.
    from services.front.home.pages.ending import router as ending
    from services.front.home.pages.refusals import answer_with_pages, refusal_answer
    from services.front.home.pages.sessions import router as sessions
    from services.front.home.pages.worklist import router as worklist
    from services.front.login.routes import router as login
    from services.front.origin.gateway import open_services
    from services.front.origin.model import security_headers
    from services.front.origin.routes.assets import router as assets
    from services.front.origin.routes.compression import PageCompression
    from services.front.origin.routes.guard import Guard
    from services.front.origin.routes.passing import router as passing
    from services.front.sessions.model import CookieJar
    from shared.processes.process import background, health_routes
    from shared.web.body_limit import BodyLimit
    from shared.web.correlation import Correlation
    from shared.web.problems.answers import answer_with_problems

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with background(_open(app, settings)):
            yield
        await app.state.services.close()
        if app.state.login is not None:
            app.state.login.sessions.pool.terminate()

    app = FastAPI(
        title="Sinergi",
        lifespan=lifespan,
        routes=[*health_routes(lambda: _not_ready(app))],
        openapi_url=None,
        redirect_slashes=False,
    )
    app.state.login = None
    app.state.cookies = CookieJar(settings.public_origin)
    app.state.services = open_services(settings)
    app.state.embedded = settings.embedded
    app.state.pages = PAGES
    app.state.visitor_pages = VISITOR_PAGES
    app.state.settings = settings
    app.state.security = security_headers(settings.public_origin, settings.token_issuer)
    for router in (worklist, sessions, ending, login, assets, passing):
        app.include_router(router)
    answer_with_problems(app)
    answer_with_pages(app)
    # The last one added is outermost: a refusal has a correlation id too, and no body is read beyond its limit.
    app.add_middleware(PageCompression)
    app.add_middleware(BodyLimit, seconds=settings.body_timeout_seconds)
    app.add_middleware(Guard, settings=settings, answer=refusal_answer)
    app.add_middleware(Correlation)
    return app


async def _open(app: FastAPI, settings: Settings) -> None:
    from services.front.login.commands.login import Login
    from services.front.login.gateway import Provider
    from services.front.sessions.commands import Sessions
    from services.front.sessions.jobs import remove_expired
    from services.front.sessions.store.cipher import Cipher
    from shared.postgres.connections import open_request_pool, wait_for

    pool = await wait_for("postgres", lambda: open_request_pool(settings, SERVICE))
    sessions = Sessions(pool, Cipher(settings.secret("front_session_key").split()), settings)
    app.state.login = Login(sessions, Provider(settings))
    log.info("api_ready")
    await remove_expired(sessions)


async def _not_ready(app: FastAPI) -> str | None:
    from shared.postgres.connections import TRANSIENT

    if app.state.login is None:
        return "waiting for postgres"
    # A table of the schema, because SELECT 1 would succeed before the first migration.
    try:
        async with asyncio.timeout(2):
            await app.state.login.sessions.pool.fetchval("SELECT count(*) FROM login_attempt WHERE expires_at IS NULL")
    except TRANSIENT as error:
        return f"postgres does not answer: {type(error).__name__}"
    return None
