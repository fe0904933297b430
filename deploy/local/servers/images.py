"""The official Docker images instead of the wheels and jars, with SINERGI_LOCAL_IMAGES=1.

The tests of this project do not run it, because they run without Docker. Each container has a small process of its own,
so that the stack keeps it like any other part. Freezing that process does not freeze the container.
"""

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deploy.local.folder import Folder
from deploy.local.part import Announce, StackPart
from deploy.local.probes import kafka_answers, postgres_answers
from deploy.local.servers.kafka_settings import ADMIN, first_user, server_properties
from deploy.local.servers.postgres import SETTINGS, SUPERUSER
from deploy.local.vault import KAFKA_ADMIN, POSTGRES_ADMIN, Vault

POSTGRES_IMAGE = "postgres:18"
KAFKA_IMAGE = "apache/kafka:4.3.1"

_START_KAFKA = """\
[ -e /sinergi/data/meta.properties ] || /opt/kafka/bin/kafka-storage.sh format \
  --cluster-id "$(/opt/kafka/bin/kafka-storage.sh random-uuid)" --config /sinergi/server.properties \
  --add-scram "$FIRST_USER"
exec /opt/kafka/bin/kafka-server-start.sh /sinergi/server.properties
"""


def postgres_part(folder: Folder, vault: Vault, port: int, database: str) -> StackPart:
    """Describe PostgreSQL's container."""
    password = vault.read(POSTGRES_ADMIN)
    data = folder.root / "postgres-image"

    async def prepare(_announce: Announce) -> None:
        _create(data)

    return StackPart(
        name="postgres",
        port=port,
        command=[sys.executable, "-m", "deploy.local.servers.images", "postgres", str(port), str(data)],
        ready=lambda: postgres_answers(port, SUPERUSER, password, database),
        prepare=prepare,
        environment={"POSTGRES_PASSWORD": password, "POSTGRES_DB": database},
    )


def kafka_part(folder: Folder, vault: Vault, ports: Mapping[str, int]) -> StackPart:
    """Describe Kafka's container."""
    port, password = ports["kafka"], vault.read(KAFKA_ADMIN)
    data = folder.root / "kafka-image"

    async def prepare(_announce: Announce) -> None:
        _create(data)
        # In its container it must listen on every address to be reachable from outside.
        settings = server_properties(port, ports["kafka-controller"], Path("/sinergi/data"), password, bind="0.0.0.0")  # noqa: S104
        (data / "server.properties").write_text(settings)

    return StackPart(
        name="kafka",
        port=port,
        command=[sys.executable, "-m", "deploy.local.servers.images", "kafka", str(port), str(data)],
        ready=lambda: kafka_answers(port, ADMIN, password),
        prepare=prepare,
        environment={"FIRST_USER": first_user(password)},
    )


def _create(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def main(image: str, port: int, data: Path) -> None:
    """Run one container until a signal ends it."""
    from testcontainers.core.container import DockerContainer

    # Blocked before the container starts, so that an early signal waits for `sigwait` and the container is stopped.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    # As this user, so that the owner of the data folder can delete the files of the container.
    owner: dict[str, Any] = {} if os.getuid() == 0 else {"user": f"{os.getuid()}:{os.getgid()}"}
    if image == "postgres":
        container = DockerContainer(POSTGRES_IMAGE, **owner).with_bind_ports(5432, port)
        settings = {**SETTINGS, "listen_addresses": "*", "unix_socket_directories": "/tmp"}  # noqa: S108
        container.with_command(["postgres", *(f"--{name}={value}" for name, value in settings.items())])
        container.with_envs(**{name: os.environ[name] for name in ("POSTGRES_PASSWORD", "POSTGRES_DB")})
        # Since version 18 the image keeps its data in a folder per version below this one.
        container.with_volume_mapping(str(data), "/var/lib/postgresql", "rw")
    else:
        # The same port inside and outside: clients connect to the address that the broker advertises.
        container = DockerContainer(KAFKA_IMAGE, **owner).with_bind_ports(port, port)
        container.with_command(["bash", "-c", _START_KAFKA]).with_env("FIRST_USER", os.environ["FIRST_USER"])
        container.with_volume_mapping(str(data), "/sinergi", "rw")
    with container:
        signal.sigwait({signal.SIGTERM, signal.SIGINT})


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
