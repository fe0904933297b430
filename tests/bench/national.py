"""A national agreement at every facility: from the last signature to the last notice, and what it costs the workers.

Each figure is compared with a limit instead of a peer, in the same run. A small agreement is signed right behind.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from deploy.demo.client import Client
from deploy.installation.environment import settings_of
from deploy.local.stack import Stack
from deploy.operating.positions import assign_position
from tests.bench.finding import Finding, Goal, Side
from tests.bench.scale import Scale

OPERATOR = "operator-of-the-bench"
AUTHOR, HEAD = "author-of-the-bench", "head-of-the-bench"
WORKERS = ("programs-worker", "notifications-worker")
FIELDS = (
    *("health", "education", "agriculture", "livestock", "fisheries", "industry_and_trade", "social", "sport"),
    *("culture", "environment", "religion", "legal_awareness"),
)
_FOR_ANOTHER_UNIT = {"override_reason": "Pengukuran kecepatan."}
"""The accounts of the directorate general sign the small agreements for their facilities as well."""
QUIET_SECONDS = 2.0
PATIENCE_SECONDS = 180.0
LIMITS = {
    "to the last notice": ("s", 5.0),
    "to the notice of a small agreement behind it": ("s", 1.0),
    "worker memory above before": ("MiB", 64.0),
    "notices that it issues or counts in": ("", 1_300.0),
}


@dataclass
class _Nation:
    """The accounts and units of the comparison."""

    client: Client
    inbox: "asyncpg.Connection[Any]"
    facilities: list[dict[str, Any]]
    centre: str
    partner: str
    years: int = 0
    found: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in LIMITS})


async def compare_national(stack: Stack, scale: Scale) -> list[Finding]:
    """Sign a national agreement in each round, and compare with the limits."""
    async with _nation(stack) as nation:
        for number in range(scale.rounds + 1):
            await _round(nation, stack, counted=number > 0)
    return [
        Finding(
            f"a national agreement at {len(nation.facilities)} facilities with {len(FIELDS)} items: {name}",
            unit,
            Side("measured", nation.found[name]),
            Side("limit", [limit] * len(nation.found[name])),
            Goal("at most", 1.0),
        )
        for name, (unit, limit) in LIMITS.items()
    ]


async def _round(nation: _Nation, stack: Stack, *, counted: bool) -> None:
    everywhere = [facility["id"] for facility in nation.facilities]
    national = await _ready(nation, {"level": "national", "runs_at": everywhere}, nation.centre, len(FIELDS))
    small = await _ready(nation, {"level": "facility"}, everywhere[nation.years % len(everywhere)], 1)
    nation.years += 1
    before, newest = _memory(stack), await nation.inbox.fetchval("SELECT max(opened_by::text)::uuid FROM matter")
    began = time.monotonic()
    await _sign_last(nation, *national)
    behind = time.monotonic()
    await _sign_last(nation, *small)
    peak, told, last, seen = before, 0.0, began, -1
    # Every facility is asked, but the offers come a moment after the first notices.
    while time.monotonic() - max(last, behind) < QUIET_SECONDS or not told or seen < len(everywhere):
        assert time.monotonic() - began < PATIENCE_SECONDS, "the notices do not come to an end"
        peak = max(peak, _memory(stack))
        told = told or (time.monotonic() if await _is_told(nation, small[0]) else 0.0)
        if (now := await _matters(nation, newest)) != seen:
            seen, last = now, time.monotonic()
        await asyncio.sleep(0.05)
    if counted:
        results = (last - began, told - behind, peak - before, float(await _notices(nation, newest)))
        for name, result in zip(LIMITS, results, strict=True):
            nation.found[name].append(result)


async def _ready(nation: _Nation, more: dict[str, Any], ours: str, items: int) -> tuple[str, str, Any]:
    """An agreement that only its partner has signed: its id, our party, and its version."""
    client, year = nation.client, _today().year
    scope = [{"field": name, "description": f"Kegiatan {name}", "pillar": "personality"} for name in FIELDS[:items]]
    body = {
        "instrument": "cooperation_agreement",
        "title": f"Perjanjian Kerja Sama Contoh {uuid4()}",
        "parties": [{"unit_id": ours}, {"unit_id": nation.partner}],
        "term": {"kind": "fixed", "starts_on": f"{year}-01-01", "ends_on": f"{year + 2}-12-31"},
        "scope_items": scope,
    } | more
    drafted = await client.post("agreements", "/agreements", AUTHOR, body)
    path = f"/agreements/{drafted.body['id']}"
    etag = (await client.post("agreements", f"{path}/submissions", HEAD, None, drafted.etag)).etag
    side = "directorate_general" if more["level"] == "national" else "region"
    passed = {"side": side, "verdict": "pass"} | _FOR_ANOTHER_UNIT
    etag = (await client.post("agreements", f"{path}/reviews", HEAD, passed, etag)).etag
    letter = {"side": "partner", "verdict": "pass", "letter": "CONTOH-1/2026"} | _FOR_ANOTHER_UNIT
    etag = (await client.post("agreements", f"{path}/reviews", AUTHOR, letter, etag)).etag
    parties = (await client.get("agreements", path, AUTHOR)).body["parties"]
    etag = (await client.post("agreements", f"{path}/signatures", AUTHOR, _signature(parties[1]["id"]), etag)).etag
    return str(drafted.body["id"]), str(parties[0]["id"]), etag


async def _sign_last(nation: _Nation, agreement: str, party: str, etag: Any) -> None:
    await nation.client.post(
        "agreements", f"/agreements/{agreement}/signatures", HEAD, _signature(party) | _FOR_ANOTHER_UNIT, etag
    )


def _today() -> date:
    return datetime.now(UTC).date()


def _signature(party: str) -> dict[str, Any]:
    return {"party_id": party, "position": "Kepala", "method": "wet_ink", "signed_on": _today().isoformat()}


async def _matters(nation: _Nation, after: UUID | None) -> int:
    found: int = await nation.inbox.fetchval(
        "SELECT count(*) FROM matter WHERE $1::uuid IS NULL OR opened_by > $1", after
    )
    return found


async def _notices(nation: _Nation, after: UUID | None) -> int:
    """The notices that were issued or that count up; ids of events are in the order of time."""
    found: int = await nation.inbox.fetchval(
        "SELECT count(DISTINCT notice_id) FROM matter WHERE $1::uuid IS NULL OR opened_by > $1", after
    )
    return found


async def _is_told(nation: _Nation, agreement: str) -> bool:
    found: bool = await nation.inbox.fetchval(
        "SELECT EXISTS (SELECT FROM matter WHERE business_key LIKE $1 AND event_type LIKE '%agreement.signed.v1')",
        f"%{agreement}%",
    )
    return found


def _memory(stack: Stack) -> float:
    """The largest resident memory of a worker, in MiB."""
    return max(_resident(stack, name) for name in WORKERS)


def _resident(stack: Stack, name: str) -> float:
    identity = stack.state.processes[name].identity
    assert identity is not None
    lines = Path(f"/proc/{identity.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


@asynccontextmanager
async def _nation(stack: Stack) -> AsyncIterator[_Nation]:
    environment = stack.environment()
    settings = settings_of(environment)
    await asyncio.to_thread(assign_position, settings, OPERATOR, "operator", "nation", "")
    addresses = {
        service: f"http://127.0.0.1:{stack.state.ports[f'{service}-api']}"
        for service in ("agreements", "programs", "notifications")
    }
    client = Client(addresses, environment["SINERGI_TOKEN_ISSUER"], patience=PATIENCE_SECONDS)
    for account in (AUTHOR, HEAD):
        for capability in ("head", "cooperation_officer"):
            position = {"account": account, "capability": capability, "scope_kind": "nation"}
            await client.post("agreements", "/positions", OPERATOR, position)
    centre = await client.get("agreements", "/units?kind=directorate_general", OPERATOR)
    partner = {"name": f"PT Contoh {uuid4()}", "category": "private_company"}
    registered = await client.post("agreements", "/partners", OPERATOR, partner)
    inbox = await asyncpg.connect(
        settings.database_url("notifications", "owner"), server_settings={"search_path": "notifications"}
    )
    try:
        facilities = await _all(client, "/facilities?limit=200")
        yield _Nation(client, inbox, facilities, centre.body["items"][0]["id"], registered.body["id"])
    finally:
        await inbox.close()
        await client.close()


async def _all(client: Client, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = (await client.get("agreements", f"{path}{cursor}", OPERATOR)).body
        found += page["items"]
        if not page["next"]:
            return found
        cursor = f"&cursor={page['next']}"
