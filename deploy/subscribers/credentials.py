"""Credentials of subscribers: made here, shown once, kept nowhere."""

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
from deploy.subscribers.rows import Token
from shared.access.subscribers import TOKEN_PREFIX, hash_of

Kind = Literal["token", "password"]


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a subscriber is given; what it keeps from before is none."""

    token: str | None
    kafka_username: str
    kafka_password: str | None
    kafka_group_prefix: str


def new_token() -> str:
    """A token for the feed."""
    return TOKEN_PREFIX + secrets.token_urlsafe(32)


def new_password() -> str:
    """A password for Kafka."""
    return secrets.token_urlsafe(32)


def kept_of(token: str, issued_at: datetime) -> Token:
    """What the services keep of a token."""
    return Token(hash_of(token), issued_at, valid_until=None)


@contextmanager
def secret_file(path: Path) -> "Iterator[SecretFile]":
    """A new file that only its owner may read: made before anything is changed, gone when nothing was written."""
    try:
        # O_EXCL: never into a file that is there, which others may read already, nor through a link.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Trouble(f"{path} cannot be made ({error.strerror}): name a file that is not there yet") from error
    # Through the descriptor: by its path, another file could be put there meanwhile.
    with os.fdopen(descriptor, "w") as opened:
        file = SecretFile(opened)
        try:
            yield file
        finally:
            # An empty file left behind would stand in the way of the same command given again.
            if not file.written:
                path.unlink(missing_ok=True)


class SecretFile:
    """Where credentials are put."""

    def __init__(self, opened: TextIO) -> None:
        self._opened = opened
        self.written = False

    def write(self, credentials: Credentials) -> None:
        """Put them there."""
        self._opened.write(json.dumps(asdict(credentials), indent=2) + "\n")
        self._opened.flush()
        self.written = True
