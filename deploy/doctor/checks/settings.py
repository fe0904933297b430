"""Settings and secrets: variables that nothing reads, values that are not safe in production, files of secrets."""

import os
import stat
from collections.abc import AsyncIterator, Iterator
from difflib import get_close_matches
from urllib.parse import urlsplit

from deploy.doctor.check import Check, Finding
from deploy.installation.services import SERVICES
from deploy.local.settings import LocalSettings
from deploy.local.vault import KAFKA_ADMIN, POSTGRES_ADMIN, service_secrets
from shared.operations.settings import Settings
from shared.processes.certificate import KEY

PREFIX = "SINERGI_"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", None})
SAFE_COPIES = 3
ADDRESSES = ("token_issuer", "jwks_url", "files_s3_endpoint")
"""Settings with an address that is called over the network."""


async def find(settings: Settings) -> AsyncIterator[Finding]:
    """The variables first, then the secrets."""
    for found in (*_unknown(), *_feeds(settings), *_secrets(settings)):
        yield found
    if not settings.embedded:
        for found in _unsafe(settings):
            yield found


def _unknown() -> Iterator[Finding]:
    known = {f"{PREFIX}{name.upper()}" for name in (*Settings.model_fields, *LocalSettings.model_fields)}
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known:
            near = get_close_matches(name, known, n=1)
            meant = f"rename it to {near[0]}" if near else "unset it"
            yield Finding(f"{name} is set, and no setting has this name", f"{meant}; `sinergi settings` lists all")


def _feeds(settings: Settings) -> Iterator[Finding]:
    if missing := [service for service in SERVICES if service not in settings.feeds]:
        yield Finding(
            f"SINERGI_FEEDS has no address of {', '.join(missing)}",
            "set it for every process; consumers repair gaps from there: "
            '{"agreements": "http://…", "programs": "http://…", "notifications": "http://…"}',
        )


def _secrets(settings: Settings) -> Iterator[Finding]:
    names = [*service_secrets(), POSTGRES_ADMIN, KAFKA_ADMIN, f"files_key_{settings.files_key_id}"]
    if settings.files_store == "s3":
        names += ["files_s3_access_key_id", "files_s3_secret_access_key"]
    needed = {
        "resolver_token": settings.resolver_url,
        "smtp_password": settings.smtp_host and settings.smtp_user,
        "bounce_password": settings.bounce_host,
        KEY: settings.http_certificate_file,
    }
    names += [name for name, setting in needed.items() if setting]
    missing = [name for name in names if not os.access(settings.secrets_dir / name, os.R_OK)]
    if missing:
        yield Finding(
            f"secrets are missing or not readable in {settings.secrets_dir}: {', '.join(missing)}",
            "write each into a file of its name, or set SINERGI_SECRETS_DIR",
        )
    open_to_all = [name for name in names if name not in missing and _is_open(settings, name)]
    if open_to_all:
        yield Finding(
            f"every user of this machine can read the secrets {', '.join(open_to_all)}",
            f"chmod o= the files in {settings.secrets_dir}, and change what they held",
        )


def _is_open(settings: Settings, name: str) -> bool:
    return bool((settings.secrets_dir / name).stat().st_mode & stat.S_IROTH)


def _unsafe(settings: Settings) -> Iterator[Finding]:
    for name in ("clock_file", "crash_at"):
        if getattr(settings, name) is not None:
            yield Finding(
                f"{PREFIX}{name.upper()} is set, and only the embedded stack may have it: no process starts", "unset it"
            )
    for name in ADDRESSES:
        address = urlsplit(getattr(settings, name) or "")
        if address.scheme == "http" and address.hostname not in LOOPBACK:
            yield Finding(
                f"{PREFIX}{name.upper()} is an address of plain HTTP, {address.geturl()}", "use its address with https"
            )
    hosts = {server.rpartition(":")[0] for server in settings.kafka_servers.split(",")}
    if settings.kafka_security == "SASL_PLAINTEXT" and not hosts <= LOOPBACK:
        yield Finding(
            "events cross the network to Kafka unencrypted",
            "set SINERGI_KAFKA_SECURITY=SASL_SSL, and SINERGI_KAFKA_CA_FILE for an authority of your own",
        )
    if settings.kafka_copies < SAFE_COPIES:
        yield Finding(
            f"SINERGI_KAFKA_COPIES is {settings.kafka_copies}: with the disk of a broker its topics are lost, and "
            "while a broker is away nothing passes between the services",
            "run three brokers and set it to 3; an installation on one machine takes this risk, and PostgreSQL keeps "
            "every event",
        )


CHECK = Check("settings", "variables that nothing reads or that are unsafe, and the files of secrets", find)
