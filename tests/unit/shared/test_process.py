"""A process reports its liveness, and ends when one of its tasks has ended by itself."""

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from services.programs import bootstrap as programs
from shared.processes.process import background, health_routes, run

Task = Callable[[], Coroutine[Any, Any, None]]


async def ready() -> str | None:
    return None


@pytest.mark.parametrize(("trouble", "status", "text"), [(None, 200, "ok"), ("the fetcher has ended", 503, None)])
async def test_livez_reports_why_the_process_must_be_restarted(
    trouble: str | None, status: int, text: str | None
) -> None:
    app = Starlette(routes=health_routes(ready, lambda: trouble))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://process") as client:
        answer = await client.get("/livez")
    assert (answer.status_code, answer.text) == (status, text or trouble)


def test_a_process_does_not_start_with_a_wrong_setting_and_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"ENVIRONMENT": "test", "POOL_SIZE": "0", "FEEDS": "none"}.items():
        monkeypatch.setenv(f"SINERGI_{name}", value)
    with pytest.raises(SystemExit) as ended:
        run("programs", programs, ["api"])
    assert str(ended.value).removeprefix("sinergi: ").split("; ") == [
        "SINERGI_ENVIRONMENT: Input should be 'production' or 'embedded'",
        "SINERGI_POOL_SIZE: Input should be greater than or equal to 1",
        "SINERGI_FEEDS: Input should be a valid dictionary",
    ]


async def fails() -> None:
    raise LookupError


async def is_cancelled_by_an_awaited_task() -> None:
    task = asyncio.create_task(asyncio.sleep(60))
    task.cancel()
    await task


@pytest.mark.parametrize("part", [fails, is_cancelled_by_an_awaited_task])
async def test_a_task_that_ends_by_itself_ends_the_process(part: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    signals: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda pid, number: signals.append((pid, number)))
    async with background(part()):
        await asyncio.sleep(0.05)
    assert signals == [(os.getpid(), signal.SIGTERM)]


async def test_cancelling_a_task_does_not_end_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    signals: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _pid, number: signals.append(number))
    async with background(asyncio.sleep(60)):
        await asyncio.sleep(0.05)
    assert signals == []
