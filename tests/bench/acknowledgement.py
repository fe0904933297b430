"""Time from commit to Kafka's acknowledgement at a steady rate: outbox and relay against aiokafka's `send_and_wait`."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from aiokafka import AIOKafkaProducer

from deploy.local.stack import Stack
from shared.events.unit_of_work import UnitsOfWork
from tests.bench.bare_kafka import bare_producer
from tests.bench.business import business_units, change, make_business
from tests.bench.events import headers_template
from tests.bench.finding import Finding, Goal, Side
from tests.bench.ledgers import Ledger, fresh_ledger
from tests.bench.pace import at_pace, percentile
from tests.bench.scale import Scale
from tests.core.ledger import TOPIC, Counted

RATE = 500.0
CONNECTIONS = 8
GOAL = Goal("at most", 2)
PERCENTILES = (50.0, 99.0)


async def compare_acknowledgement(stack: Stack, scale: Scale) -> list[Finding]:
    """Emit 500 events per second and measure the time from each commit to its acknowledgement."""
    file = stack.folder.root / "acknowledged"
    async with (
        fresh_ledger(stack) as ledger,
        _relay_process(ledger, file),
        business_units(ledger, CONNECTIONS) as units,
        bare_producer(ledger.settings) as producer,
    ):
        await make_business(ledger)
        bare = _Bare(producer, ledger.settings.topic(TOPIC), headers_template(ledger.settings))
        sides: dict[str, _Waiting] = {"ours": _Ours(units, file), "bare": bare, "both": _Both(units, bare)}
        waits: dict[str, list[list[float]]] = {name: [] for name in sides}
        for nth in range(1 + scale.rounds):
            for name, side in sides.items():
                measured = await side.waits(scale.paced_seconds)
                if nth > 0:
                    waits[name].append(measured)
    return [
        *(_finding(percent, waits["ours"], waits["bare"], "send_and_wait alone", GOAL) for percent in PERCENTILES),
        *(
            _finding(percent, waits["ours"], waits["both"], "commit, then send_and_wait", None)
            for percent in PERCENTILES
        ),
    ]


def _finding(
    percent: float, ours: Sequence[Sequence[float]], peer: Sequence[Sequence[float]], name: str, goal: Goal | None
) -> Finding:
    return Finding(
        f"commit to acknowledgement at {RATE:.0f}/s, p{percent:.0f}",
        "ms",
        Side("outbox and relay", [1000 * percentile(waits, percent) for waits in ours]),
        Side(name, [1000 * percentile(waits, percent) for waits in peer]),
        goal,
    )


class _Waiting(Protocol):
    async def waits(self, seconds: float) -> list[float]:
        """Work at the rate for `seconds`; return the waiting time of each acknowledgement."""


@dataclass
class _Ours:
    """A transaction with its event; the relay is a separate process, as in production."""

    units: UnitsOfWork[str]
    file: Path
    emitted: int = 0

    async def waits(self, seconds: float) -> list[float]:
        committed: dict[int, float] = {}

        async def commit(number: int) -> None:
            await change(self.units, number, emitting=True)
            committed[number] = time.monotonic()

        await at_pace(RATE, seconds, commit, self.emitted)
        self.emitted += len(committed)
        acknowledged = await self._acknowledged()
        return [acknowledged[number] - at for number, at in committed.items()]

    async def _acknowledged(self) -> dict[int, float]:
        while True:
            lines = [line.split() for line in await asyncio.to_thread(_lines, self.file)]
            if len(lines) >= self.emitted:
                return {int(number): float(at) for number, at in lines}
            await asyncio.sleep(0.1)


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


@dataclass
class _Bare:
    """Kafka only."""

    producer: AIOKafkaProducer
    topic: str
    template: Mapping[str, str]
    headers: list[tuple[str, bytes]] = field(init=False)

    def __post_init__(self) -> None:
        self.headers = [(name, value.encode()) for name, value in self.template.items()]

    async def waits(self, seconds: float) -> list[float]:
        waits: list[float] = []

        async def send(number: int) -> None:
            began = time.monotonic()
            await self.send(number)
            waits.append(time.monotonic() - began)

        await at_pace(RATE, seconds, send)
        return waits

    async def send(self, number: int) -> None:
        event = Counted(f"account-{number % 1000}", number)
        await self.producer.send_and_wait(self.topic, event.data(), event.key.encode(), headers=self.headers)


@dataclass
class _Both:
    """The same transactions without an event, then Kafka after the commit: not an option, because it loses events."""

    units: UnitsOfWork[str]
    bare: _Bare

    async def waits(self, seconds: float) -> list[float]:
        waits: list[float] = []

        async def write_and_send(number: int) -> None:
            await change(self.units, number, emitting=False)
            began = time.monotonic()
            await self.bare.send(number)
            waits.append(time.monotonic() - began)

        await at_pace(RATE, seconds, write_and_send)
        return waits


@asynccontextmanager
async def _relay_process(ledger: Ledger, file: Path) -> AsyncIterator[None]:
    given = ledger.settings.model_dump(exclude_unset=True, mode="json")
    environment = {**os.environ, **{f"SINERGI_{name.upper()}": str(value) for name, value in given.items()}}
    command = (sys.executable, "-m", "tests.bench.relay_process", str(file))
    with (ledger.settings.secrets_dir / "relay.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=log, stderr=log)
    try:
        yield
    finally:
        process.terminate()
        await process.wait()
