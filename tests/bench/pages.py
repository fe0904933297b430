"""Pages of the console as a person waits for them, with a hundred thousand agreements in the database.

The peer is the read of one row by its primary key, through the same door with the same session. Both are asked for in
turn, and their 95th percentiles are compared.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

from deploy.demo.client import Client, Refused
from deploy.installation.environment import settings_of
from deploy.local.stack import Stack
from deploy.operating.positions import assign_position
from tests.behaviour.front.browser import Browser, new_browser
from tests.bench.asking import Measure, ask_in_turn, compared
from tests.bench.finding import Finding
from tests.bench.scale import Scale
from tests.bench.waiting import fill

OPERATOR, OFFICER = "operator-of-the-pages", "officer-of-the-pages"
TIMES_A_READ = 4.0
ROW = "row"
PAGES = {
    "worklist": "/",
    "inbox": "/kotak-masuk",
    "list of agreements": "/perjanjian",
    "search with its count": "/perjanjian?cari=pembinaan",
}


@dataclass(frozen=True)
class _Console:
    """An officer who is logged in, and the address of one row."""

    officer: Browser
    row: str
    pages: dict[str, str]

    @property
    def requests(self) -> Mapping[str, Measure]:
        """The row and each page."""
        return {ROW: partial(self._time, self.row)} | {
            name: partial(self._time, address) for name, address in self.pages.items()
        }

    async def _time(self, address: str) -> float:
        began = time.perf_counter()
        answer = await (self.officer.open(address) if address != self.row else self.officer.fetch(address))
        assert answer.status_code == 200, answer.text
        return (time.perf_counter() - began) * 1000


async def compare_pages(stack: Stack, scale: Scale) -> list[Finding]:
    """Ask for each page and for one row, in turn."""
    async with _console(stack, scale) as console:
        given = await ask_in_turn(console.requests, scale.rounds, scale.asked_for_pages)
    return [
        finding
        for name in console.pages
        for finding in compared(
            f"{name} with {scale.agreements_behind_pages:,} agreements or more",
            ("through the door", given[name]),
            ("one row by its primary key", given[ROW]),
            TIMES_A_READ,
        )
    ]


@asynccontextmanager
async def _console(stack: Stack, scale: Scale) -> AsyncIterator[_Console]:
    environment = stack.environment()
    settings = settings_of(environment)
    await asyncio.to_thread(assign_position, settings, OPERATOR, "operator", "nation", "")
    addresses = {name: f"http://127.0.0.1:{stack.state.ports[f'{name}-api']}" for name in settings.feeds}
    client = Client(addresses, environment["SINERGI_TOKEN_ISSUER"])
    officer = new_browser(stack)
    try:
        partner, agreement = await _register(client)
        await fill(settings, "agreements", scale.agreements_behind_pages)
        await client.eventually("the officer to be known everywhere", partial(_known, client))
        await officer.log_in(OFFICER)
        pages = PAGES | {"one agreement": f"/perjanjian/{agreement}"}
        yield _Console(officer, f"/api/agreements/partners/{partner}", pages)
    finally:
        await officer.close()
        await client.close()


async def _register(client: Client) -> tuple[str, str]:
    """A partner, and an agreement that is in force at a facility whose officer is logged in."""
    facility = (await client.get("agreements", "/facilities?limit=1", OPERATOR)).body["items"][0]["id"]
    for capability in ("cooperation_officer", "head"):
        position = {"account": OFFICER, "capability": capability, "scope_kind": "facility", "unit": facility}
        await client.post("agreements", "/positions", OPERATOR, position)
    partner = {"name": f"Pemerintah Kabupaten Contoh {uuid4()}", "category": "local_government"}
    partner_id = (await client.post("agreements", "/partners", OPERATOR, partner)).body["id"]
    registered: dict[str, Any] = {
        "instrument": "synergy_memorandum",
        "title": "Nota Kesepakatan Contoh",
        "parties": [{"unit_id": facility}, {"unit_id": partner_id}],
        "term": {"kind": "fixed", "starts_on": "2025-01-01", "ends_on": "2035-12-31"},
        "scope_items": [
            {"field": field, "description": f"Kegiatan {field}", "pillar": "personality"}
            for field in ("health", "education", "social")
        ],
        "source": "paper",
        "confidence": "confirmed",
        "signed_on": "2024-12-20",
        "numbers": [{"unit_id": facility, "number": "CONTOH-1/2024"}],
    }
    answer = await client.post("agreements", "/agreements/registrations", OFFICER, registered)
    return str(partner_id), str(answer.body["id"])


async def _known(client: Client) -> bool:
    try:
        for service in ("programs", "notifications"):
            await client.get(service, "/waiting/counts", OFFICER)
    except Refused:
        return False
    return True
