"""Limits of the process that runs templates. Beyond them the process ends, and nothing else is affected."""

import resource
from contextlib import suppress

CPU_SECONDS = 10
"""A paper needs one or two."""
MEMORY_BYTES = 2 * 1024**3
"""Of addresses; the typesetter reserves far more than it uses."""
WAIT_SECONDS = 25
"""After this time the process is ended; a request has thirty seconds."""
MOST_ANSWERED = 20 * 1024**2
"""Bytes of a finished paper."""
_LIMITS = (
    (resource.RLIMIT_AS, MEMORY_BYTES),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_NOFILE, 64),
)


def limit_this_process(cpu_seconds: int) -> None:
    """Limit processor time, memory and files of the process; it can never raise them again."""
    for kind, most in ((resource.RLIMIT_CPU, cpu_seconds), *_LIMITS):
        # Some systems have no limit of addresses.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
