"""The kinds of faults: whom each can strike, and how it is caused and ended."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from deploy.installation.environment import settings_of
from deploy.local.parts import APIS, SENDERS, WORKERS
from shared.operations.clock import MovableClock
from tests.chaos.backlog import Database
from tests.chaos.stack import SERVERS, ChaosStack

CLOCK, EVERYTHING = "clock", "everything"
PROCESSES = (*APIS, *WORKERS, *SENDERS, *SERVERS)
THROTTLED_BYTES_PER_SECOND = 40_000
FREE_BYTES_OF_A_FULL_DISK = 200_000
PREPARED = "chaos"
PREPARE = """
BEGIN;
INSERT INTO agreements.outbox (topic, key, stream_version, key_hash, type, event_id, data, headers)
VALUES ('never', 'never', 1, 0, 'never', gen_random_uuid(), '', '{}');
PREPARE TRANSACTION 'chaos'
"""


@dataclass(frozen=True)
class Suffering:
    """One fault while it is caused."""

    stack: ChaosStack
    database: Database
    chance: random.Random
    victim: str
    seconds: float

    async def last(self) -> None:
        """Wait for the duration of the fault."""
        await asyncio.sleep(self.seconds)


@dataclass(frozen=True)
class FaultKind:
    """One kind: its weight among the kinds, its victims, and whether it has a duration."""

    inflict: Callable[[Suffering], Awaitable[None]]
    weight: float
    victims: tuple[str, ...]
    lasts: bool = True


async def kill(fault: Suffering) -> None:
    """The process ends without a chance to tidy up."""
    fault.stack.kill(fault.victim)


async def kill_all(fault: Suffering) -> None:
    """All processes end at the same moment, as when the power fails."""
    for name in PROCESSES:
        fault.stack.kill(name)


async def freeze(fault: Suffering) -> None:
    """The process is stopped and continued, as a paused virtual machine is."""
    fault.stack.freeze(fault.victim)
    await fault.last()
    fault.stack.thaw(fault.victim)


async def cut(fault: Suffering) -> None:
    """All connections of a server break."""
    fault.stack.proxies[fault.victim].command("cut")


async def hold_up(fault: Suffering) -> None:
    """Connections of a server stay open, and no data pass."""
    fault.stack.proxies[fault.victim].command("hold_up")
    await fault.last()
    fault.stack.proxies[fault.victim].command("release")


async def throttle(fault: Suffering) -> None:
    """Data of a server pass slowly, as by a quota or a bad line."""
    fault.stack.proxies[fault.victim].command("throttle", THROTTLED_BYTES_PER_SECOND)
    await fault.last()
    fault.stack.proxies[fault.victim].command("throttle")


async def refuse_writes(fault: Suffering) -> None:
    """PostgreSQL answers and writes nothing, as a standby after a wrong failover."""
    await fault.database.fetch("ALTER SYSTEM SET default_transaction_read_only = on")
    await fault.database.fetch("SELECT pg_reload_conf()")
    await fault.last()
    await fault.database.fetch("ALTER SYSTEM RESET default_transaction_read_only")
    await fault.database.fetch("SELECT pg_reload_conf()")


async def fill_disk(fault: Suffering) -> None:
    """PostgreSQL's disk has no space left: writing fails, and so may PostgreSQL."""
    disk = fault.stack.disk
    assert disk is not None
    await disk.leave(FREE_BYTES_OF_A_FULL_DISK)
    await fault.last()
    await disk.enlarge()


async def leave_prepared(fault: Suffering) -> None:
    """A prepared transaction that has written a log is not finished: the relay must not pass it."""
    await fault.database.execute(PREPARE)
    await fault.last()
    while await fault.database.fetch("SELECT gid FROM pg_prepared_xacts WHERE gid = $1", PREPARED):
        await fault.database.execute(f"ROLLBACK PREPARED '{PREPARED}'")


async def move_clock(fault: Suffering) -> None:
    """The business clock jumps ahead by up to a day and a half, and a little later back by some minutes."""
    clock = MovableClock(settings_of(fault.stack.environment()).clock_file or fault.stack.folder.clock)
    clock.move_to(clock.now() + timedelta(hours=fault.chance.uniform(1, 36)))
    await fault.last()
    clock.move_to(clock.now() - timedelta(minutes=fault.chance.uniform(1, 10)))


KINDS: Mapping[str, FaultKind] = {
    "kill": FaultKind(kill, 3, PROCESSES, lasts=False),
    "freeze": FaultKind(freeze, 2, PROCESSES),
    "cut": FaultKind(cut, 2, SERVERS, lasts=False),
    "hold_up": FaultKind(hold_up, 1, SERVERS),
    "throttle": FaultKind(throttle, 2, ("kafka",)),
    "refuse_writes": FaultKind(refuse_writes, 2, ("postgres",)),
    "fill_disk": FaultKind(fill_disk, 2, ("postgres",)),
    "leave_prepared": FaultKind(leave_prepared, 2, ("postgres",)),
    "move_clock": FaultKind(move_clock, 2, (CLOCK,)),
    "kill_all": FaultKind(kill_all, 2, (EVERYTHING,), lasts=False),
}


def weight(kind: str, victim: str) -> float:
    """Servers, workers and senders are chosen twice as often as the apis, which hold no state."""
    return KINDS[kind].weight * (1 if victim in APIS else 2)
