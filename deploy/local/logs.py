"""The logs of the stack's processes: plain files that are set aside when the stack starts."""

from pathlib import Path

_KEPT = 3


def set_aside(log: Path) -> None:
    """Rename a log to `….log.1`, the one before to `….log.2`; the oldest is dropped."""
    if not log.exists() or log.stat().st_size == 0:
        return
    for number in range(_KEPT, 0, -1):
        older = log if number == 1 else log.with_name(f"{log.name}.{number - 1}")
        if older.exists():
            older.replace(log.with_name(f"{log.name}.{number}"))


def tail(log: Path, lines: int) -> list[str]:
    """Return the last lines of a log; of one that is missing, none."""
    if lines == 0:
        return []
    try:
        with log.open("rb") as reader:
            # Only the end is read: with each applied event logged, as the embedded stack does, a log grows large.
            reader.seek(max(0, log.stat().st_size - 64 * 1024))
            return reader.read().decode(errors="replace").splitlines()[-lines:]
    except FileNotFoundError:
        return []
