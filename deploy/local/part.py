"""A part of the stack: its command, its probe and the signal that ends it."""

import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

Announce = Callable[[str], None]


async def nothing_to_prepare(_announce: Announce) -> None:
    """Prepare nothing."""


@dataclass(frozen=True)
class StackPart:
    """One process to keep running. `prepare` is called before each start, and must be quick when nothing is missing.

    A process that is not ready for `patience` seconds, at its start or later, is killed and started again. With None it
    may wait for other processes without a limit.
    """

    name: str
    port: int
    command: list[str]
    ready: Callable[[], Awaitable[bool]]
    prepare: Callable[[Announce], Awaitable[None]] = nothing_to_prepare
    environment: Mapping[str, str] = field(default_factory=dict)
    stop_signal: signal.Signals = signal.SIGTERM
    as_nobody: bool = False
    grace: float = 20.0
    patience: float | None = None
