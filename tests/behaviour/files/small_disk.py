"""A small disk for files: a file system in memory of some megabytes. Needs root."""

from dataclasses import dataclass
from pathlib import Path

from tests.chaos.disk import run


@dataclass(frozen=True)
class SmallDisk:
    """The mounted file system."""

    folder: Path

    async def mount(self, megabytes: int) -> None:
        self.folder.mkdir()
        await run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(self.folder))

    async def enlarge(self, megabytes: int) -> None:
        await run("mount", "-o", f"remount,size={megabytes}m", str(self.folder))

    async def unmount(self) -> None:
        await run("umount", "--lazy", str(self.folder))
