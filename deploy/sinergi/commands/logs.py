"""`sinergi logs`: the logs of the embedded stack's processes."""

import sys
import time
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from deploy.installation.trouble import Trouble
from deploy.local.folder import Folder
from deploy.local.logs import tail
from deploy.local.settings import local_settings

app = typer.Typer()
_PAUSE_SECONDS = 0.3


@app.command()
def logs(
    process: Annotated[str | None, typer.Argument(help="One process; without it, all.")] = None,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Show new lines until Ctrl-C.")] = False,
    lines: Annotated[int, typer.Option("--lines", "-n", min=0, help="Number of earlier lines to show.")] = 20,
) -> None:
    """Show the last lines of the processes' logs."""
    chosen = _choose(Folder(local_settings().data_dir), process)
    ends = {log: log.stat().st_size for log in chosen}
    for log in chosen:
        for line in tail(log, lines):
            _print(log, line, named=process is None)
    try:
        while follow:
            for log in chosen:
                ends[log] = _print_new(log, ends[log], named=process is None)
            sys.stdout.flush()
            time.sleep(_PAUSE_SECONDS)
    except KeyboardInterrupt:
        return


def _choose(folder: Folder, process: str | None) -> list[Path]:
    existing = sorted(folder.logs.glob("*.log"))
    chosen = [log for log in existing if process in (None, log.stem)]
    if not chosen:
        names = ", ".join(log.stem for log in existing) or "none yet, start with `sinergi up`"
        raise Trouble(f"There is no log of {process or 'any process'}; the logs are: {names}")
    return chosen


def _print_new(log: Path, end: int, *, named: bool) -> int:
    size = log.stat().st_size if log.exists() else 0
    if size == end:
        return end
    with log.open("rb") as reader:
        # A log that is shorter than before is a new one.
        reader.seek(end if size > end else 0)
        return _print_whole_lines(log, reader, named=named)


def _print_whole_lines(log: Path, reader: BinaryIO, *, named: bool) -> int:
    end = reader.tell()
    for line in reader:
        # This line is still being written: the next call reads it from its beginning.
        if not line.endswith(b"\n"):
            break
        end += len(line)
        _print(log, line.decode(errors="replace").rstrip("\n"), named=named)
    return end


def _print(log: Path, line: str, *, named: bool) -> None:
    sys.stdout.write(f"{log.stem:<21} {line}\n" if named else f"{line}\n")
