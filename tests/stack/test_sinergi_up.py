"""`sinergi up` and `sinergi down` in a data folder of their own."""

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
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    take_down(LocalSettings(data_dir=tmp_path / "data"), lambda _state: None)


async def sinergi(folder: Path, *arguments: str, code: int = 0, **environment: str) -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from deploy.sinergi.cli import main; main()",
        *arguments,
        env={**os.environ, **environment, "SINERGI_DATA_DIR": str(folder)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    assert process.returncode == code, output.decode()
    return output.decode()


async def status(folder: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(await sinergi(folder, "status", "--json"))
    return report


def is_alive(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


async def until_gone(pid: int) -> None:
    async with asyncio.timeout(10):
        while is_alive(pid):
            await asyncio.sleep(0.05)


async def test_leftovers_of_a_dead_run_are_ended_and_down_leaves_no_process(folder: Path) -> None:
    await sinergi(folder, "up", "--bare")
    first = await status(folder)
    assert all(process["serves"] for process in first["processes"].values())
    broker = first["processes"]["kafka"]["pid"]

    os.kill(broker, signal.SIGSTOP)  # so that it outlives the supervisor, as on a system without setpriv
    os.kill(first["supervisor"], signal.SIGKILL)
    await until_gone(first["processes"]["postgres"]["pid"])
    assert is_alive(broker)
    assert "processes of an earlier run are left" in await sinergi(folder, "status")

    await sinergi(folder, "up", "--bare")
    second = await status(folder)
    assert not is_alive(broker)
    assert {name: row["port"] for name, row in second["processes"].items()} == {
        name: row["port"] for name, row in first["processes"].items()
    }
    assert "leftovers_ended" in await sinergi(folder, "logs", "supervisor")

    assert (await sinergi(folder, "token", "officer-1")).count(".") == 2
    await sinergi(folder, "clock", "set", "2026-01-27")
    assert "Tuesday 27 January 2026" in await sinergi(folder, "clock", "show")

    await sinergi(folder, "down")
    assert not any(is_alive(row["pid"]) for row in second["processes"].values())
    assert "nothing was running" in await sinergi(folder, "down")
    assert "sinergi up" in await sinergi(folder, "clock", "set", "2026-01-27", code=1)


async def test_a_database_of_the_settings_that_does_not_answer_is_named(folder: Path) -> None:
    output = await sinergi(
        folder,
        "up",
        "--bare",
        code=1,
        SINERGI_POSTGRES_URL="postgresql://127.0.0.1:1/sinergi",
        SINERGI_KAFKA_SERVERS="127.0.0.1:1",
    )
    assert "is set to 127.0.0.1:1, which does not answer: start it, or unset the variable" in output
    assert running(LocalSettings(data_dir=folder)) is None
