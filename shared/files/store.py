"""The port of the document store: what a folder and S3 both do. It knows neither types nor keys nor agreements."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

_NAME = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")


class StoreFailed(Exception):
    """The store does not answer, is full, or refuses its credentials. Repeating may help; the cause has the reason."""


class ContentMissing(Exception):
    """The store has no content of this name."""


class WrongName(Exception):
    """A content of this name could be stored in the place of another: a fault of ours."""


@dataclass(frozen=True, slots=True)
class StoredContent:
    """One content in the store: its name, its size in bytes as stored, and when it was written."""

    name: str
    size: int
    written_at: datetime


class FileStore(Protocol):
    """A place for contents. Every operation may raise `StoreFailed`."""

    async def put(self, name: str, content: AsyncIterator[bytes]) -> None:
        """Store a content. When this returns, the content survives a crash of every process and of the machine.

        If `content` raises, or this raises, no content of this name is visible; a content that was there stays.
        """

    def get(self, name: str) -> AsyncIterator[bytes]:
        """The content in pieces. Raises `ContentMissing`."""

    async def delete(self, name: str) -> None:
        """Delete a content; one that does not exist is deleted already."""

    def list(self) -> AsyncIterator[StoredContent]:
        """Every content, in no order."""


def require_name(name: str) -> str:
    """Return the name of a content. Raises `WrongName` for one that could leave the store, or differ by case alone."""
    if not _NAME.fullmatch(name):
        raise WrongName(name)
    return name
