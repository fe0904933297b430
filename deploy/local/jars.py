"""The jars that run Kafka's broker: fetched once for all clones of this machine, each checked against `jars.lock`.

It resolves pinned coordinates one by one and never a tree, whose dependency management would change versions.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

from deploy.installation.trouble import Trouble

LOCK = Path(__file__).with_name("jars.lock")
_AT_ONCE = 8
_TRIES = 3


class Jar(NamedTuple):
    """One locked jar."""

    group: str
    artifact: str
    version: str
    sha256: str

    @classmethod
    def parse(cls, line: str) -> "Jar":
        """Read a line of the lock."""
        coordinate, sha256 = line.split()
        group, artifact, version = coordinate.split(":")
        return cls(group, artifact, version, sha256)

    def __str__(self) -> str:
        return f"{self.group}:{self.artifact}:{self.version} {self.sha256}"

    @property
    def file_name(self) -> str:
        """The name under which the jar is kept."""
        return f"{self.group}.{self.artifact}-{self.version}.jar"

    def is_whole(self, file: Path) -> bool:
        """Whether the file is there and is exactly what was locked."""
        try:
            with file.open("rb") as reader:
                return hashlib.file_digest(reader, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


def locked_jars() -> list[Jar]:
    """Read the lock."""
    lines = LOCK.read_text().splitlines()
    return [Jar.parse(line) for line in lines if line and not line.startswith("#")]


def shared_cache(fallback: Path) -> Path:
    """Return the folder that clones of this user share, or `fallback` where that one cannot be written."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    for place in (home / "sinergi" / "jars", fallback / "jars"):
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(place, os.W_OK):
            return place
    message = f"Neither {home} nor {fallback} can be written: set XDG_CACHE_HOME to a folder of yours"
    raise Trouble(message)


def fetch_jars(cache: Path, announce: Callable[[str], object]) -> list[Path]:
    """Return all jars' files, in the lock's order, after fetching those that are missing or damaged."""
    jars = locked_jars()
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        whole = threads.map(lambda jar: jar.is_whole(cache / jar.file_name), jars)
        missing = [jar for jar, is_whole in zip(jars, whole, strict=True) if not is_whole]
        fetches = [threads.submit(_fetch, jar, cache) for jar in missing]
        try:
            for count, fetch in enumerate(as_completed(fetches), 1):
                fetch.result()
                if count % _AT_ONCE == 0 or count == len(missing):
                    announce(f"fetching Kafka's jars, {count} of {len(missing)}")
        finally:
            # After a failure, leaving the block would otherwise wait for all that has not even begun.
            threads.shutdown(cancel_futures=True)
    return [cache / jar.file_name for jar in jars]


def _fetch(jar: Jar, cache: Path) -> None:
    # Imported late: a warm start needs neither of the two, and they are slow to import.
    from jgo.maven import MavenContext
    from requests import RequestException

    for attempt in range(1, _TRIES + 1):
        # In the cache itself, and so on its disk: the jar is renamed into its place whole, whoever reads it meanwhile.
        with tempfile.TemporaryDirectory(dir=cache, prefix=".fetching-") as place:
            project = MavenContext(repo_cache=Path(place)).project(jar.group, jar.artifact)
            try:
                file = project.at_version(jar.version).artifact().resolve()
            except (RequestException, RuntimeError) as error:
                if attempt == _TRIES:
                    raise Trouble(_unreachable(jar, error)) from error
                continue
            if not jar.is_whole(file):
                message = f"{jar.file_name} is not the jar that was locked: do not use it, and tell the maintainers"
                raise Trouble(message)
            file.replace(cache / jar.file_name)
            return


def _unreachable(jar: Jar, error: Exception) -> str:
    return (
        f"Maven Central did not give {jar.artifact} {jar.version} ({type(error).__name__}): check the network or the "
        "proxy settings and start again; what has been fetched is kept"
    )
