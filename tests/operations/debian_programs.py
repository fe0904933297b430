"""Servers that stand before Sinergi, from Debian's packages: unpacked and not installed.

Each is the newest version of its suite, which apt checks by Debian's signature: mirrors keep no older one.
"""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from deploy.image.debian import Apt

NGINX = ("nginx",)
PGBOUNCER = (
    *("pgbouncer", "libc6", "libssl3t64", "libevent-2.1-7t64", "libcares2", "libsystemd0", "libpam0g", "libaudit1"),
    *("libcap-ng0", "libcap2", "libzstd1", "zlib1g"),
)
"""With its libraries, because those of Debian 12 are older than it needs."""


def unpacked(names: Sequence[str], scratch: Path, suite: str) -> Path:
    """The folder with the contents of these packages. Raises `Trouble`."""
    root = scratch / "root"
    for file in Apt(scratch / "apt", suite).download(*names).values():
        subprocess.run(["dpkg-deb", "--extract", str(file), str(root)], check=True)  # noqa: S603, S607
    return root


def with_own_libraries(root: Path, program: str) -> list[str]:
    """The command of a program that brings the libraries of its own release."""
    libraries = root / "usr/lib/x86_64-linux-gnu"
    return [str(libraries / "ld-linux-x86-64.so.2"), "--library-path", str(libraries), str(root / program)]
