"""A kept process: started again when it dies, given up when it is never ready, and ended for good by `stop`."""

import asyncio
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

import pytest

from deploy.installation.trouble import Trouble
from deploy.local.keeper import Keeper
from deploy.local.part import StackPart

SERVE = (
    "import os, time, sys; print(os.environ.get('MODE', 'usual'), flush=True); open(sys.argv[1], 'w'); time.sleep(60)"
)
FAIL = "import sys; sys.exit('no such module')"
STUCK_AT_FIRST = (
    "import os, sys, time; been = sys.argv[1] + '.been'; "
    "open(sys.argv[1], 'w') if os.path.exists(been) else open(been, 'w'); time.sleep(60)"
)
IGNORES_SIGTERM = "import signal; signal.signal(15, signal.SIG_IGN); " + SERVE

Make = Callable[..., Keeper]


@pytest.fixture
async def keep(tmp_path: Path) -> AsyncIterator[Make]:
    keepers: list[Keeper] = []

    def make(
        program: str,
        *,
        grace: float = 5,
        patience: float | None = None,
        fails: Iterable[bool] = (),
        preparing: float = 0,
        changed: Callable[[], None] = lambda: None,
    ) -> Keeper:
        trouble = iter(fails)
        sign = tmp_path / "serving"

        async def ready() -> bool:
            return sign.exists()

        async def prepare(_announce: object) -> None:
            if next(trouble, False):
                raise OSError("no space left")
            await asyncio.sleep(preparing)
            sign.unlink(missing_ok=True)

        command = [sys.executable, "-c", program, str(sign)]
        part = StackPart("probe", 1, command, ready, prepare, grace=grace, patience=patience)
        keepers.append(Keeper(part, tmp_path / "probe.log", lambda _message: None, changed))
        return keepers[-1]

    yield make
    for keeper in keepers:
        await keeper.stop(signal.SIGKILL)


def pid(keeper: Keeper) -> int:
    assert keeper.state.identity is not None
    return keeper.state.identity.pid


async def test_a_process_that_dies_is_started_again(keep: Make) -> None:
    keeper = keep(SERVE)
    keeper.start()
    await keeper.until_ready(10)
    first = pid(keeper)
    keeper.kill()
    await keeper.until_ready(10)
    assert pid(keeper) != first
    assert (keeper.state.condition, keeper.state.restarts) == ("ready", 1)


async def test_a_process_that_is_never_ready_is_given_up_with_the_end_of_its_log(keep: Make) -> None:
    keeper = keep(FAIL)
    keeper.start()
    with pytest.raises(Trouble, match=r"probe died while starting \(code 1\)(?s:.*)no such module"):
        await keeper.until_ready(10)
    assert keeper.state.restarts == 3


async def test_the_time_of_its_preparation_is_not_counted(keep: Make) -> None:
    keeper = keep(SERVE, preparing=0.5)
    started = time.monotonic()
    keeper.start()
    with pytest.raises(Trouble, match="probe is not ready after 0 s"):
        await keeper.until_ready(0.01)
    assert time.monotonic() - started > 0.5


async def test_a_process_that_is_not_ready_in_time_is_named_with_the_end_of_its_log(keep: Make) -> None:
    keeper = keep(STUCK_AT_FIRST)
    keeper.start()
    with pytest.raises(Trouble, match="probe is not ready after 1 s"):
        await keeper.until_ready(1)


async def test_a_process_that_is_stuck_before_it_is_ready_is_started_again(keep: Make) -> None:
    keeper = keep(STUCK_AT_FIRST, patience=1)
    keeper.start()
    await keeper.until_ready(20)
    assert (keeper.state.condition, keeper.state.restarts) == ("ready", 1)


async def test_a_process_that_is_no_longer_ready_is_started_again(
    keep: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deploy.local.keeper._CHECK_PAUSE_SECONDS", 0.1)
    keeper = keep(SERVE, patience=1)
    keeper.start()
    await keeper.until_ready(10)
    first = pid(keeper)
    (tmp_path / "serving").unlink()
    async with asyncio.timeout(10):
        while keeper.state.restarts == 0:
            await asyncio.sleep(0.05)
    await keeper.until_ready(10)
    assert pid(keeper) != first


async def test_a_process_that_was_ready_is_started_again_after_errors_of_its_preparation(keep: Make) -> None:
    keeper = keep(SERVE, fails=[False, True, True, False])
    keeper.start()
    await keeper.until_ready(10)
    keeper.kill()
    await keeper.until_ready(10)
    assert (keeper.state.condition, keeper.state.restarts) == ("ready", 3)


async def test_a_state_that_cannot_be_written_ends_no_process(keep: Make) -> None:
    def full() -> None:
        raise OSError("no space left")

    keeper = keep(SERVE, changed=full)
    keeper.start()
    await keeper.until_ready(10)
    keeper.kill()
    await keeper.until_ready(10)
    assert (keeper.state.condition, keeper.state.restarts) == ("ready", 1)


async def test_a_process_whose_first_preparation_fails_is_given_up_immediately(keep: Make) -> None:
    keeper = keep(SERVE, fails=[True])
    keeper.start()
    with pytest.raises(OSError, match="no space left"):
        await keeper.until_ready(10)


async def test_the_environment_of_one_start_is_not_used_again(keep: Make, tmp_path: Path) -> None:
    keeper = keep(SERVE)
    keeper.start({"MODE": "once"})
    await keeper.until_ready(10)
    keeper.kill()
    await keeper.until_ready(10)
    assert (tmp_path / "probe.log").read_text().split() == ["once", "usual"]


async def test_a_stopped_process_is_not_started_again(keep: Make) -> None:
    keeper = keep(SERVE)
    keeper.start()
    await keeper.until_ready(10)
    await keeper.stop()
    await asyncio.sleep(0.5)
    assert (keeper.state.condition, keeper.state.identity) == ("stopped", None)
    with pytest.raises(Trouble, match="is not started"):
        await keeper.until_ready(1)


async def test_a_frozen_process_can_be_stopped(keep: Make) -> None:
    keeper = keep(SERVE, grace=30)
    keeper.start()
    await keeper.until_ready(10)
    keeper.freeze()
    async with asyncio.timeout(10):
        await keeper.stop()


async def test_a_process_that_ignores_its_signal_is_ended_by_force(keep: Make) -> None:
    keeper = keep(IGNORES_SIGTERM, grace=0.3)
    keeper.start()
    await keeper.until_ready(10)
    async with asyncio.timeout(10):
        await keeper.stop()
    assert keeper.state.condition == "stopped"
