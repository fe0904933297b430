"""The rows of refused addresses: the keepers of master data and operators."""

from collections.abc import Awaitable, Callable
from uuid import uuid4

from tests.behaviour.access.row import Json, Request, Row
from tests.behaviour.access.sample import Sample
from tests.behaviour.client import Sinergi

SERVICE = "notifications"


async def refused_way(sinergi: Sinergi) -> str:
    """The id of an address as if its server had refused it."""
    query = """WITH one AS (
                   INSERT INTO notifications.recipient
                       (account, version, quiet_from, quiet_until, digest_at, on_free_days, preferences)
                   VALUES ($1, 0, 19, 7, 8, false, '[]') RETURNING account)
               INSERT INTO notifications.recipient_way
                   (account, channel, address, given_by, given_at, code_wanted, refused_at)
               SELECT account, 'email', 'kerja.sama@contoh.example', account, now(), false, now() FROM one
               RETURNING id::text"""
    return str(await sinergi.database.fetchval(query, f"unused-{uuid4()}"))


def about(path: str, body: Json | None = None) -> Callable[[Sample], Awaitable[Request]]:
    async def request(sample: Sample) -> Request:
        return Request(path.replace("{way_id}", await refused_way(sample.sinergi)), body)

    return request


WAY = "/recipients/ways/{way_id}"
REPLACEMENT = {"address": "kantor@contoh.example"}
ROWS = (
    Row(SERVICE, "GET", WAY, about(WAY)),
    Row(SERVICE, "POST", f"{WAY}/replacements", about(f"{WAY}/replacements", REPLACEMENT)),
    Row(SERVICE, "POST", f"{WAY}/affirmations", about(f"{WAY}/affirmations")),
)
