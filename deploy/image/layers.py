"""Layers: tar archives in which nothing depends on the machine, the user or the time of the build."""

import gzip
import hashlib
import io
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TIME = 1_767_225_600
"""The time of every file: 1 January 2026. The true one would give each build another digest."""
SINERGI = 10_001
"""The user and the group of the processes."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A compressed archive, by the hash of its contents before and after."""

    content: bytes
    diff_id: str

    @property
    def digest(self) -> str:
        """The hash of the compressed archive."""
        return f"sha256:{hashlib.sha256(self.content).hexdigest()}"


def pack(root: Path, modes: Mapping[str, int] | None = None, owned: frozenset[str] = frozenset()) -> Layer:
    """Pack a folder. `modes` are those of single paths; `owned` folders belong to the processes, all else to root."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            entry = archive.gettarinfo(path, name)
            entry.mtime, entry.uname, entry.gname = TIME, "", ""
            entry.uid = entry.gid = SINERGI if name in owned else 0
            executable = entry.isdir() or bool(entry.mode & 0o100)
            entry.mode = (modes or {}).get(name, 0o755 if executable else 0o644)
            if entry.islnk():
                raise ValueError(f"{name} is a hard link")
            if entry.isreg():
                with path.open("rb") as content:
                    archive.addfile(entry, content)
            else:
                archive.addfile(entry)
    plain = buffer.getvalue()
    # Neither name nor time in the header.
    return Layer(gzip.compress(plain, compresslevel=6, mtime=0), f"sha256:{hashlib.sha256(plain).hexdigest()}")
