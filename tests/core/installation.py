"""Installs the two test services on the servers of the run.

Apart from `ledger`, which every process of the tests imports: loading the tools of operators takes half a second.
"""

import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
from sqlalchemy import event
from sqlalchemy.engine import Engine

from deploy.installation.roles import apply_roles
from deploy.topics.catalogue import Right
from deploy.topics.cluster import Cluster
from shared.kafka.connection import wait_for_kafka
from shared.operations.settings import Settings
from shared.postgres.migrations import migrate
from tests.core.ledger import PARTITIONS, PREFIX, TOPIC

CONSUMED_TABLE = """
CREATE TABLE consumed (nth bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key text, number bigint, event_id uuid);
GRANT SELECT, INSERT ON consumed TO {app};
"""

SECRETS = [
    *(f"postgres_{service}_{kind}" for service in ("ledger", "reader") for kind in ("owner", "app", "relay")),
    *(f"kafka_{service}" for service in ("ledger", "reader")),
]


async def install(environment: Mapping[str, str], secrets_dir: Path, *, with_kafka: bool = True) -> Settings:
    """Install a fresh instance on the servers of the run: database, roles and tables, users and topic."""
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
        kafka_copies=1,
        secrets_dir=secrets_dir,
        type_prefix=PREFIX,
    )
    apply_roles(settings, ["ledger", "reader"])
    for service in ("ledger", "reader"):
        await _migrate(settings, service)
    await _execute(settings, "reader", CONSUMED_TABLE)
    if with_kafka:
        _make_topic(settings)
        for service in ("ledger", "reader"):
            await wait_for_kafka(settings, service)
    return settings


_recorded: dict[str, str] = {}
"""The statements of the migrations of each service."""


async def _migrate(settings: Settings, service: str) -> None:
    """Migrate, and from the second instance of a process on repeat the statements, which takes a tenth of the time."""
    if service in _recorded:
        await _execute(settings, service, _recorded[service])
        return
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, parameters: object, *_more: object) -> None:
        if not parameters and not statement.startswith("SELECT"):
            # Doubled for psycopg, which looks for parameters.
            statements.append(statement.replace("%%", "%"))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        migrate(settings.database_url(service, "owner"), service, ["shared.events.migrations"])
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    _recorded[service] = (
        ";\n".join(statements)
        .replace(settings.role(service, "app"), "{app}")
        .replace(settings.role(service, "relay"), "{relay}")
    )


async def _execute(settings: Settings, service: str, statements: str) -> None:
    """Execute statements as the owner of a service's schema; `{app}` and `{relay}` are its other roles."""
    owner = await asyncpg.connect(settings.database_url(service, "owner"), server_settings={"search_path": service})
    app, relay = settings.role(service, "app"), settings.role(service, "relay")
    await owner.execute(statements.replace("{app}", app).replace("{relay}", relay))
    await owner.close()


def _make_topic(settings: Settings) -> None:
    cluster = Cluster(settings)
    topic = settings.topic(TOPIC)
    cluster.create_topics({topic: PARTITIONS})
    users = {settings.principal(service): service for service in ("ledger", "reader")}
    rights = {Right(user, "topic", topic, operation) for user in users for operation in ("READ", "DESCRIBE")}
    rights |= {Right(settings.principal("ledger"), "topic", topic, "WRITE")}
    rights |= {Right(settings.principal("ledger"), "transactional_id", settings.transactional_id("ledger"), "WRITE")}
    rights |= {Right(settings.principal("reader"), "group", settings.group("reader"), "READ")}
    cluster.grant(rights)
    cluster.set_passwords({user: settings.secret(f"kafka_{service}") for user, service in users.items()})
