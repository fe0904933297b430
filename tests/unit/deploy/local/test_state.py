"""The state of the stack is kept in a file; a damaged file is an empty state."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.installation.trouble import Trouble
from deploy.local.folder import Folder
from deploy.local.identity import Identity, end_all
from deploy.local.state import ProcessState, State

SLEEP = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
]


@pytest.fixture
def processes() -> Iterator[list["subprocess.Popen[bytes]"]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        process.kill()
        process.communicate()


def begin(command: list[str], processes: list["subprocess.Popen[bytes]"]) -> Identity:
    process = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603
    processes.append(process)
    assert process.stdout is not None
    process.stdout.readline()
    identity = Identity.of(process.pid)
    assert identity is not None
    return identity


def test_a_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    state = State(phase="ready", ports={"kafka": 21_000}, processes={"kafka": ProcessState(port=21_000, restarts=2)})
    state.write(tmp_path / "state.json")
    assert State.read(tmp_path / "state.json") == state


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"ports": 7}', b"\xff"])
def test_a_missing_or_damaged_state_is_an_empty_one(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "state.json").write_bytes(content)
    assert State.read(tmp_path / "state.json") == State()


def test_a_process_that_is_alive_is_found_by_its_identity() -> None:
    identity = Identity.of(os.getpid())
    assert identity is not None
    assert identity.find() is not None


def test_another_process_with_the_same_pid_is_not_found() -> None:
    identity = Identity.of(os.getpid())
    assert identity is not None
    stranger = identity.model_copy(update={"started": identity.started - 60})
    assert stranger.find() is None
    assert end_all([stranger]) == []


def test_leftovers_are_ended_even_when_frozen(processes: list["subprocess.Popen[bytes]"]) -> None:
    identity = begin(SLEEP, processes)
    os.kill(identity.pid, signal.SIGSTOP)
    assert end_all([identity], grace=5) == [identity.pid]
    assert processes[0].wait(1) == -signal.SIGTERM


def test_leftovers_that_ignore_the_signal_are_ended_by_force(processes: list["subprocess.Popen[bytes]"]) -> None:
    identity = begin(STUBBORN, processes)
    end_all([identity], grace=0.3)
    assert processes[0].wait(1) == -signal.SIGKILL


def test_a_process_that_ended_has_no_identity(processes: list["subprocess.Popen[bytes]"]) -> None:
    identity = begin(SLEEP, processes)
    processes[0].kill()
    processes[0].wait()
    assert identity.find() is None
    assert Identity.of(identity.pid) is None


def test_only_one_stack_at_a_time_can_claim_a_folder(tmp_path: Path) -> None:
    first, second = Folder(tmp_path), Folder(tmp_path)
    first.claim()
    with pytest.raises(Trouble, match="sinergi down"):
        second.claim()
    first.release()
    second.claim()
    second.release()


def test_a_folder_that_cannot_be_created_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Trouble, match="SINERGI_DATA_DIR"):
        Folder(tmp_path / "file" / "data").make()
