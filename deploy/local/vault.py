"""The secrets of the embedded stack: random, one file each, created once. They are never printed."""

import base64
import os
import secrets
from pathlib import Path

from deploy.installation.services import DOOR, NAMES, SERVICES
from deploy.installation.trouble import Trouble

POSTGRES_ADMIN = "postgres_admin"
KAFKA_ADMIN = "kafka_admin"
FILES_KEY = "files_key_1"
WEBHOOKS_KEY = "webhooks_key"


def service_secrets() -> list[str]:
    """The names of the secrets: three database roles, a Kafka principal and a feed password for each service.

    Notifications has the key from which the secrets of webhooks are derived. The door has two database roles, the
    password of its client at the issuer, and the key that encrypts tokens. The vault of names has one database role.
    """
    roles = [f"postgres_{service}_{kind}" for service in SERVICES for kind in ("owner", "app", "relay")]
    door = [f"postgres_{DOOR}_owner", f"postgres_{DOOR}_app", f"{DOOR}_client", f"{DOOR}_session_key"]
    return [
        *roles,
        *door,
        f"postgres_{NAMES}_owner",
        WEBHOOKS_KEY,
        *(f"{kind}_{service}" for kind in ("kafka", "feed") for service in SERVICES),
    ]


class Vault:
    """A folder of secrets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def create(self, name: str) -> None:
        """Create a random secret unless it exists."""
        self.keep(name, secrets.token_urlsafe(24))

    def create_key(self, name: str) -> None:
        """Create a random key of 32 bytes in base64 unless it exists."""
        self.keep(name, base64.b64encode(secrets.token_bytes(32)).decode())

    def keep(self, name: str, value: str) -> None:
        """Store a secret unless it exists. Readers never get a half-written one."""
        file = self.folder / name
        if file.exists():
            return
        # Created for its owner only: others could open the file before a later change of its rights.
        draft = file.with_name(f".{name}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as writer:
            writer.write(value)
        draft.rename(file)

    def read(self, name: str) -> str:
        """Return a secret. Raises `Trouble` naming the file that must hold it."""
        file = self.folder / name
        try:
            return file.read_text().strip()
        except OSError as error:
            message = f"The secret {name} is missing: write it to {file}, because its server is not part of this stack"
            raise Trouble(message) from error
