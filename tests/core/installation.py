"""Installs the two test services on the servers of the run.

Apart from `ledger`, which every process of the tests imports: loading the tools of operators takes half a second.
"""

import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg

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


async def install(environment: Mapping[str, str], secrets_dir: Path) -> Settings:
    """Install a fresh instance on the servers of the run: database, roles, users, topic and tables."""
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
    await owner.execute(CONSUMED_TABLE.replace("{app}", settings.role("reader", "app")))
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
    rights |= {Right(settings.principal("ledger"), "transactional_id", settings.transactional_id("ledger"), "WRITE")}
    rights |= {Right(settings.principal("reader"), "group", settings.group("reader"), "READ")}
    cluster.grant(rights)
    cluster.set_passwords({user: settings.secret(f"kafka_{service}") for user, service in users.items()})
