"""The phases of an upgrade: people sign agreements and hold sessions in each of them, and clients notice none."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.chaos.client import Client
from tests.chaos.players import work
from tests.chaos.stories import Cast

WANTED = {"agreement.signed.v1": 2, "session.held.v1": 4}
"""The work of a phase. A session is held in a program that was planned for a signed agreement."""
PHASE_SECONDS, RETRIED_SECONDS = 90.0, 1.0
TROUBLES = ("unavailable", "unanswered")


class WorkStopped(Exception):
    """A client got an answer that no phase allows, or too little was done in time; the message has both."""


@dataclass
class Phases:
    """The work of all players, and what each phase saw of it."""

    client: Client
    done: dict[str, Counter[str]] = field(default_factory=dict)
    """By phase, the number of acknowledged events of each type."""
    troubles: dict[str, Counter[str]] = field(default_factory=dict)
    """By phase, the requests that got no answer or 503 while no process restarted."""

    async def run(self, name: str) -> None:
        """Wait until enough was done in this phase. Raises `WorkStopped` at a fault, or when nothing continues."""
        # The clients that met a restarting process have tried again.
        await asyncio.sleep(RETRIED_SECONDS)
        before, troubles = self._acknowledged(), self._troubles()
        deadline = time.monotonic() + PHASE_SECONDS
        while any((self._acknowledged() - before)[type_] < number for type_, number in WANTED.items()):
            if self.client.ledger.unexpected or time.monotonic() > deadline:
                faults = self.client.ledger.unexpected[:3]
                raise WorkStopped(f"{name}: {dict(self._acknowledged() - before)}, wanted {WANTED}; {faults}")
            await asyncio.sleep(0.2)
        self.done[name] = self._acknowledged() - before
        self.troubles[name] = self._troubles() - troubles

    @asynccontextmanager
    async def undisturbed(self, name: str) -> AsyncIterator[None]:
        """Count the troubles of clients during something that they must not notice."""
        before = self._troubles()
        yield
        self.troubles[name] = self._troubles() - before

    def _acknowledged(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for (type_, _), number in self.client.ledger.acknowledged.items():
            found[type_] += number
        return found

    def _troubles(self) -> Counter[str]:
        return Counter({name: self.client.ledger.requests[name] for name in TROUBLES})


@asynccontextmanager
async def working(client: Client, casts: Sequence[Sequence[Cast]], seed: int = 1) -> AsyncIterator[Phases]:
    """Let all players work until the block ends, and until each has ended its story."""
    over = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for nth, own in enumerate(casts):
            chance = random.Random(f"{seed} {nth}")  # noqa: S311 -- reproducible, not a secret
            group.create_task(work(client, own, chance, over))
        yield Phases(client)
        over.set()
