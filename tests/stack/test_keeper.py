"""A kept process: started again when it dies, given up when it never serves, ended for good when told so."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from deploy.local.keeper import Keeper
from deploy.local.part import Part
from deploy.local.trouble import LocalTrouble

SERVE = (
    "import os, time, sys; print(os.environ.get('MOOD', 'calm'), flush=True); open(sys.argv[1], 'w'); time.sleep(60)"
)
FAIL = "import sys; sys.exit('no such module')"
DEAF = "import signal; signal.signal(15, signal.SIG_IGN); " + SERVE

Make = Callable[..., Keeper]


@pytest.fixture
async def keep(tmp_path: Path) -> AsyncIterator[Make]:
    keepers: list[Keeper] = []

    def make(program: str, grace: float = 5) -> Keeper:
        sign = tmp_path / "serving"

        async def ready() -> bool:
            return sign.exists()

        async def prepare(_announce: object) -> None:
            sign.unlink(missing_ok=True)

        part = Part("probe", 1, [sys.executable, "-c", program, str(sign)], ready, prepare, grace=grace)
        keepers.append(Keeper(part, tmp_path / "probe.log", lambda _said: None, lambda: None))
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
    with pytest.raises(LocalTrouble, match=r"probe died while starting \(code 1\)(?s:.*)no such module"):
        await keeper.until_ready(10)
    assert keeper.state.restarts == 3


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
    with pytest.raises(LocalTrouble, match="is not started"):
        await keeper.until_ready(1)


async def test_a_frozen_process_can_be_stopped(keep: Make) -> None:
    keeper = keep(SERVE)
    keeper.start()
    await keeper.until_ready(10)
    keeper.freeze()
    async with asyncio.timeout(3):
        await keeper.stop()


async def test_a_deaf_process_is_ended_by_force(keep: Make) -> None:
    keeper = keep(DEAF, grace=0.3)
    keeper.start()
    await keeper.until_ready(10)
    async with asyncio.timeout(3):
        await keeper.stop()
    assert keeper.state.condition == "stopped"
