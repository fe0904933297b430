"""Named points at which a test can kill the process, to prove that nothing is lost there. Inert outside of tests."""

import os
import signal

from shared.operations.settings import Settings

_armed: str | None = None


def arm(settings: Settings) -> None:
    """Arm the point that the settings name; refused outside of the embedded stack."""
    global _armed  # noqa: PLW0603 -- one process, one point, set once at start
    if settings.crash_at and not settings.embedded:
        raise ValueError("SINERGI_CRASH_AT is for the embedded stack only: unset it")
    _armed = settings.crash_at


def crash_point(name: str) -> None:
    """Kill this process without any clean-up, when the point is armed."""
    if _armed == name:
        os.kill(os.getpid(), signal.SIGKILL)
