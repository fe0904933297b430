"""Writes `jars.lock`: run `python -m deploy.local.servers.lock_jars` after changing Kafka's version.

It needs Maven and Java on this machine; starting the stack needs neither.
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from deploy.local.servers.jars import LOCK, Jar

ROOTS = (
    "org.apache.kafka:kafka_2.13:4.3.1",
    "org.apache.logging.log4j:log4j-slf4j-impl:2.25.1",
    "org.apache.logging.log4j:log4j-core:2.25.1",
)

_HEADER = """\
# The jars of Kafka's broker with their sha256. Written by `python -m deploy.local.servers.lock_jars`; do not edit.
"""

_POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>sinergi</groupId><artifactId>broker</artifactId><version>1</version>
  <dependencies>{dependencies}</dependencies>
</project>
"""


def main() -> None:
    """Resolve the roots with their dependencies, hash the jars and replace the lock."""
    with tempfile.TemporaryDirectory() as folder:
        repository = Path(folder, "repository")
        jars = [_locked(coordinate, repository) for coordinate in _resolve(Path(folder), repository)]
    LOCK.write_text(_HEADER + "".join(f"{jar}\n" for jar in sorted(jars, key=str)))
    sys.stdout.write(f"{LOCK}: {len(jars)} jars\n")


def _resolve(folder: Path, repository: Path) -> list[str]:
    # Maven chooses the version of each jar for all roots together here, and never when the stack starts.
    (folder / "pom.xml").write_text(_POM.format(dependencies="".join(map(_dependency, ROOTS))))
    found = folder / "found"
    goal = ["dependency:list", "-DincludeScope=runtime", f"-DoutputFile={found}"]
    subprocess.run(["mvn", "-q", "-B", f"-Dmaven.repo.local={repository}", *goal], cwd=folder, check=True)  # noqa: S603, S607
    lines = [line.split(":") for line in found.read_text().split() if ":jar:" in line]
    return [f"{group}:{artifact}:{version}" for group, artifact, _, version, *_ in lines]


def _dependency(coordinate: str) -> str:
    group, artifact, version = coordinate.split(":")
    return (
        f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId>"
        f"<version>{version}</version></dependency>"
    )


def _locked(coordinate: str, repository: Path) -> Jar:
    group, artifact, version = coordinate.split(":")
    file = repository.joinpath(*group.split("."), artifact, version, f"{artifact}-{version}.jar")
    return Jar(group, artifact, version, hashlib.sha256(file.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
