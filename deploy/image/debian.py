"""Packages of Debian: fetched by apt with a state of its own, checked against `debian.lock`, unpacked without scripts.

The image has Python and the libraries that it needs: no shell, no package manager, no compiler.
"""

import hashlib
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from copy import copy
from pathlib import Path
from typing import NamedTuple

from deploy.installation.trouble import Trouble
from deploy.local.servers.jars import shared_cache

LOCK = Path(__file__).with_name("debian.lock")
ARCHITECTURE = "amd64"
_SOURCES = """\
Types: deb
URIs: http://deb.debian.org/debian
Suites: {suite} {suite}-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://deb.debian.org/debian-security
Suites: {suite}-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
"""
_UNUSED = (
    *(f"usr/share/{name}/" for name in ("applications", "binfmts", "bug", "doc", "lintian", "man", "pixmaps")),
    *(f"usr/lib/python3.11/{name}" for name in ("distutils/", "lib2to3/", "pydoc")),
    *(f"usr/lib/x86_64-linux-gnu/{name}/" for name in ("audit", "gconv")),
    *(f"usr/bin/{name}" for name in ("getconf", "getent", "iconv", "ldd", "locale", "py3", "pydoc", "tzselect")),
    "usr/sbin/",
)


class Package(NamedTuple):
    """One locked package."""

    name: str
    version: str
    sha256: str

    def __str__(self) -> str:
        return f"{self.name} {self.version} {self.sha256}"


def locked_packages() -> list[Package]:
    """Read the lock."""
    lines = LOCK.read_text().splitlines()
    return [Package(*line.split()) for line in lines if line and not line.startswith("#")]


def fetch(packages: Sequence[Package], scratch: Path) -> list[Path]:
    """The files of the packages, from the cache or by apt, each with its locked hash. Raises `Trouble`."""
    cache = debian_cache(scratch)
    missing = [package for package in packages if not (cache / package.sha256).exists()]
    if missing:
        apt = Apt(scratch / "apt")
        try:
            fetched = apt.download(*(f"{package.name}={package.version}" for package in missing))
        except Trouble as trouble:
            message = f"{trouble}. If a version is gone, write the lock anew: python -m deploy.image.lock_debian"
            raise Trouble(message) from trouble
        for package in missing:
            file = fetched[package.name]
            if hash_of(file) != package.sha256:
                raise Trouble(f"{file.name} has another hash than debian.lock: do not use it, and report it")
            file.rename(cache / package.sha256)
    return [cache / package.sha256 for package in packages]


def unpacked_tool(package: Package, scratch: Path, suite: str) -> Path:
    """A program of another release of Debian, unpacked below `scratch` and not installed. Raises `Trouble`."""
    cached = debian_cache(scratch) / package.sha256
    if not cached.exists():
        file = Apt(scratch / "apt", suite).download(f"{package.name}={package.version}")[package.name]
        if hash_of(file) != package.sha256:
            raise Trouble(f"{file.name} has another hash than expected: do not use it, and report it")
        shutil.copyfile(file, cached)
    folder = scratch / package.name
    subprocess.run(["dpkg-deb", "--extract", str(cached), str(folder)], check=True)  # noqa: S603, S607
    return folder


def debian_cache(scratch: Path) -> Path:
    """The folder of fetched packages, by their hash, which clones of this user share."""
    cache = shared_cache(scratch).parent / "debian"
    cache.mkdir(parents=True, exist_ok=True)
    return cache


def hash_of(file: Path) -> str:
    """The sha256 of a file."""
    with file.open("rb") as reader:
        return hashlib.file_digest(reader, "sha256").hexdigest()


class Apt:
    """Apt with lists of its own: it needs no root, and neither reads nor changes what this machine has installed."""

    def __init__(self, folder: Path, suite: str = "bookworm") -> None:
        if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
            raise Trouble("Debian's packages are fetched by apt-get and dpkg-deb, which this machine lacks: use Debian")
        self._folder = folder.absolute()
        (self._folder / "lists/partial").mkdir(parents=True, exist_ok=True)
        (self._folder / "cache/archives/partial").mkdir(parents=True, exist_ok=True)
        (self._folder / "debian.sources").write_text(_SOURCES.format(suite=suite))
        self._run("update")

    def download(self, *wanted: str) -> dict[str, Path]:
        """Fetch packages, each in its newest version or in the one after `=`; the files by name. Raises `Trouble`."""
        self._run("download", *wanted)
        return {file.name.partition("_")[0]: file for file in self._folder.glob("*.deb")}

    def _run(self, *arguments: str) -> None:
        options = {
            "APT::Architecture": ARCHITECTURE,
            "APT::Sandbox::User": "",
            # Otherwise a mirror that cannot be reached is only warned of, and its packages are unknown afterwards.
            "APT::Update::Error-Mode": "any",
            "Dir::Etc::sourcelist": self._folder / "debian.sources",
            "Dir::Etc::sourceparts": "-",
            "Dir::State::lists": self._folder / "lists",
            "Dir::Cache": self._folder / "cache",
        }
        command = ["apt-get", "-qq", *(f"-o{name}={value}" for name, value in options.items()), *arguments]
        done = subprocess.run(command, cwd=self._folder, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode != 0:
            raise Trouble(f"apt could not {' '.join(arguments)}: {done.stderr.strip()[-500:]}")


def unpack(files: Sequence[Path], root: Path) -> None:
    """Unpack the contents of packages below `root`, with `/lib` inside of `/usr` as on every Debian."""
    for folder in ("bin", "lib", "lib64", "sbin"):
        (root / "usr" / folder).mkdir(parents=True, exist_ok=True)
        (root / folder).symlink_to(f"usr/{folder}")
    for file in files:
        command = ["dpkg-deb", "--fsys-tarfile", str(file)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: S603
            assert process.stdout is not None  # noqa: S101
            with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
                # Python's own filters are missing in Debian 12, whose Python 3.11.2 is older than they are.
                archive.extraction_filter = lambda member, _path: member
                for member in _wanted(archive):
                    archive.extract(member, root)


def _wanted(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    for member in archive:
        path = member.name.removeprefix("./")
        if path.split("/")[0] in {"bin", "lib", "lib64", "sbin"}:
            path = f"usr/{path}"
        if ".." in path.split("/"):
            raise Trouble(f"a package has the path {path}, which leads out of its folder: do not use it, and report it")
        if not member.isdir() and not path.startswith(_UNUSED):
            # A copy: hard links name members by the names that they have in the archive.
            wanted = copy(member)
            wanted.name, wanted.mode = path, member.mode & 0o755
            yield wanted
