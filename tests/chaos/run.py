"""One run: start everything, let clients work under faults, wait until all events have taken effect, audit."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.installation.environment import settings_of
from deploy.operating.positions import assign_position
from shared.operations.clock import MovableClock
from tests.chaos.audit import audit
from tests.chaos.backlog import Database, settle
from tests.chaos.breaking import BREAKS
from tests.chaos.client import Client
from tests.chaos.faults import Faults
from tests.chaos.outside import Outside, all_sent, listening
from tests.chaos.players import OPERATOR, assign_all, opened, work
from tests.chaos.report import Report
from tests.chaos.stack import ChaosStack
from tests.chaos.stories import Cast

MAILBOXES = 3


@dataclass(frozen=True)
class Options:
    """Options of a run."""

    data_dir: Path
    seconds: float
    rate: float = 20.0
    seed: int = 1
    mean_pause: float = 3.0
    players: int = 8
    breaks: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    """Only these kinds of faults, in turn."""


async def run(options: Options, report: Callable[[str], None]) -> Report:
    """Run and return the result; `report` receives progress lines."""
    began = time.monotonic()
    async with (
        ChaosStack(options.data_dir) as stack,
        opened(stack, stack.direct_postgres(), options.rate) as (client, database),
    ):
        settings = settings_of(stack.environment())
        position = await asyncio.to_thread(assign_position, settings, OPERATOR, "operator", "nation")
        casts = await assign_all(client, database, settings, position, players=options.players)
        busiest = Counter(cast.reviewer for own in casts for cast in own).most_common(MAILBOXES)
        async with listening(client, database, stack, OPERATOR, [reviewer for reviewer, _ in busiest]) as outside:
            report(f"ready after {time.monotonic() - began:.0f} s; {options.seconds:.0f} s at {options.rate:.0f}/s")
            chance = random.Random(options.seed)  # noqa: S311 -- reproducible, not a secret
            faults = Faults(stack, database, settings, chance, options.mean_pause, report, options.faults)
            await _work_through(faults, client, casts, options)
            report("work is over: waiting until every event has taken effect")
            caught_up_after = await _settle(stack, database, outside)
            report("auditing")
            findings = await audit(database, settings, client.ledger, outside=outside)
            controls = {}
            known = findings
            for name in options.breaks:
                report(f"damaging on purpose: {name}")
                await BREAKS[name](stack, database, settings)
                now = await audit(database, settings, client.ledger, outside=outside)
                controls[name], known = now.beyond(known), now
    told = ("seconds", "rate", "seed", "mean_pause", "players", "breaks", "faults")
    given = {name: getattr(options, name) for name in told}
    seconds = time.monotonic() - began
    return Report(given, seconds, caught_up_after, client.ledger, faults.done, findings, controls)


async def _settle(stack: ChaosStack, database: Database, outside: Outside) -> float | None:
    """Wait until everything has taken effect and has left; return the seconds that the effects took."""
    settings = settings_of(stack.environment())
    caught_up_after = await settle(database, settings)
    clock = MovableClock(settings.clock_file or stack.folder.clock)
    # What failed to leave is named by the audit.
    await all_sent(outside, database, clock.now())
    return caught_up_after


async def _work_through(faults: Faults, client: Client, casts: Sequence[Sequence[Cast]], options: Options) -> None:
    over = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for nth, own in enumerate(casts):
            chance = random.Random(f"{options.seed} {nth}")  # noqa: S311 -- reproducible, not a secret
            group.create_task(work(client, own, chance, over))
        await faults.run(options.seconds)
        over.set()
