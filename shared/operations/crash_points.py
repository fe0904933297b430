"""Named points at which a test can kill the process, to prove that nothing is lost. Inactive outside tests."""

import os
import signal

from shared.operations.settings import Settings

_armed: str | None = None


def arm(settings: Settings) -> None:
    """Arm the point named in the settings; refused outside the embedded stack."""
    global _armed  # noqa: PLW0603 -- one point per process, set once at start
    if settings.crash_at and not settings.embedded:
        raise ValueError("SINERGI_CRASH_AT is for the embedded stack only: unset it")
    _armed = settings.crash_at


def crash_point(name: str) -> None:
    """Kill this process without clean-up if the point is armed."""
    if _armed == name:
        os.kill(os.getpid(), signal.SIGKILL)
