"""One stack a run, started when first needed: a real PostgreSQL, a real Apache Kafka, the issuer, and where a test of
behaviour asks for them the six processes of Sinergi."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from deploy.local.logs import tail
from deploy.local.process import setup_steps
from deploy.local.settings import LocalSettings
from deploy.local.stack import Stack

# Where a proxy is set for the world, none leads to the stack, which is on this machine.
os.environ["NO_PROXY"] = "127.0.0.1,localhost"
LAST_WORDS = pytest.StashKey[list[str]]()
BEHAVIOUR = Path(__file__).parent / "behaviour"


@pytest.fixture(scope="session")
async def stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    """The servers of this run, with the services on top where any test of behaviour was collected."""
    with_services = any(BEHAVIOUR in item.path.parents for item in request.session.items)
    data = Path(os.environ.get("SINERGI_TEST_DATA_DIR") or tmp_path_factory.mktemp("stack"))
    steps = setup_steps() if with_services else []
    async with Stack(LocalSettings(data_dir=data), steps=steps, with_services=with_services) as stack:
        yield stack
        request.config.stash[LAST_WORDS] = [
            words for name in stack.state.processes for words in _last_words(stack, name)
        ]


def _last_words(stack: Stack, name: str) -> Iterator[str]:
    state = stack.state.processes[name]
    yield f"{name}: {state.condition}, started again {state.restarts} times; the end of {stack.folder.log(name)}:"
    yield from (f"    {line[:200]}" for line in tail(stack.folder.log(name), 12))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Where something failed say how the stack stood: a server that is gone explains more than a hundred time-outs."""
    if any(terminalreporter.getreports(outcome) for outcome in ("failed", "error")):
        terminalreporter.section("the stack before it was stopped")
        for line in config.stash.get(LAST_WORDS, ["it did not come up, or no test asked for it"]):
            terminalreporter.write_line(line)
