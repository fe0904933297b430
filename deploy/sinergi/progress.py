"""Shows at a console what the stack says while it comes up, instead of log lines."""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import structlog
from rich.console import Console
from rich.status import Status


@contextmanager
def showing_progress(console: Console) -> Iterator[None]:
    """Turn the stack's log into one line that changes, for as long as the block runs; afterwards only warnings show."""
    with console.status("starting") as status:
        structlog.configure(processors=[lambda _logger, _level, said: _show(status, said)])
        yield
    structlog.configure(
        processors=[structlog.stdlib.add_log_level, structlog.dev.ConsoleRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(30),
    )


def _show(status: Status, said: MutableMapping[str, Any]) -> Any:
    text = said.get("message") or f"{said['event'].replace('_', ' ')} {said.get('name', '')}"
    status.update(text)
    # structlog's way to say that nothing is to be written.
    raise structlog.DropEvent
