"""`python -m tests.chaos`: an unattended run of minutes or hours. It exits with 1 when the audit finds a fault.

With `--break` it finally causes damage on purpose, to show that the audit finds it; it then exits with 1 too.
"""

import asyncio
import logging
import tempfile
from pathlib import Path
from typing import Annotated

import structlog
import typer
from rich.console import Console

from tests.chaos.breaking import BREAKS
from tests.chaos.kinds import KINDS
from tests.chaos.run import Options, run

console = Console()


def main(
    *,
    minutes: Annotated[float, typer.Option(help="Duration of work under faults.")] = 5.0,
    seed: Annotated[int, typer.Option(help="Seed of faults and stories; timing still differs between runs.")] = 1,
    rate: Annotated[float, typer.Option(help="Requests per second over all services.")] = 20.0,
    pause: Annotated[float, typer.Option(help="Mean seconds between faults.")] = 5.0,
    data_dir: Annotated[Path | None, typer.Option(help="Folder of the stack; a temporary one by default.")] = None,
    report: Annotated[Path, typer.Option(help="The file to write.")] = Path("build/chaos.json"),
    faults: Annotated[
        list[str] | None,
        typer.Option("--fault", help=f"Only these, in turn: {', '.join(KINDS)}. May be repeated."),
    ] = None,
    breaks: Annotated[
        list[str] | None,
        typer.Option("--break", help=f"Cause damage, then audit again: {', '.join(BREAKS)}. May be repeated."),
    ] = None,
) -> None:
    """Run Sinergi while its processes die, freeze and lose their connections; then audit everything."""
    if not BREAKS.keys() >= set(breaks or ()):
        raise typer.BadParameter(f"choose one of {', '.join(BREAKS)}", param_hint="--break")
    if not KINDS.keys() >= set(faults or ()):
        raise typer.BadParameter(f"choose one of {', '.join(KINDS)}", param_hint="--fault")
    if data_dir is not None and data_dir.exists() and any(data_dir.iterdir()):
        raise typer.BadParameter("the audit needs an empty stack: choose a new folder", param_hint="--data-dir")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory(prefix="sinergi-chaos-") as temporary:
        folder = data_dir or Path(temporary)
        options = Options(
            folder, minutes * 60, rate, seed, pause, breaks=tuple(breaks or ()), faults=tuple(faults or ())
        )
        result = asyncio.run(run(options, lambda line: console.print(line, highlight=False)))
    result.write(report)
    result.show(console)
    console.print(f"written to {report}")
    raise typer.Exit(0 if result.good else 1)


if __name__ == "__main__":
    typer.run(main)
