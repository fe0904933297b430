"""The logs of the stack's processes: plain files that are renamed when the stack starts."""

from pathlib import Path

_KEPT = 3


def set_aside(log: Path) -> None:
    """Rename a log to `….log.1` and the one before to `….log.2`; the oldest is deleted."""
    if not log.exists() or log.stat().st_size == 0:
        return
    for number in range(_KEPT, 0, -1):
        older = log if number == 1 else log.with_name(f"{log.name}.{number - 1}")
        if older.exists():
            older.replace(log.with_name(f"{log.name}.{number}"))


def tail(log: Path, lines: int) -> list[str]:
    """Return the last lines of a log; none when the log is missing."""
    if lines == 0:
        return []
    try:
        with log.open("rb") as reader:
            # Only the end is read: the embedded stack logs each applied event, so a log grows large.
            reader.seek(max(0, log.stat().st_size - 64 * 1024))
            return reader.read().decode(errors="replace").splitlines()[-lines:]
    except FileNotFoundError:
        return []
