"""Starts and stops the stack's supervisor from another process, and shows its progress."""

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from signal import SIGKILL, SIGTERM

from deploy.installation.trouble import Trouble
from deploy.local.folder import Folder
from deploy.local.identity import end_all
from deploy.local.logs import set_aside, tail
from deploy.local.machine import check_machine
from deploy.local.settings import LocalSettings
from deploy.local.state import State

Watch = Callable[[State], None]

_PAUSE_SECONDS = 0.1
_STOP_SECONDS = 60.0


def running(settings: LocalSettings) -> State | None:
    """Return the state of the stack while its supervisor is alive."""
    state = State.read(Folder(settings.data_dir).state)
    return state if state.supervisor is not None and state.supervisor.find() is not None else None


def bring_up(settings: LocalSettings, supervisor: Sequence[str], watch: Watch) -> State:
    """Start `supervisor` unless one runs, and wait until everything is ready. Raises `Trouble` when it ends."""
    folder = Folder(settings.data_dir)
    check_machine(folder.root)
    process = None if running(settings) else _spawn(folder, supervisor)
    while True:
        state = running(settings)
        if state is not None:
            watch(state)
            if state.phase == "ready":
                return state
        # A supervisor that has just started is still importing and has written no state.
        if (process is None and state is None) or (process is not None and process.poll() is not None):
            raise Trouble(_reason_of_end(folder))
        time.sleep(_PAUSE_SECONDS)


def take_down(settings: LocalSettings, watch: Watch) -> bool:
    """Stop everything, including what an earlier run left behind; return whether there was anything to stop."""
    folder = Folder(settings.data_dir)
    state = running(settings)
    if state is not None and state.supervisor is not None:
        _signal(state, SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        while (now := running(settings)) is not None and time.monotonic() < deadline:
            watch(now)
            time.sleep(_PAUSE_SECONDS)
        _signal(state, SIGKILL)
    # Read again now that no supervisor is left that could start a process: the state above may be outdated.
    left = end_all(State.read(folder.state).identities())
    return state is not None or bool(left)


def _spawn(folder: Folder, supervisor: Sequence[str]) -> subprocess.Popen[bytes]:
    folder.make()
    log = folder.log("supervisor")
    set_aside(log)
    with log.open("ab") as output:
        # In its own session, so that Ctrl-C at this terminal ends the command and not the stack.
        return subprocess.Popen(  # noqa: S603 -- the command is our own
            supervisor, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )


def _signal(state: State, number: int) -> None:
    process = state.supervisor and state.supervisor.find()
    if process:
        os.kill(process.pid, number)


def _reason_of_end(folder: Folder) -> str:
    if trouble := State.read(folder.state).trouble:
        return trouble
    log = folder.log("supervisor")
    return f"The supervisor ended. The end of its log, {log}:\n  " + "\n  ".join(tail(log, 6))
