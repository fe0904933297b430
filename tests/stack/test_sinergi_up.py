"""`sinergi up` and `down` as an operator meets them, in a data folder of their own."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from deploy.local.control import running, take_down
from deploy.local.settings import LocalSettings


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    take_down(LocalSettings(data_dir=tmp_path / "data"), lambda _state: None)


async def sinergi(place: Path, *words: str, code: int = 0, **environment: str) -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from deploy.sinergi.cli import main; main()",
        *words,
        env={**os.environ, **environment, "SINERGI_DATA_DIR": str(place)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    assert process.returncode == code, output.decode()
    return output.decode()


async def status(place: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(await sinergi(place, "status", "--json"))
    return report


def lives(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


async def until_gone(pid: int) -> None:
    async with asyncio.timeout(10):
        while lives(pid):
            await asyncio.sleep(0.05)


async def test_a_half_dead_run_is_cleaned_up_and_down_leaves_nothing(place: Path) -> None:
    await sinergi(place, "up", "--bare")
    first = await status(place)
    assert all(process["serves"] for process in first["processes"].values())
    broker = first["processes"]["kafka"]["pid"]

    os.kill(broker, signal.SIGSTOP)  # so that it outlives the supervisor, as on a system that can't prevent it
    os.kill(first["supervisor"], signal.SIGKILL)
    await until_gone(first["processes"]["postgres"]["pid"])
    assert lives(broker)
    assert "processes of an earlier run are left" in await sinergi(place, "status")

    await sinergi(place, "up", "--bare")
    second = await status(place)
    assert not lives(broker)
    assert {name: row["port"] for name, row in second["processes"].items()} == {
        name: row["port"] for name, row in first["processes"].items()
    }
    assert "leftovers_ended" in await sinergi(place, "logs", "supervisor")

    assert (await sinergi(place, "token", "officer-1")).count(".") == 2
    await sinergi(place, "clock", "set", "2026-01-27")
    assert "Tuesday 27 January 2026" in await sinergi(place, "clock", "show")

    await sinergi(place, "down")
    assert not any(lives(row["pid"]) for row in second["processes"].values())
    assert "nothing was running" in await sinergi(place, "down")
    assert "sinergi up" in await sinergi(place, "clock", "set", "2026-01-27", code=1)


async def test_a_given_database_that_does_not_answer_is_said(place: Path) -> None:
    said = await sinergi(
        place,
        "up",
        "--bare",
        code=1,
        SINERGI_POSTGRES_URL="postgresql://127.0.0.1:1/sinergi",
        SINERGI_KAFKA_SERVERS="127.0.0.1:1",
    )
    assert "was given as 127.0.0.1:1, where nothing answers: start it, or unset it" in said
    assert running(LocalSettings(data_dir=place)) is None
