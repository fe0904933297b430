"""The `SINERGI_…` variables with which processes, commands and tests find the embedded stack."""

import json
from collections.abc import Mapping
from pathlib import Path

from deploy.installation.services import DOOR, SERVICES
from deploy.local.folder import Folder
from deploy.local.settings import LocalSettings

HOST = "127.0.0.1"


def environment_of(settings: LocalSettings, folder: Folder, ports: Mapping[str, int]) -> dict[str, str]:
    """Return the variables for a client of this stack; addresses from the settings win over its own."""
    issuer = f"http://{HOST}:{ports['issuer']}"
    return {
        "SINERGI_ENVIRONMENT": "embedded",
        "SINERGI_INSTANCE": settings.instance,
        "SINERGI_DATA_DIR": str(folder.root),
        "SINERGI_SECRETS_DIR": str(secrets_folder(settings, folder)),
        "SINERGI_POSTGRES_URL": settings.postgres_url or f"postgresql://{HOST}:{ports['postgres']}/{settings.instance}",
        "SINERGI_KAFKA_SERVERS": settings.kafka_servers or f"{HOST}:{ports['kafka']}",
        "SINERGI_KAFKA_COPIES": "1",
        "SINERGI_TOKEN_ISSUER": issuer,
        "SINERGI_JWKS_URL": f"{issuer}/jwks.json",
        "SINERGI_PUBLIC_ORIGIN": f"http://{HOST}:{ports[f'{DOOR}-api']}",
        "SINERGI_HTTP_HOST": HOST,
        "SINERGI_FILES_FOLDER": str(folder.files),
        "SINERGI_CLOCK_FILE": str(folder.clock),
        "SINERGI_FEEDS": json.dumps({name: f"http://{HOST}:{ports[f'{name}-api']}" for name in SERVICES}),
        # Moving the clock makes jobs due; with the default pause, viewers would wait half a minute for them.
        "SINERGI_JOB_INTERVAL_SECONDS": "1",
        # Receivers of tests and demonstrations are on this machine, and no test waits an hour for them.
        "SINERGI_WEBHOOKS_INNER": "true",
        "SINERGI_WEBHOOKS_RETRY_INTERVAL_SECONDS": "0.5",
        "SINERGI_WEBHOOKS_ORDER_TIMEOUT_SECONDS": "5",
        "SINERGI_SMTP_HOST": HOST,
        "SINERGI_SMTP_PORT": str(ports["mail"]),
        "SINERGI_SMTP_SECURITY": "none",
        "SINERGI_MAIL_FROM": "sinergi@contoh.example",
        "SINERGI_SEND_INTERVAL_SECONDS": "0.5",
        "SINERGI_LOG_LEVEL": "DEBUG",
    }


def secrets_folder(settings: LocalSettings, folder: Folder) -> Path:
    """Return the folder of secrets that is used."""
    return settings.secrets_dir or folder.secrets
