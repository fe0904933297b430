"""A disk of PostgreSQL's own that can be full: a file system in memory, mounted over its data folder. Needs root."""

import asyncio
import os
import shutil
from pathlib import Path

SIZE_BYTES = 4 * 2**30
"""Only what is written takes memory."""


class Disk:
    """The mounted file system."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def mount(self) -> None:
        """Mount it with the present content of the folder."""
        present = self._folder.with_name(f"{self._folder.name}.present")
        self._folder.rename(present)
        self._folder.mkdir(mode=0o700)
        await run("mount", "-t", "tmpfs", "-o", f"size={SIZE_BYTES}", "tmpfs", str(self._folder))
        await run("cp", "--archive", f"{present}/.", str(self._folder))
        shutil.rmtree(present)

    async def unmount(self) -> None:
        """Unmount it; its content is lost."""
        await run("umount", "--lazy", str(self._folder))

    async def leave(self, free_bytes: int) -> None:
        """Leave so much space and no more."""
        status = os.statvfs(self._folder)
        used = (status.f_blocks - status.f_bfree) * status.f_frsize
        await self._resize(used + free_bytes)

    async def enlarge(self) -> None:
        """Give it its space again."""
        await self._resize(SIZE_BYTES)

    async def _resize(self, size: int) -> None:
        await run("mount", "-o", f"remount,size={size}", str(self._folder))


def may_mount() -> bool:
    """Whether this process may mount file systems."""
    return os.geteuid() == 0 and shutil.which("mount") is not None


async def run(*command: str) -> None:
    """Run a command of the system. Raises OSError with its complaint."""
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    _, error = await process.communicate()
    if process.returncode:
        raise OSError(f"{' '.join(command)}: {error.decode().strip()}")
