"""An instance with the agreements service alone: its database, topics, relay and interface in the test's process."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg
import httpx2

from deploy.installation.migrate import SHARED
from deploy.installation.reference import load_reference
from deploy.installation.roles import apply_roles
from deploy.operating.positions import assign_position
from deploy.topics.catalogue import Right
from deploy.topics.cluster import Cluster
from services.agreements.bootstrap import api
from shared.contracts.topics import own_topics
from shared.events.relay.relay import Relay
from shared.kafka.connection import wait_for_kafka
from shared.operations.settings import Settings
from shared.postgres.connections import connect
from shared.postgres.migrations import migrate
from shared.processes.process import background

SERVICE = "agreements"
PARTITIONS = 4
SECRETS = ("postgres_admin", "kafka_admin")
OPERATIONS: tuple[Literal["READ", "WRITE", "DESCRIBE"], ...] = ("READ", "WRITE", "DESCRIBE")


async def install_agreements(environment: Mapping[str, str], folder: Path) -> Settings:
    """Install the service with its reference data on the servers of the run."""
    for kind in ("owner", "app", "relay"):
        (folder / f"postgres_{SERVICE}_{kind}").write_text(secrets.token_urlsafe(16))
    (folder / f"kafka_{SERVICE}").write_text(secrets.token_urlsafe(16))
    for name in SECRETS:
        (folder / name).write_text((Path(environment["SINERGI_SECRETS_DIR"]) / name).read_text())
    instance = f"t{secrets.token_hex(4)}"
    settings = Settings(
        instance=instance,
        environment="embedded",
        postgres_url=urlunsplit(urlsplit(environment["SINERGI_POSTGRES_URL"])._replace(path=f"/{instance}")),
        kafka_servers=environment["SINERGI_KAFKA_SERVERS"],
        kafka_copies=1,
        secrets_dir=folder,
        token_issuer=environment["SINERGI_TOKEN_ISSUER"],
        jwks_url=environment["SINERGI_JWKS_URL"],
    )
    apply_roles(settings, [SERVICE])
    migrate(settings.database_url(SERVICE, "owner"), SERVICE, [*SHARED, "services.agreements.migrations"])
    await asyncio.to_thread(load_reference, settings)
    _make_topics(settings)
    await wait_for_kafka(settings, SERVICE)
    return settings


def _make_topics(settings: Settings) -> None:
    cluster, user = Cluster(settings), settings.principal(SERVICE)
    topics = own_topics(settings, SERVICE)
    cluster.create_topics(dict.fromkeys(topics, PARTITIONS))
    rights = {Right(user, "topic", topic, operation) for topic in topics for operation in OPERATIONS}
    cluster.grant(rights | {Right(user, "transactional_id", settings.transactional_id(SERVICE), "WRITE")})
    cluster.set_passwords({user: settings.secret(f"kafka_{SERVICE}")})


@dataclass
class Agreements:
    """The service under test."""

    settings: Settings
    http: httpx2.AsyncClient
    tokens: dict[str, str] = field(default_factory=dict)

    async def send(self, method: str, path: str, as_: str, **more: Any) -> httpx2.Response:
        """A request of an account."""
        if as_ not in self.tokens:
            async with httpx2.AsyncClient() as issuer:
                answer = await issuer.post(f"{self.settings.token_issuer}/token", json={"account": as_})
            self.tokens[as_] = answer.raise_for_status().json()["access_token"]
        headers = {"Authorization": f"Bearer {self.tokens[as_]}", "Idempotency-Key": str(uuid4())}
        return await self.http.request(method, path, headers=headers, **more)

    async def items(self, path: str, as_: str) -> list[dict[str, Any]]:
        """All pages of a list."""
        found: list[dict[str, Any]] = []
        cursor = ""
        while True:
            answer = await self.send("GET", f"{path}{cursor}", as_)
            assert answer.status_code == 200, answer.text
            found += answer.json()["items"]
            if answer.json()["next"] is None:
                return found
            cursor = f"&cursor={answer.json()['next']}"

    async def assign(self, account: str, capability: str, scope_kind: str, unit: str = "") -> None:
        """Assign a position."""
        await asyncio.to_thread(assign_position, self.settings, account, capability, scope_kind, unit)

    async def relay_everything(self) -> None:
        """Relay the log until nothing is left."""
        relay = Relay(self.settings, SERVICE, own_topics(self.settings, SERVICE))
        async with background(relay.run()), self.owner() as owner, asyncio.timeout(60):
            while await owner.fetchval("SELECT (SELECT max(id) FROM outbox) > cursor FROM relay"):
                await asyncio.sleep(0.05)

    @asynccontextmanager
    async def owner(self) -> AsyncIterator["asyncpg.Connection[Any]"]:
        """A connection of the schema's owner."""
        connection = await connect(self.settings, SERVICE, "owner", "test")
        try:
            yield connection
        finally:
            await connection.close()


@asynccontextmanager
async def running_agreements(settings: Settings) -> AsyncIterator[Agreements]:
    """The interface of the service."""
    app = api(settings)
    async with app.router.lifespan_context(app):
        async with asyncio.timeout(20):
            while app.state.edge is None:
                await asyncio.sleep(0.02)
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://agreements") as http:
            yield Agreements(settings, http)
