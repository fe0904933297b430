"""Writes `debian.lock`: `python -m deploy.image.lock_debian` takes the newest packages of Debian 12.

Debian's mirrors keep the newest version only, so run it when `make image` reports that a version is gone.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from deploy.image.debian import LOCK, Apt, Package, debian_cache, hash_of

PACKAGES = [
    "base-files",
    "ca-certificates",
    "libbz2-1.0",
    "libc6",
    "libcrypt1",
    "libexpat1",
    "libffi8",
    "libgcc-s1",
    "liblzma5",
    "libpython3.11-minimal",
    "libpython3.11-stdlib",
    "libssl3",
    "libstdc++6",
    "libuuid1",
    "netbase",
    "python3.11-minimal",
    "zlib1g",
]
_HEADER = "# Debian's packages in the image. Written by `python -m deploy.image.lock_debian`; do not edit.\n"


def main() -> None:
    """Fetch the newest version of each package, hash it and replace the lock."""
    with tempfile.TemporaryDirectory() as folder:
        files = Apt(Path(folder)).download(*PACKAGES)
        locked = [_locked(files[name], Path(folder)) for name in PACKAGES]
    LOCK.write_text(_HEADER + "".join(f"{package}\n" for package in locked))
    sys.stdout.write(f"{LOCK}: {len(locked)} packages\n")


def _locked(file: Path, scratch: Path) -> Package:
    command = ["dpkg-deb", "--show", "--showformat", "${Package} ${Version}", str(file)]
    name, version = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603
    package = Package(name, version, hash_of(file))
    (debian_cache(scratch) / package.sha256).write_bytes(file.read_bytes())
    return package


if __name__ == "__main__":
    main()
