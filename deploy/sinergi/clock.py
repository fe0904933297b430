"""`sinergi clock`: moves the business clock of the embedded stack; other installations go by the machine's."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import typer

from deploy.installation.trouble import Trouble
from deploy.sinergi.installation import operator_settings
from shared.operations.clock import MovableClock

WIB = ZoneInfo("Asia/Jakarta")
_UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def show() -> None:
    """Print the business time, in UTC and in WIB."""
    now = _clock().now()
    typer.echo(f"{now.isoformat(timespec='seconds')}  ({now.astimezone(WIB):%A %d %B %Y %H.%M} WIB)")


def move_to(instant: str) -> None:
    """Put the clock on an instant."""
    try:
        wanted = datetime.fromisoformat(instant)
    except ValueError as error:
        message = f"{instant} is no instant: give ISO 8601, such as 2026-01-27 or 2026-01-27T09:00+07:00"
        raise Trouble(message) from error
    _clock().move_to(wanted if wanted.tzinfo else wanted.replace(tzinfo=WIB))
    show()


def advance(by: str) -> None:
    """Put the clock forward by a number of days, hours or minutes."""
    parts = re.fullmatch(r"(\d{1,6})([dhm])", by)
    if parts is None:
        raise Trouble(f"{by} is no span of time: give days, hours or minutes, such as 90d, 12h or 30m")
    clock = _clock()
    clock.move_to(clock.now() + timedelta(**{_UNITS[parts[2]]: int(parts[1])}))
    show()


def reset() -> None:
    """Go back to the machine's time."""
    _clock().reset()
    show()


def _clock() -> MovableClock:
    settings = operator_settings()
    if not settings.embedded or settings.clock_file is None:
        raise Trouble("Only the embedded stack has a clock that moves: start it with `sinergi up`")
    return MovableClock(settings.clock_file)
