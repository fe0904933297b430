"""Two made-up services on the real servers: `ledger` says numbers, `reader` writes down what it hears.

They share nothing with Sinergi's own services but the event core, so that its proofs speak of nothing else.
"""

import json
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from deploy.installation.roles import apply_roles
from deploy.topics.catalogue import Right
from deploy.topics.cluster import Cluster
from shared.events.envelope import Cause, Envelope, Origin
from shared.events.inbox.attempt import Dispatcher, Undecodable
from shared.events.inbox.inbox import Inbox
from shared.events.inbox.marks import insert_marks
from shared.events.operator_log import Operator
from shared.events.unit_of_work import UnitOfWork, UnitsOfWork
from shared.kafka.connection import wait_for_kafka
from shared.operations.settings import Settings
from shared.postgres.connections import Pool, open_pool
from shared.postgres.migrations import migrate

TOPIC = "ledger.v1"
PARTITIONS = 4
PREFIX = "test.sinergi"
BY = Operator("operator of the tests", "a test")
CAUSE = Cause("story", "test", "00-" + "1" * 32 + "-" + "2" * 16 + "-01")

HEARD = """
CREATE TABLE heard (nth bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key text, number bigint, event_id uuid);
GRANT SELECT, INSERT ON heard TO {app};
"""


@dataclass(frozen=True)
class Said:
    """The one event of the ledger: the nth number of a key."""

    key: str
    number: int
    type: str = "number.said.v1"
    topic: str = TOPIC

    @property
    def subject(self) -> str:
        return self.key

    @property
    def schema_uri(self) -> str:
        return "urn:test:number.said.v1"

    def data(self) -> bytes:
        return json.dumps({"key": self.key, "number": self.number}).encode()


class Numbers:
    """The reader's vocabulary."""

    def knows(self, type_: str) -> bool:
        return type_ == f"{PREFIX}.number.said.v1"

    def decode(self, type_: str, data: bytes) -> object:
        try:
            return json.loads(data)
        except ValueError as error:
            raise Undecodable(str(error)) from error


async def write_down(work: UnitOfWork[str], event: Any, envelope: Envelope) -> None:
    """The reader's effect; a negative number breaks its rule, and it says everything on in its own outbox."""
    if event["number"] < 0:
        raise ValueError("negative numbers are not written down")
    await work.connection.execute(
        "INSERT INTO heard (key, number, event_id) VALUES ($1, $2, $3)", event["key"], event["number"], envelope.id
    )
    work.emit(Said(event["key"], event["number"], topic="reader.v1"))


SECRETS = [
    *(f"postgres_{service}_{kind}" for service in ("ledger", "reader") for kind in ("owner", "app", "relay")),
    *(f"kafka_{service}" for service in ("ledger", "reader")),
]


async def install(environment: Mapping[str, str], secrets_dir: Path) -> Settings:
    """A fresh instance on the servers of the run: its own database, roles, users, topic and tables."""
    instance = f"t{secrets.token_hex(4)}"
    url = urlsplit(environment["SINERGI_POSTGRES_URL"])._replace(path=f"/{instance}")
    for name in SECRETS:
        (secrets_dir / name).write_text(secrets.token_urlsafe(16))
    for name in ("postgres_admin", "kafka_admin"):
        (secrets_dir / name).write_text((Path(environment["SINERGI_SECRETS_DIR"]) / name).read_text())
    settings = Settings(
        instance=instance,
        environment="embedded",
        postgres_url=urlunsplit(url),
        kafka_servers=environment["SINERGI_KAFKA_SERVERS"],
        secrets_dir=secrets_dir,
        type_prefix=PREFIX,
    )
    apply_roles(settings, ["ledger", "reader"])
    for service in ("ledger", "reader"):
        migrate(settings.database_url(service, "owner"), service, ["shared.events.migrations"])
    owner = await asyncpg.connect(settings.database_url("reader", "owner"), server_settings={"search_path": "reader"})
    await owner.execute(HEARD.replace("{app}", settings.role("reader", "app")))
    await owner.close()
    _make_topic(settings)
    for service in ("ledger", "reader"):
        await wait_for_kafka(settings, service)
    return settings


def _make_topic(settings: Settings) -> None:
    cluster = Cluster(settings)
    topic = settings.topic(TOPIC)
    cluster.create_topics({topic: PARTITIONS})
    users = {settings.principal(service): service for service in ("ledger", "reader")}
    rights = {Right(user, "topic", topic, operation) for user in users for operation in ("READ", "DESCRIBE")}
    rights |= {Right(settings.principal("ledger"), "topic", topic, "WRITE")}
    rights |= {Right(settings.principal("reader"), "group", settings.group("reader"), "READ")}
    cluster.grant(rights)
    cluster.set_passwords({user: settings.secret(f"kafka_{service}") for user, service in users.items()})


@asynccontextmanager
async def units_of(settings: Settings, service: str) -> AsyncIterator[UnitsOfWork[str]]:
    """Units of work of one of the two services."""
    pool: Pool = await open_pool(settings, service, f"{service} test")
    try:
        yield UnitsOfWork(pool, Origin(settings.instance, service, PREFIX), lambda: datetime.now(UTC), lambda: None)
    finally:
        await pool.close()


async def make_inbox(settings: Settings, units: UnitsOfWork[str]) -> Inbox[str]:
    """The reader's inbox, with its marks made."""
    async with units.pool.acquire() as connection:
        await insert_marks(connection, "reader", settings.topic(TOPIC), f"/{settings.instance}/ledger")
    handlers = {f"{PREFIX}.number.said.v1": write_down}
    return Inbox("reader", units, "reader", Dispatcher(Numbers(), handlers), retry_seconds=0.1)
