"""The parts of the stack: servers, issuer, mail catcher, the processes of the services, and the door."""

import sys
from collections.abc import Mapping

from deploy.installation.services import DOOR, SERVICES
from deploy.local.addresses import HOST
from deploy.local.folder import Folder
from deploy.local.part import StackPart
from deploy.local.probes import page_answers, port_answers
from deploy.local.settings import LocalSettings
from deploy.local.vault import Vault

FRONT = f"{DOOR}-api"
APIS = (*(f"{service}-api" for service in SERVICES), FRONT)
WORKERS = tuple(f"{service}-worker" for service in SERVICES)
SENDERS = ("notifications-sender", "notifications-webhooks")
"""Processes that send to systems outside."""
MAIL = "mail"
PORTS = ("postgres", "kafka", "kafka-controller", "issuer", MAIL, *APIS, *WORKERS, *SENDERS)


def server_parts(settings: LocalSettings, folder: Folder, vault: Vault, ports: Mapping[str, int]) -> list[StackPart]:
    """Describe the database and the broker, except those that the settings name elsewhere."""
    parts: list[StackPart] = []
    if settings.postgres_url is None:
        parts.append(_database_part(settings, folder, vault, ports["postgres"]))
    if settings.kafka_servers is None:
        parts.append(_broker_part(settings, folder, vault, ports))
    return parts


def _database_part(settings: LocalSettings, folder: Folder, vault: Vault, port: int) -> StackPart:
    if settings.local_images:
        from deploy.local.servers import images

        return images.postgres_part(folder, vault, port, settings.instance)
    from deploy.local.servers.postgres import postgres_part

    return postgres_part(folder, vault, port, settings.instance, settings.postgres_options)


def _broker_part(settings: LocalSettings, folder: Folder, vault: Vault, ports: Mapping[str, int]) -> StackPart:
    # Imported only when it is used: importing takes most of a warm start.
    if settings.local_images:
        from deploy.local.servers import images

        return images.kafka_part(folder, vault, ports)
    from deploy.local.servers.kafka import kafka_part

    return kafka_part(folder, vault, ports, full_speed=settings.kafka_full_speed)


def issuer_part(ports: Mapping[str, int], environment: Mapping[str, str]) -> StackPart:
    """Describe the local issuer."""
    return _python_part("issuer", ["deploy.local.servers.issuer"], "/jwks.json", ports, environment)


def mail_part(ports: Mapping[str, int], environment: Mapping[str, str]) -> StackPart:
    """Describe the mail catcher, which accepts SMTP only."""
    port = ports[MAIL]
    command = [sys.executable, "-m", "deploy.local.servers.mail"]
    return StackPart(
        name=MAIL, port=port, command=command, ready=lambda: port_answers(port), environment=dict(environment)
    )


def service_parts(ports: Mapping[str, int], environment: Mapping[str, str]) -> list[StackPart]:
    """Describe the processes of the services and of the door."""
    return [
        _python_part(name, [f"services.{service}", kind], "/readyz", ports, {**environment, **behind_the_door(name)})
        for name in (*APIS, *WORKERS, *SENDERS)
        for service, _, kind in [name.partition("-")]
    ]


def behind_the_door(name: str) -> Mapping[str, str]:
    """Whom a process believes what it says of a browser: the services believe the door, before which nobody stands."""
    return {} if name == FRONT else {"SINERGI_PROXIES": HOST}


def _python_part(
    name: str, module: list[str], page: str, ports: Mapping[str, int], environment: Mapping[str, str]
) -> StackPart:
    port = ports[name]
    return StackPart(
        name=name,
        port=port,
        command=[sys.executable, "-m", *module],
        ready=lambda: page_answers(port, page),
        environment={**environment, "SINERGI_HTTP_PORT": str(port), "PYTHONUNBUFFERED": "1"},
    )
