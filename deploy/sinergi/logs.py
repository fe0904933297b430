"""`sinergi logs`: the end of each process's log, and what is added to it."""

import sys
import time
from pathlib import Path
from typing import BinaryIO

from deploy.installation.trouble import Trouble
from deploy.local.folder import Folder
from deploy.local.logs import tail
from deploy.local.settings import local_settings

_PAUSE = 0.3


def show(process: str | None, lines: int, *, follow: bool) -> None:
    """Print the last lines of one log or of all, and go on until Ctrl-C when asked to follow."""
    logs = _choose(Folder(local_settings().data_dir), process)
    ends = {log: log.stat().st_size for log in logs}
    for log in logs:
        for line in tail(log, lines):
            _print(log, line, named=process is None)
    try:
        while follow:
            for log in logs:
                ends[log] = _print_new(log, ends[log], named=process is None)
            sys.stdout.flush()
            time.sleep(_PAUSE)
    except KeyboardInterrupt:
        return


def _choose(folder: Folder, process: str | None) -> list[Path]:
    there = sorted(folder.logs.glob("*.log"))
    chosen = [log for log in there if process in (None, log.stem)]
    if not chosen:
        names = ", ".join(log.stem for log in there) or "none yet, start with `sinergi up`"
        raise Trouble(f"There is no log of {process or 'any process'}; there are: {names}")
    return chosen


def _print_new(log: Path, end: int, *, named: bool) -> int:
    size = log.stat().st_size if log.exists() else 0
    if size == end:
        return end
    with log.open("rb") as reader:
        # A log that is shorter than before was begun anew.
        reader.seek(end if size > end else 0)
        return _print_whole_lines(log, reader, named=named)


def _print_whole_lines(log: Path, reader: BinaryIO, *, named: bool) -> int:
    end = reader.tell()
    for line in reader:
        # Still being written: the next look reads it from its beginning.
        if not line.endswith(b"\n"):
            break
        end += len(line)
        _print(log, line.decode(errors="replace").rstrip("\n"), named=named)
    return end


def _print(log: Path, line: str, *, named: bool) -> None:
    sys.stdout.write(f"{log.stem:<21} {line}\n" if named else f"{line}\n")
