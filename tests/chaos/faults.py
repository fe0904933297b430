"""Random faults: processes are killed or frozen, connections cut or held up; the time of recovery is measured."""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from deploy.local.parts import APIS, WORKERS
from shared.operations.settings import Settings
from tests.chaos.backlog import Database, target_now, until_reached
from tests.chaos.stack import SERVERS, ChaosStack

FaultKind = Literal["kill", "freeze", "cut", "hold_up"]
CONCURRENT_FAULTS = 2
"""Number of processes with a fault at the same time."""
LONG_SHARE = 0.2
"""Share of the freezes that last longer than a consumer's session."""
RECOVERY_TIMEOUT_SECONDS = 180.0


@dataclass
class Fault:
    """One fault; `lasted` is its duration, and the other times are in seconds after its end."""

    at: float
    kind: FaultKind
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
    done: list[Fault] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)
    _suffering: set[str] = field(default_factory=set)

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
        serving = self.stack.serving()
        victims = [name for name in (*APIS, *WORKERS, *SERVERS) if name in serving and name not in self._suffering]
        if len(self._suffering) >= CONCURRENT_FAULTS or not victims:
            return None
        # Servers and workers are chosen twice as often as the apis, which hold no state.
        victim = self.chance.choices(victims, [1 if name in APIS else 2 for name in victims])[0]
        kinds: list[FaultKind] = ["kill", "freeze", "cut", "hold_up"] if victim in SERVERS else ["kill", "freeze"]
        kind = self.chance.choices(kinds, [3, 2, 2, 1] if victim in SERVERS else [3, 2])[0]
        fault = Fault(time.monotonic() - self._began, kind, victim)
        if kind in ("freeze", "hold_up"):
            span = (12.0, 20.0) if self.chance.random() < LONG_SHARE else (0.5, 6.0)
            fault.lasted = min(self.chance.uniform(*span), max(0.5, left))
        return fault

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
        match fault.kind:
            case "kill":
                self.stack.kill(fault.victim)
            case "freeze":
                self.stack.freeze(fault.victim)
                await asyncio.sleep(fault.lasted)
                self.stack.thaw(fault.victim)
            case "cut":
                self.stack.proxies[fault.victim].cut()
            case "hold_up":
                self.stack.proxies[fault.victim].hold_up()
                await asyncio.sleep(fault.lasted)
                self.stack.proxies[fault.victim].release()

    async def _serves_again(self, fault: Fault) -> None:
        if fault.kind == "kill":
            await self.stack.until_ready(fault.victim, RECOVERY_TIMEOUT_SECONDS)
            return
        while not await self.stack.answers(fault.victim):
            await asyncio.sleep(0.05)
