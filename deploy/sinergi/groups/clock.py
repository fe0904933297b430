"""`sinergi clock`: the business clock of the embedded stack. Other installations use the machine's time."""

import re
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from deploy.installation.trouble import Trouble
from deploy.sinergi.groups.options import group
from deploy.sinergi.installation import operator_settings
from shared.operations.clock import MovableClock

app = group("The movable business clock of the embedded stack.")
WIB = ZoneInfo("Asia/Jakarta")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


@app.command()
def show() -> None:
    """Show the business time in UTC and in WIB."""
    _print_time(_clock())


@app.command("set")
def set_(instant: Annotated[str, typer.Argument(help="ISO 8601; without a zone, WIB.")]) -> None:
    """Set the clock to an instant, such as 2026-01-27 or 2026-01-27T09:00+07:00."""
    try:
        moment = datetime.fromisoformat(instant)
    except ValueError as error:
        message = f"{instant} is not an instant: give ISO 8601, such as 2026-01-27 or 2026-01-27T09:00+07:00"
        raise Trouble(message) from error
    clock = _clock()
    clock.move_to(moment if moment.tzinfo else moment.replace(tzinfo=WIB))
    _print_time(clock)


@app.command()
def advance(by: Annotated[str, typer.Argument(help="Such as 90d, 12h or 30m.")]) -> None:
    """Move the clock forward by days, hours or minutes."""
    parts = re.fullmatch(r"(\d{1,6})([dhm])", by)
    if parts is None:
        raise Trouble(f"{by} is not a time span: give days, hours or minutes, such as 90d, 12h or 30m")
    clock = _clock()
    clock.move_to(clock.now() + timedelta(**{_UNITS[parts[2]]: int(parts[1])}))
    _print_time(clock)


@app.command()
def reset() -> None:
    """Set the clock to the machine's time."""
    clock = _clock()
    clock.reset()
    _print_time(clock)


def _clock() -> MovableClock:
    settings = operator_settings()
    if not settings.embedded or settings.clock_file is None:
        raise Trouble("Only the clock of the embedded stack can be moved: start it with `sinergi up`")
    return MovableClock(settings.clock_file)


def _print_time(clock: MovableClock) -> None:
    now = clock.now()
    typer.echo(f"{now.isoformat(timespec='seconds')}  ({now.astimezone(WIB):%A %d %B %Y %H.%M} WIB)")
