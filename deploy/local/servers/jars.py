"""The jars of Kafka's broker: fetched once for all clones on this machine, each checked against `jars.lock`.

Pinned coordinates are resolved one by one. Resolving a tree could change versions by its dependency management.
"""

import hashlib
import os
import ssl
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import NamedTuple

from deploy.installation.trouble import Trouble

LOCK = Path(__file__).with_name("jars.lock")
_PARALLEL = 8
_ATTEMPTS = 3
_NO_WAY_OUT = "check the network or the proxy settings and start again"
_UNTRUSTED = (
    "its certificate is not trusted here; behind a proxy that inspects TLS, set REQUESTS_CA_BUNDLE to the file of the "
    "proxy's authority and start again"
)


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
        """The name of the jar's file in the cache."""
        return f"{self.group}.{self.artifact}-{self.version}.jar"

    def is_whole(self, file: Path) -> bool:
        """Whether the file exists and has the locked hash."""
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
    """Return the folder that clones of this user share, or `fallback` when it cannot be written. Raises `Trouble`."""
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    for folder in (home / "sinergi" / "jars", fallback / "jars"):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    message = f"Neither {home} nor {fallback} can be written: set XDG_CACHE_HOME to a folder of your own"
    raise Trouble(message)


def fetch_jars(cache: Path, announce: Callable[[str], object]) -> list[Path]:
    """Fetch missing and damaged jars; return the files of all jars in the order of the lock. Raises `Trouble`."""
    jars = locked_jars()
    with ThreadPoolExecutor(_PARALLEL) as threads:
        whole = threads.map(lambda jar: jar.is_whole(cache / jar.file_name), jars)
        missing = [jar for jar, is_whole in zip(jars, whole, strict=True) if not is_whole]
        fetches = [threads.submit(_fetch, jar, cache) for jar in missing]
        try:
            for count, fetch in enumerate(as_completed(fetches), 1):
                fetch.result()
                if count % _PARALLEL == 0 or count == len(missing):
                    announce(f"fetching Kafka's jars, {count} of {len(missing)}")
        finally:
            # After a failure, leaving the block would otherwise wait for every fetch that has not started.
            threads.shutdown(cancel_futures=True)
    return [cache / jar.file_name for jar in jars]


def _fetch(jar: Jar, cache: Path) -> None:
    # Imported late: both are slow to import, and a warm start needs neither.
    from jgo.maven import MavenContext
    from requests.exceptions import RequestException, SSLError

    for attempt in range(1, _ATTEMPTS + 1):
        # Below the cache, so on its disk: renaming puts a whole jar in place, also while others read the folder.
        with tempfile.TemporaryDirectory(dir=cache, prefix=".fetching-") as folder:
            project = MavenContext(repo_cache=Path(folder)).project(jar.group, jar.artifact)
            try:
                file = project.at_version(jar.version).artifact().resolve()
            except (RequestException, RuntimeError) as error:
                if attempt == _ATTEMPTS:
                    remedy = _UNTRUSTED if isinstance(error, SSLError) else _NO_WAY_OUT
                    raise Trouble(_not_given(jar, error, remedy)) from error
                if isinstance(error, SSLError):
                    trust_as_this_machine()
                continue
            if not jar.is_whole(file):
                message = (
                    f"{jar.file_name} has another hash than the lock: do not use it, and report it to the maintainers"
                )
                raise Trouble(message)
            file.replace(cache / jar.file_name)
            return


def trust_as_this_machine() -> None:
    """Let `requests` trust the authorities that Python itself trusts here, unless the user names others.

    Its own list lacks the authority of a proxy that inspects TLS, which the machine's list may have.
    """
    paths = ssl.get_default_verify_paths()
    if found := paths.cafile or paths.capath:
        os.environ.setdefault("REQUESTS_CA_BUNDLE", found)


def _not_given(jar: Jar, error: Exception, remedy: str) -> str:
    reason = f"Maven Central did not give {jar.artifact} {jar.version} ({type(error).__name__}): {remedy}"
    return f"{reason}; jars that were fetched are kept"
