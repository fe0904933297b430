"""Progress of long commands: one line on the terminal that changes, and nothing in a pipe."""

import time
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import structlog
from rich.console import Console
from rich.status import Status

from deploy.local.control import Watch
from deploy.local.state import State

if TYPE_CHECKING:
    from services.agreements.imports.queries.imports import ImportDetails
    from shared.events.operating.rebuild import Progress


@contextmanager
def log_as_progress(console: Console) -> Iterator[None]:
    """Show the log of the stack as one line while the block runs. Afterwards only warnings are logged."""
    with console.status("starting") as status:
        structlog.configure(processors=[lambda _logger, _level, event: _show(status, event)])
        yield
    structlog.configure(
        processors=[structlog.stdlib.add_log_level, structlog.dev.ConsoleRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(30),
    )


def _show(status: Status, event: MutableMapping[str, Any]) -> Any:
    status.update(event.get("message") or f"{event['event'].replace('_', ' ')} {event.get('name', '')}")
    # In structlog this means that nothing is written.
    raise structlog.DropEvent


def stack_progress(status: Status) -> Watch:
    """Return a callback that shows the current step of the stack and the processes that are not ready."""

    def show(state: State) -> None:
        pending = [name for name, process in state.processes.items() if process.condition != "ready"]
        awaited = f" · {', '.join(pending)}" if pending and state.phase == "starting" else ""
        status.update(f"{state.message or state.phase}{awaited}")

    return show


@contextmanager
def reading_progress() -> Iterator[Callable[[str, int], None]]:
    """Show the number of records read from the current topic, and the rate."""
    begun = time.monotonic()
    with Console(stderr=True).status("reading") as line:

        def show(topic: str, records: int) -> None:
            rate = records / max(time.monotonic() - begun, 0.001)
            line.update(f"{topic}: {records:,} records, {rate:,.0f} per second")

        yield show


@contextmanager
def rebuild_progress() -> Iterator[Callable[["Progress"], None]]:
    """Show the progress of a rebuild, and the rate."""
    with Console(stderr=True).status("waiting for the current batch") as line:

        def show(progress: "Progress") -> None:
            share = progress.at_id / max(progress.until_id, 1)
            line.update(f"{progress.topic}: {share:.0%}, {progress.read:,} events, {progress.rate:,.0f} per second")

        yield show


@contextmanager
def import_progress() -> Iterator[Callable[[str, int, "ImportDetails"], None]]:
    """Show how many rows of an import were taken, and how many were refused."""
    begun = time.monotonic()
    with Console(stderr=True).status("reading the file") as line:

        def show(step: str, taken: int, received: "ImportDetails") -> None:
            rate = taken / max(time.monotonic() - begun, 0.001)
            refused, rows = received.rows.get("refused", 0), sum(received.rows.values())
            line.update(f"{taken:,} of {rows:,} rows {step}, {refused:,} refused, {rate:,.0f} per second")

        yield show
