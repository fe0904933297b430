"""What a long command shows while it works: one line on standard error that changes, and nothing in a pipe."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

from shared.events.operating.rebuild import Progress


@contextmanager
def counting() -> Iterator[Callable[[str, int], None]]:
    """Show how many records of which topic have been read, and how fast."""
    begun = time.monotonic()
    with Console(stderr=True).status("reading") as line:

        def watch(topic: str, records: int) -> None:
            rate = records / max(time.monotonic() - begun, 0.001)
            line.update(f"{topic}: {records:,} records, {rate:,.0f} a second")

        yield watch


@contextmanager
def rebuilding() -> Iterator[Callable[[Progress], None]]:
    """Show how far a rebuild is, and how fast."""
    with Console(stderr=True).status("waiting for the batch in hand") as line:

        def watch(progress: Progress) -> None:
            share = progress.at_id / max(progress.until_id, 1)
            line.update(f"{progress.topic}: {share:.0%}, {progress.read:,} events, {progress.rate:,.0f} a second")

        yield watch
