"""Draws faults at random, or named ones in turn, and measures the time of recovery."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from shared.operations.settings import Settings
from tests.chaos.backlog import Database, target_now, until_reached
from tests.chaos.kinds import CLOCK, EVERYTHING, KINDS, PROCESSES, Suffering, weight
from tests.chaos.stack import ChaosStack

CONCURRENT_FAULTS = 2
"""Number of processes with a fault at the same time."""
LONG_SHARE = 0.2
"""Share of the faults with a duration that last longer than a consumer's session."""
RECOVERY_TIMEOUT_SECONDS = 180.0


@dataclass
class Fault:
    """One fault; `lasted` is its duration, and the other times are in seconds after its end."""

    at: float
    kind: str
    victim: str
    lasted: float = 0.0
    serves_again_after: float | None = None
    caught_up_after: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """The fault for the report."""
        return {name: round(value, 2) if isinstance(value, float) else value for name, value in asdict(self).items()}


@dataclass
class Faults:
    """Causes faults for a given time."""

    stack: ChaosStack
    database: Database
    settings: Settings
    chance: random.Random
    mean_pause: float
    report: Callable[[str], None]
    named: Sequence[str] = ()
    """Only these kinds, in turn; otherwise all kinds at random."""
    done: list[Fault] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)
    _suffering: set[str] = field(default_factory=set)
    _next: int = 0

    async def run(self, seconds: float) -> None:
        """Cause faults for `seconds`; return when the last one is over and recovered."""
        end = time.monotonic() + seconds
        async with asyncio.TaskGroup() as group:
            while True:
                await asyncio.sleep(self.chance.uniform(0.3, 1.7) * self.mean_pause)
                if time.monotonic() >= end:
                    return
                fault = self._draw(end - time.monotonic())
                if fault is not None:
                    self._suffering.add(fault.victim)
                    group.create_task(self._cause(fault))

    def _draw(self, left: float) -> Fault | None:
        possible = self._possible()
        if len(self._suffering) >= CONCURRENT_FAULTS or EVERYTHING in self._suffering or not possible:
            return None
        kind, victim = self.chance.choices(possible, [weight(*each) for each in possible])[0]
        self._next += 1
        fault = Fault(time.monotonic() - self._began, kind, victim)
        if KINDS[kind].lasts:
            span = (12.0, 20.0) if self.chance.random() < LONG_SHARE else (0.5, 6.0)
            fault.lasted = min(self.chance.uniform(*span), max(0.5, left))
        return fault

    def _possible(self) -> list[tuple[str, str]]:
        """The kinds that may come next, with each process that may suffer them."""
        serving = {*self.stack.serving(), CLOCK} - self._suffering
        # All processes are killed only while none has another fault, such as being frozen.
        if not self._suffering and serving.issuperset(PROCESSES):
            serving.add(EVERYTHING)
        kinds = [kind for kind in self.named or KINDS if kind != "fill_disk" or self.stack.disk is not None]
        if self.named:
            kinds = [kinds[self._next % len(kinds)]]
        return [(kind, victim) for kind in kinds for victim in KINDS[kind].victims if victim in serving]

    async def _cause(self, fault: Fault) -> None:
        target = await target_now(self.database)
        self.report(
            f"{fault.at:7.1f} s  {fault.kind} {fault.victim}" + (f" for {fault.lasted:.1f} s" * bool(fault.lasted))
        )
        await self._inflict(fault)
        over = time.monotonic()
        self.done.append(fault)
        await self._serves_again(fault)
        fault.serves_again_after = time.monotonic() - over
        self._suffering.discard(fault.victim)
        if await until_reached(self.database, self.settings, target, RECOVERY_TIMEOUT_SECONDS):
            fault.caught_up_after = time.monotonic() - over

    async def _inflict(self, fault: Fault) -> None:
        await KINDS[fault.kind].inflict(Suffering(self.stack, self.database, self.chance, fault.victim, fault.lasted))

    async def _serves_again(self, fault: Fault) -> None:
        if fault.victim == CLOCK:
            return
        victims = PROCESSES if fault.victim == EVERYTHING else (fault.victim,)
        if fault.kind in ("kill", "kill_all"):
            await asyncio.gather(*(self.stack.until_ready(each, RECOVERY_TIMEOUT_SECONDS) for each in victims))
            return
        while not await self.stack.answers(fault.victim):
            await asyncio.sleep(0.05)
