"""A kept process: started again when it dies, given up when it never serves, ended for good when told so."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

import pytest

from deploy.installation.trouble import Trouble
from deploy.local.keeper import Keeper
from deploy.local.part import Part

SERVE = (
    "import os, time, sys; print(os.environ.get('MOOD', 'calm'), flush=True); open(sys.argv[1], 'w'); time.sleep(60)"
)
FAIL = "import sys; sys.exit('no such module')"
STUCK_AT_FIRST = (
    "import os, sys, time; been = sys.argv[1] + '.been'; "
    "open(sys.argv[1], 'w') if os.path.exists(been) else open(been, 'w'); time.sleep(60)"
)
DEAF = "import signal; signal.signal(15, signal.SIG_IGN); " + SERVE

Make = Callable[..., Keeper]


@pytest.fixture
async def keep(tmp_path: Path) -> AsyncIterator[Make]:
    keepers: list[Keeper] = []

    def make(
        program: str,
        grace: float = 5,
        patience: float | None = None,
        fails: Iterable[bool] = (),
        changed: Callable[[], None] = lambda: None,
    ) -> Keeper:
        trouble = iter(fails)
        sign = tmp_path / "serving"

        async def ready() -> bool:
            return sign.exists()

        async def prepare(_announce: object) -> None:
            if next(trouble, False):
                raise OSError("no space left")
            sign.unlink(missing_ok=True)

        command = [sys.executable, "-c", program, str(sign)]
        part = Part("probe", 1, command, ready, prepare, grace=grace, patience=patience)
        keepers.append(Keeper(part, tmp_path / "probe.log", lambda _said: None, changed))
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


async def test_one_that_never_serves_is_given_up_with_its_last_words(keep: Make) -> None:
    keeper = keep(FAIL)
    keeper.start()
    with pytest.raises(Trouble, match=r"probe died while starting \(code 1\)(?s:.*)no such module"):
        await keeper.until_ready(10)
    assert keeper.state.restarts == 3


async def test_one_that_is_stuck_before_it_serves_is_killed_and_started_again(keep: Make) -> None:
    keeper = keep(STUCK_AT_FIRST, patience=1)
    keeper.start()
    await keeper.until_ready(20)
    assert (keeper.state.condition, keeper.state.restarts) == ("ready", 1)


async def test_one_that_stops_serving_is_killed_and_started_again(
    keep: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deploy.local.keeper._LOOK_PAUSE", 0.1)
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


async def test_one_that_served_is_started_again_when_what_stopped_it_from_starting_is_over(keep: Make) -> None:
    keeper = keep(SERVE, fails=[False, True, True, False])
    keeper.start()
    await keeper.until_ready(10)
    keeper.kill()
    await keeper.until_ready(10)
    assert (keeper.state.condition, keeper.state.restarts) == ("ready", 3)


async def test_a_state_that_cannot_be_written_ends_nothing(keep: Make) -> None:
    def full() -> None:
        raise OSError("no space left")

    keeper = keep(SERVE, changed=full)
    keeper.start()
    await keeper.until_ready(10)
    keeper.kill()
    await keeper.until_ready(10)
    assert (keeper.state.condition, keeper.state.restarts) == ("ready", 1)


async def test_one_that_cannot_be_started_at_all_is_given_up_at_once(keep: Make) -> None:
    keeper = keep(SERVE, fails=[True])
    keeper.start()
    with pytest.raises(OSError, match="no space left"):
        await keeper.until_ready(10)


async def test_what_is_said_once_is_forgotten_by_the_next_life(keep: Make, tmp_path: Path) -> None:
    keeper = keep(SERVE)
    keeper.start({"MOOD": "grim"})
    await keeper.until_ready(10)
    keeper.kill()
    await keeper.until_ready(10)
    assert (tmp_path / "probe.log").read_text().split() == ["grim", "calm"]


async def test_one_that_was_stopped_stays_down(keep: Make) -> None:
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


async def test_a_deaf_process_is_ended_by_force(keep: Make) -> None:
    keeper = keep(DEAF, grace=0.3)
    keeper.start()
    await keeper.until_ready(10)
    async with asyncio.timeout(10):
        await keeper.stop()
    assert keeper.state.condition == "stopped"
