"""`python -m tests.bench`: measures, prints a table, and writes a file on request.

It exits with 0 for any ratios, because results on a busy machine prove nothing.
"""

import asyncio
import gc
import logging
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Annotated

import structlog
import typer
import uvloop
from rich.console import Console

from deploy.local.stack import Stack
from tests.bench.acknowledgement import compare_acknowledgement
from tests.bench.backlog import compare_backlog_gauges
from tests.bench.batch_path import compare_batch_paths
from tests.bench.consuming import compare_consuming
from tests.bench.drain import compare_drain, compare_outboxes
from tests.bench.effect import compare_effect
from tests.bench.finding import Finding
from tests.bench.imports import compare_imports
from tests.bench.ledgers import BenchStack
from tests.bench.national import compare_national
from tests.bench.pages import compare_pages
from tests.bench.report import describe_machine, show, write
from tests.bench.scale import FULL, QUICK, Scale
from tests.bench.search import compare_growth, compare_search
from tests.bench.step_cost import compare_step_costs
from tests.bench.tokens import compare_tokens
from tests.bench.units import compare_units
from tests.bench.waiting import compare_waiting
from tests.bench.webhooks import compare_webhooks
from tests.bench.writers import compare_writers

console = Console() if sys.stdout.isatty() else Console(width=140)
Comparison = Callable[[Stack, Scale], Awaitable[list[Finding]]]
Findings = dict[str, list[Finding]]

ON_SERVERS: dict[str, Comparison] = {
    "drain": compare_drain,
    "outbox": compare_outboxes,
    "writers": compare_writers,
    "acknowledgement": compare_acknowledgement,
    "consuming": compare_consuming,
    "batch-path": compare_batch_paths,
    "step-cost": compare_step_costs,
    "backlog": compare_backlog_gauges,
    "tokens": compare_tokens,
    "units": compare_units,
}
ON_SERVICES: dict[str, Comparison] = {
    "effect": compare_effect,
    "national": compare_national,
    "imports": compare_imports,
    "webhooks": compare_webhooks,
    "waiting": compare_waiting,
    # After the list, which is asked for with few agreements first.
    "pages": compare_pages,
    "search": compare_search,
    "growth": compare_growth,
}
ON_REQUEST = {"growth"}
"""Loads a million agreements, and is measured only if it is named."""


def main(
    only: Annotated[list[str] | None, typer.Option(help="A comparison by name; may be repeated.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Small rounds, to check that everything works.")] = False,
    report: Annotated[Path | None, typer.Option(help="The JSON file to write.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Folder of the stack; a temporary one by default.")] = None,
) -> None:
    """Measure the event core as ratios against peers in the same run."""
    known = [*ON_SERVERS, *ON_SERVICES]
    names = only or [name for name in known if name not in ON_REQUEST]
    if not set(names) <= set(known):
        raise typer.BadParameter(f"choose from {', '.join(known)}", param_hint="--only")
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR), cache_logger_on_first_use=True
    )
    logging.disable(logging.WARNING)
    machine = describe_machine()
    findings: Findings = {}
    try:
        with (
            tempfile.TemporaryDirectory(prefix="sinergi-bench-") as temporary,
            asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
        ):
            runner.run(_measure(data_dir or Path(temporary), QUICK if quick else FULL, names, findings))
    finally:
        show(console, findings)
        if report:
            write(report, machine, "quick" if quick else "full", findings)
            console.print(f"written to {report}")


async def _measure(folder: Path, scale: Scale, names: Sequence[str], findings: Findings) -> None:
    """Add the requested measurements to `findings`, so that a later failure does not lose earlier results."""
    for comparisons, with_services in ((ON_SERVERS, False), (ON_SERVICES, True)):
        wanted = {name: compare for name, compare in comparisons.items() if name in names}
        if wanted:
            async with BenchStack(folder, with_services=with_services) as stack:
                await _measure_on(stack, scale, wanted, findings)


async def _measure_on(stack: Stack, scale: Scale, comparisons: dict[str, Comparison], findings: Findings) -> None:
    # As in the services' processes: excluding imported objects from garbage collection halves the cost of batches.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 100)
    for name, compare in comparisons.items():
        console.print(f"measuring {name}")
        findings[name] = await compare(stack, scale)


if __name__ == "__main__":
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(main)
    app()
