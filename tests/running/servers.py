"""The servers of a worker: started when a test first needs them, stopped when the worker has run its last test."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from xdist.workermanage import WorkerController

from deploy.local.logs import tail
from deploy.local.parts import APIS, SENDERS, WORKERS
from deploy.local.process import setup_steps
from deploy.local.settings import LocalSettings
from deploy.local.stack import Stack
from tests.running.lanes import may_run_services, needs_services
from tests.running.processor_time import METER

STATE_AT_THE_END = pytest.StashKey[list[str]]()
LOG_LINES = 12


@pytest.fixture(scope="session")
async def stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    """PostgreSQL, Kafka and the issuer; the services too, if this worker runs tests that use them."""
    config, meter = request.config, request.config.stash[METER]
    with_services = may_run_services(config) and any(needs_services(item.nodeid) for item in request.session.items)
    data = tmp_path_factory.mktemp("stack")
    steps = setup_steps() if with_services else []
    stack = Stack(LocalSettings(data_dir=data), steps=steps, with_services=with_services)
    with meter.apart("servers"):
        await stack.start()
    try:
        yield stack
        config.stash[STATE_AT_THE_END] = [line for name in stack.state.processes for line in _state_of(stack, name)]
    finally:
        with meter.apart("servers"):
            await _stop_without_saving(stack)


async def _stop_without_saving(stack: Stack) -> None:
    """Stop everything. PostgreSQL skips its last checkpoint, which can take twenty seconds: the data is thrown away."""
    services = [name for name in (*APIS, *WORKERS, *SENDERS) if name in stack.state.processes]
    await asyncio.gather(*(stack.stop_one(name) for name in services))
    await stack.stop_one("postgres", signal.SIGQUIT)
    await stack.stop()


def _state_of(stack: Stack, name: str) -> Iterator[str]:
    state, log = stack.state.processes[name], stack.folder.log(name)
    yield f"{name}: {state.condition}, restarted {state.restarts} times; the end of {log}:"
    yield from (f"    {line[:200]}" for line in tail(log, LOG_LINES))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send the state of the servers from a worker to the process that prints it."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["servers"] = session.config.stash.get(STATE_AT_THE_END, [])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: WorkerController) -> None:
    """Collect the state of the servers from a worker that has ended."""
    lines = getattr(node, "workeroutput", {}).get("servers", [])
    known = node.config.stash.setdefault(STATE_AT_THE_END, [])
    known += [f"{node.gateway.id} {line}" if not line.startswith(" ") else line for line in lines]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the state of the servers if a test failed: a server that is gone explains a hundred time-outs."""
    if any(terminalreporter.getreports(outcome) for outcome in ("failed", "error")):
        terminalreporter.section("the servers before they were stopped")
        for line in config.stash.get(STATE_AT_THE_END, []) or ["they did not start, or no test needed them"]:
            terminalreporter.write_line(line)
