"""`python -m tests.chaos`: a run of minutes or hours, unattended. It exits with 1 when anything is not as it should be.

With `--break` it does damage on purpose in the end, and shows that the audit finds it; it then exits with 1 too.
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
from tests.chaos.run import Options, run

console = Console()


def main(
    *,
    minutes: Annotated[float, typer.Option(help="How long people work while things fail.")] = 5.0,
    seed: Annotated[int, typer.Option(help="Draws faults and stories; timing still differs from run to run.")] = 1,
    rate: Annotated[float, typer.Option(help="Requests a second over all services.")] = 20.0,
    pause: Annotated[float, typer.Option(help="Mean seconds between two faults.")] = 5.0,
    data_dir: Annotated[Path | None, typer.Option(help="Where to keep the stack; a temporary folder if none.")] = None,
    report: Annotated[Path, typer.Option(help="The file to write.")] = Path("build/chaos.json"),
    breaks: Annotated[
        list[str] | None,
        typer.Option("--break", help=f"Do damage on purpose, then audit again: {', '.join(BREAKS)}. May be repeated."),
    ] = None,
) -> None:
    """Let Sinergi work while its processes die, freeze and lose their connections; then audit everything."""
    if not BREAKS.keys() >= set(breaks or ()):
        raise typer.BadParameter(f"choose one of {', '.join(BREAKS)}", param_hint="--break")
    if data_dir is not None and data_dir.exists() and any(data_dir.iterdir()):
        raise typer.BadParameter("the audit needs a stack without a past: choose a new folder", param_hint="--data-dir")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory(prefix="sinergi-chaos-") as temporary:
        place = data_dir or Path(temporary)
        options = Options(place, minutes * 60, rate, seed, pause, breaks=tuple(breaks or ()))
        result = asyncio.run(run(options, lambda said: console.print(said, highlight=False)))
    result.write(report)
    result.show(console)
    console.print(f"written to {report}")
    raise typer.Exit(0 if result.good else 1)


if __name__ == "__main__":
    typer.run(main)
