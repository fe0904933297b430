"""Make `jars.lock` anew: `python -m deploy.local.lock_jars`, for whoever raises Kafka's version.

It needs Maven and any Java on this machine; nobody who merely starts the stack does.
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from deploy.local.jars import LOCK, Jar

ROOTS = (
    "org.apache.kafka:kafka_2.13:4.3.1",
    "org.apache.logging.log4j:log4j-slf4j-impl:2.25.1",
    "org.apache.logging.log4j:log4j-core:2.25.1",
)

_HEADER = """\
# The jars that run Kafka's broker, and their sha256. Made by `python -m deploy.local.lock_jars`; not edited by hand.
"""

_POM = """\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>sinergi</groupId><artifactId>broker</artifactId><version>1</version>
  <dependencies>{dependencies}</dependencies>
</project>
"""


def main() -> None:
    """Resolve the roots, hash what they need and replace the lock."""
    with tempfile.TemporaryDirectory() as place:
        repository = Path(place, "repository")
        jars = [_locked(coordinate, repository) for coordinate in _resolve(Path(place), repository)]
    LOCK.write_text(_HEADER + "".join(f"{jar}\n" for jar in sorted(jars, key=str)))
    sys.stdout.write(f"{LOCK}: {len(jars)} jars\n")


def _resolve(place: Path, repository: Path) -> list[str]:
    # Here Maven settles, for all the roots together, which version of each jar it is; a start of the stack never does.
    (place / "pom.xml").write_text(_POM.format(dependencies="".join(map(_dependency, ROOTS))))
    found = place / "found"
    goal = ["dependency:list", "-DincludeScope=runtime", f"-DoutputFile={found}"]
    subprocess.run(["mvn", "-q", "-B", f"-Dmaven.repo.local={repository}", *goal], cwd=place, check=True)  # noqa: S603, S607
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
