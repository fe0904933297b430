"""Credentials of subscribers: created here, shown once and never stored."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, TextIO

from deploy.installation.trouble import Trouble
from deploy.subscribers.store import Token
from shared.access.subscribers import TOKEN_PREFIX, hash_of

CredentialKind = Literal["token", "password"]


@dataclass(frozen=True, slots=True)
class Credentials:
    """The new credentials of a subscriber; None for those that do not change."""

    token: str | None
    kafka_username: str
    kafka_password: str | None
    kafka_group_prefix: str


def new_token() -> str:
    """Create a token for the feed."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def new_password() -> str:
    """Create a password for Kafka."""
    return secrets.token_urlsafe(32)


def hashed(token: str, issued_at: datetime) -> Token:
    """The form in which the services store a token."""
    return Token(hash_of(token), issued_at, valid_until=None)


@contextmanager
def secret_file(path: Path) -> "Iterator[SecretFile]":
    """A new file that only its owner may read. It is removed when nothing was written to it."""
    try:
        # O_EXCL refuses an existing file, which others may be able to read, and a symbolic link.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Trouble(f"{path} cannot be created ({error.strerror}): name a file that does not exist") from error
    # Written through the descriptor: another file could be put at its path in between.
    with os.fdopen(descriptor, "w") as opened:
        file = SecretFile(opened)
        try:
            yield file
        finally:
            # An empty file would make the same command fail when it is run again.
            if not file.written:
                path.unlink(missing_ok=True)


class SecretFile:
    """A file for credentials."""

    def __init__(self, opened: TextIO) -> None:
        self._opened = opened
        self.written = False

    def write(self, credentials: Credentials) -> None:
        """Write the credentials."""
        self._opened.write(json.dumps(asdict(credentials), indent=2) + "\n")
        self._opened.flush()
        self.written = True
