"""Clocks: those of PostgreSQL, the issuer and the apis, compared with this machine's."""

import time
from collections.abc import AsyncIterator
from contextlib import suppress
from email.utils import parsedate_to_datetime

import httpx2

from deploy.doctor.check import Check, Finding
from deploy.doctor.pages import get
from deploy.installation.service import connected
from deploy.installation.services import DOOR, SERVICES
from shared.operations.settings import Settings

TOLERATED_SECONDS = 3.0
"""The Date header has whole seconds, and the answer takes a moment. Tokens and leases need a few seconds."""
_FIX = "synchronise it with NTP, such as by chrony: `timedatectl status`"


async def find(settings: Settings) -> AsyncIterator[Finding]:
    """PostgreSQL first: it dates every event."""
    async with connected(settings, SERVICES[0]) as connection:
        before = time.time()
        theirs = float(await connection.fetchval("SELECT extract(epoch FROM clock_timestamp())::float8"))
        if found := _compare("PostgreSQL", theirs, (before + time.time()) / 2):
            yield found
    addresses = {"the issuer": settings.jwks_url, **settings.feeds, DOOR: settings.public_origin}
    for name, address in addresses.items():
        # A server that does not answer is a matter of the check of reachability.
        with suppress(httpx2.HTTPError, KeyError, ValueError):
            answer = await get(address if name == "the issuer" else f"{address}/livez")
            # In the middle of its second.
            theirs = parsedate_to_datetime(answer.headers["Date"]).timestamp() + 0.5
            if found := _compare(name, theirs, time.time()):
                yield found


def _compare(name: str, theirs: float, ours: float) -> Finding | None:
    ahead = theirs - ours
    if abs(ahead) <= TOLERATED_SECONDS:
        return None
    word = "ahead of" if ahead > 0 else "behind"
    return Finding(f"the clock of {name} is {abs(ahead):.0f} s {word} this machine's", _FIX)


CHECK = Check("clocks", "PostgreSQL's clock, the issuer's and those of the apis, against this machine's", find)
