"""Files of one process: receives, measures and encrypts them, and gives them out again."""

import hashlib
from collections.abc import AsyncIterator, Collection
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import structlog

from shared.files.folder import FolderStore
from shared.files.keys import KeyRing, KeyUnusable
from shared.files.kinds import HEAD_BYTES, media_type_of
from shared.files.refusals import FileEmpty, FilesUnavailable, FileTooLarge
from shared.files.sealing import key_id_of, opened, resealed, sealed
from shared.files.store import FileStore, StoreFailed
from shared.operations.errors import describe
from shared.operations.settings import MissingSecret, Settings
from shared.values.ids import new_id

log = structlog.get_logger()
MEGABYTE = 1_048_576
NOT_USABLE = (StoreFailed, KeyUnusable, MissingSecret)


def area_of(service: str) -> str:
    """The area of a service in the store that all of them share."""
    # The contents of agreements were stored before there were areas.
    return "" if service == "agreements" else service


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that is in the store and on disk; `content` is its name there."""

    content: str
    size: int
    sha256: str
    media_type: str


class Files:
    """The document store with the keys and limits of the settings, which are used when they are first needed."""

    def __init__(self, settings: Settings, area: str = "") -> None:
        """`area` is a folder of the store for one service: what has no owner there is that service's to delete."""
        self._settings = settings
        self._area = area

    @cached_property
    def store(self) -> FileStore:
        """The folder or the bucket. Raises `MissingSecret`."""
        if self._settings.files_store == "folder":
            return FolderStore(self._settings.files_folder)
        # Imported here, because it is large and a folder does not need it.
        from shared.files.bucket import BucketAddress, BucketStore

        return BucketStore(
            BucketAddress(
                self._settings.files_s3_bucket,
                self._settings.files_s3_region,
                self._settings.files_s3_endpoint,
                self._settings.secret("files_s3_access_key_id"),
                self._settings.secret("files_s3_secret_access_key"),
            )
        )

    @cached_property
    def keys(self) -> KeyRing:
        """The keys of the installation."""
        return KeyRing(self._settings.files_key_id, self._settings.secret)

    @property
    def largest(self) -> int:
        """The limit of a file in bytes."""
        return self._settings.files_max_megabytes * MEGABYTE

    async def receive(self, plain: AsyncIterator[bytes], accepted: Collection[str]) -> ReceivedFile:
        """Store a file that arrives; it has no owner until a row names its content.

        Raises `FileTooLarge`, `FileTypeRefused`, `FileEmpty` or `FilesUnavailable`.
        """
        content, measured = self._new_name(), _Measured(plain, self._settings.files_max_megabytes)
        try:
            # Before the first byte is stored.
            media_type = media_type_of(await measured.head(), accepted)
            await self.store.put(content, sealed(self.keys, content, measured.all()))
        except NOT_USABLE as error:
            log.error("file_not_stored", error=describe(error))
            raise FilesUnavailable from error
        return ReceivedFile(content, measured.size, measured.sha256.hexdigest(), media_type)

    async def read(self, content: str) -> AsyncIterator[bytes]:
        """A file in pieces. Raises `FilesUnavailable`, `ContentMissing` or `ContentBroken`."""
        try:
            async with aclosing(opened(self.keys, content, self.store.get(content))) as plain:  # type: ignore[type-var]
                async for piece in plain:
                    yield piece
        except NOT_USABLE as error:
            log.error("file_not_read", content=content, error=describe(error))
            raise FilesUnavailable from error

    async def written_before(self, moment: datetime) -> AsyncIterator[str]:
        """The contents of this area that were written before a moment."""
        async for each in self.store.list():
            if each.written_at < moment and self.has(each.name):
                yield each.name

    def has(self, content: str) -> bool:
        """Whether a content is in this area."""
        return content.rpartition("/")[0].rpartition("/")[0] == self._area

    async def rotate(self, content: str) -> bool:
        """Give a content to the current key; returns whether it had another one."""
        if await key_id_of(self.store.get(content)) == self.keys.current:
            return False
        await self.store.put(content, resealed(self.keys, content, self.store.get(content)))
        return True

    def _new_name(self) -> str:
        # In 256 folders by the random end of the id: its beginning is the time.
        name = str(new_id())
        return "/".join(filter(None, (self._area, name[-2:], name)))


class _Measured:
    """A stream with its size and its hash; it ends with a refusal where it is too large or empty."""

    def __init__(self, pieces: AsyncIterator[bytes], megabytes: int) -> None:
        self._pieces = pieces
        self._megabytes = megabytes
        self._head = bytearray()
        self.size = 0
        self.sha256 = hashlib.sha256()

    async def head(self) -> bytes:
        """The beginning. Raises `FileEmpty`."""
        async for piece in self._pieces:
            self._head += piece
            if len(self._head) >= HEAD_BYTES:
                break
        if not self._head:
            raise FileEmpty
        return bytes(self._head[:HEAD_BYTES])

    async def all(self) -> AsyncIterator[bytes]:
        """The whole stream. Raises `FileTooLarge`."""
        yield self._counted(bytes(self._head))
        async for piece in self._pieces:
            yield self._counted(piece)

    def _counted(self, piece: bytes) -> bytes:
        self.size += len(piece)
        if self.size > self._megabytes * MEGABYTE:
            raise FileTooLarge(megabytes=self._megabytes)
        self.sha256.update(piece)
        return piece
