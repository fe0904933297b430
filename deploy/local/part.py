"""A part of the stack: what to run, how to know that it serves, how to ask it to end."""

import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

Announce = Callable[[str], None]


async def nothing_to_prepare(_announce: Announce) -> None:
    """Prepare nothing."""


@dataclass(frozen=True)
class Part:
    """One process to be kept running. `prepare` is called before each start and must be quick when all is there.

    What does not serve for `patience` seconds, after its start or later, is stuck: it is killed and started again.
    None: it waits for others, and may wait for as long as they take.
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
