"""A folder as a document store, for one machine or a shared file system with POSIX rename and fsync."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from shared.files.store import ContentMissing, StoredContent, StoreFailed, require_name

PIECE = 1_048_576
"""Bytes read at a time."""
_UNFINISHED = "unfinished"


class FolderStore:
    """Contents as files. A content has another name until it is complete and on disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, name: str, content: AsyncIterator[bytes]) -> None:
        """Write the content under another name, flush it to disk, then rename it."""
        final = self._folder / require_name(name)
        unfinished = final.with_name(f"{final.name}-{_UNFINISHED}-{uuid4().hex}")
        try:
            descriptor = await asyncio.to_thread(_create, unfinished)
        except OSError as error:
            raise StoreFailed(str(error)) from error
        try:
            await self._write(descriptor, content)
            await asyncio.to_thread(_publish, descriptor, unfinished, final)
        except OSError as error:
            raise StoreFailed(str(error)) from error
        finally:
            # A content that was published has no unfinished file any more.
            await asyncio.to_thread(_close_and_remove, descriptor, unfinished)

    async def get(self, name: str) -> AsyncIterator[bytes]:
        """Read the file in pieces."""
        try:
            descriptor = await asyncio.to_thread(os.open, self._folder / require_name(name), os.O_RDONLY)
        except FileNotFoundError as error:
            raise ContentMissing(name) from error
        except OSError as error:
            raise StoreFailed(str(error)) from error
        try:
            while piece := await asyncio.to_thread(os.read, descriptor, PIECE):
                yield piece
        except OSError as error:
            raise StoreFailed(str(error)) from error
        finally:
            os.close(descriptor)

    async def delete(self, name: str) -> None:
        """Remove the file."""
        try:
            await asyncio.to_thread(_remove, self._folder / require_name(name))
        except OSError as error:
            raise StoreFailed(str(error)) from error

    async def list(self) -> AsyncIterator[StoredContent]:
        """Every file, also unfinished ones of processes that died: those are contents without an owner."""
        try:
            for found in await asyncio.to_thread(lambda: list(_walk(self._folder))):
                yield found
        except OSError as error:
            raise StoreFailed(str(error)) from error

    async def _write(self, descriptor: int, content: AsyncIterator[bytes]) -> None:
        async for piece in content:
            rest = memoryview(piece)
            while rest:
                rest = rest[await asyncio.to_thread(os.write, descriptor, rest) :]


def _create(file: Path) -> int:
    _make_folders(file.parent)
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _make_folders(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folders(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    # The entry of a new folder in the one above it is written to disk like a file's.
    _flush_folder(folder.parent)


def _publish(descriptor: int, unfinished: Path, final: Path) -> None:
    os.fsync(descriptor)
    unfinished.rename(final)
    _flush_folder(final.parent)


def _flush_folder(folder: Path) -> None:
    # Without it, a power cut could undo the rename although the content is on disk.
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _close_and_remove(descriptor: int, unfinished: Path) -> None:
    os.close(descriptor)
    with suppress(OSError):
        unfinished.unlink()


def _remove(file: Path) -> None:
    file.unlink(missing_ok=True)


def _walk(folder: Path) -> Iterator[StoredContent]:
    for file in folder.rglob("*"):
        with suppress(FileNotFoundError):
            state = file.stat()
            if file.is_file():
                written = datetime.fromtimestamp(state.st_mtime, UTC)
                yield StoredContent(file.relative_to(folder).as_posix(), state.st_size, written)
