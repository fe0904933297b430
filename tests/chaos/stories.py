"""Stories that clients play: an agreement from partner to sessions, notices read, sometimes a position assigned.

Every story belongs to one facility. A step may be refused because another story was faster; the story then ends.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import uuid4

from tests.chaos.client import Client, Refused

FIELDS = ("health", "education", "agriculture", "livestock", "sport", "culture", "environment", "religion")
PATIENCE_SECONDS = 20.0
T = TypeVar("T")


@dataclass(frozen=True)
class Cast:
    """The accounts that act at one facility."""

    facility: dict[str, Any]
    officer: str
    head: str
    reviewer: str


async def play(client: Client, cast: Cast, chance: random.Random, operator: str) -> None:
    """Play one story to its end or to the first refusal."""
    with suppress(Refused):
        if chance.random() < 0.1:
            newcomer, unit = f"newcomer-{uuid4()}", cast.facility["id"]
            await assign_position(client, operator, newcomer, capability="reader", scope_kind="facility", unit=unit)
        agreement_id, partner_id, etag = await draft(client, cast, chance)
        if chance.random() < 0.2:
            body = {"reason": "Mitra menunda rencana."}
            await client.post(cast.officer, "agreements", f"/agreements/{agreement_id}/withdrawals", body, etag)
            client.ledger.expect("agreement.withdrawn.v1", agreement_id)
            return
        await review(client, cast, agreement_id, partner_id, etag)
        await sign(client, cast, agreement_id)
        for program in await programs_of(client, cast, agreement_id):
            await run_program(client, cast, chance, program["id"])
        await read_notices(client, cast.officer)


async def assign_position(
    client: Client, operator: str, account: str, *, capability: str, scope_kind: str, unit: str
) -> None:
    """Assign a position to an account."""
    body = {"account": account, "capability": capability, "scope_kind": scope_kind, "unit": unit}
    answer = await client.post(operator, "agreements", "/positions", body)
    client.ledger.expect("position.assigned.v1", answer.json()["id"])


async def draft(client: Client, cast: Cast, chance: random.Random) -> tuple[str, str, str]:
    """Register a partner and draft an agreement with it."""
    partner = {"name": f"Mitra Contoh {uuid4()}", "category": "local_government"}
    partner_id = (await client.post(cast.officer, "agreements", "/partners", partner)).json()["id"]
    client.ledger.expect("partner.registered.v1", partner_id)
    today = date.today()  # noqa: DTZ011 -- stories use the machine's date
    body = {
        "instrument": "synergy_memorandum",
        "title": "Nota Kesepakatan Pembinaan",
        "parties": [{"unit_id": cast.facility["id"]}, {"unit_id": partner_id}],
        "term": {"kind": "fixed", "starts_on": str(today), "ends_on": str(today + timedelta(days=365))},
        "scope_items": [
            {"field": field, "description": f"Kegiatan {field}", "pillar": "personality"}
            for field in chance.sample(FIELDS, chance.randint(1, 3))
        ],
    }
    answer = await client.post(cast.officer, "agreements", "/agreements", body)
    client.ledger.expect("agreement.drafted.v1", answer.json()["id"])
    return answer.json()["id"], partner_id, answer.headers["etag"]


async def review(client: Client, cast: Cast, agreement_id: str, partner_id: str, etag: str) -> None:
    """Submit the draft, and let both sides approve it."""
    path = f"/agreements/{agreement_id}"
    answer = await client.post(cast.head, "agreements", f"{path}/submissions", None, etag)
    client.ledger.expect("agreement.submitted_for_review.v1", agreement_id)
    verdict = {"side": "region", "verdict": "pass"}
    answer = await client.post(cast.reviewer, "agreements", f"{path}/reviews", verdict, answer.headers["etag"])
    verdict = {"side": "partner", "verdict": "pass", "unit": partner_id, "letter": "415/2026"}
    await client.post(cast.officer, "agreements", f"{path}/reviews", verdict, answer.headers["etag"])
    client.ledger.expect("agreement.validated.v1", agreement_id)


async def sign(client: Client, cast: Cast, agreement_id: str) -> None:
    """Record the number and the signature of each party; the head's desk records the facility's."""
    agreement = await client.get(cast.officer, "agreements", f"/agreements/{agreement_id}")
    etag = f'"{agreement["version"]}"'
    path = f"/agreements/{agreement_id}"
    for party in agreement["parties"]:
        account = cast.officer if party["unit"]["kind"] == "partner" else cast.head
        number = {"party_id": party["id"], "number": str(uuid4())}
        answer = await client.post(account, "agreements", f"{path}/document-numbers", number, etag)
        signature = {
            "party_id": party["id"],
            "position": "Kepala",
            "method": "wet_ink",
            "signed_on": str(date.today()),  # noqa: DTZ011
        }
        answer = await client.post(account, "agreements", f"{path}/signatures", signature, answer.headers["etag"])
        etag = answer.headers["etag"]
        client.ledger.expect("agreement.signature_recorded.v1", agreement_id)
    client.ledger.expect("agreement.signed.v1", agreement_id)


async def programs_of(client: Client, cast: Cast, agreement_id: str) -> list[dict[str, Any]]:
    """The programs of the agreement, once its event has arrived; empty if it does not arrive in time."""

    async def find() -> list[dict[str, Any]]:
        # In November there are programs of the next year as well, which cannot be opened yet.
        year = date.today().year  # noqa: DTZ011
        page = await client.get(cast.officer, "programs", f"/programs?agreement={agreement_id}&fiscal_year={year}")
        return list(page["items"])

    return await retry_until_found(find)


async def run_program(client: Client, cast: Cast, chance: random.Random, program_id: str) -> None:
    """Open the program unless it is open, start a cohort, hold two sessions."""
    today = str(date.today())  # noqa: DTZ011
    program = await client.get(cast.officer, "programs", f"/programs/{program_id}")
    if program["state"] == "planned":
        opening = {"opened_on": today, "capacity": 5000}
        with suppress(Refused):
            etag = f'"{program["version"]}"'
            await client.post(cast.officer, "programs", f"/programs/{program_id}/openings", opening, etag)
            client.ledger.expect("program.opened.v1", program_id)
    participants = [
        {
            "participant_ref": f"P-{uuid4().hex[:12].upper()}0",
            "kind": "convict",
            "basis": "hearing",
            "basis_reference": "TPP-2026/014",
        }
        for _ in range(chance.randint(1, 3))
    ]
    cohort = {"name": f"Angkatan {uuid4()}", "started_on": today, "participants": participants}
    answer = await client.post(cast.officer, "programs", f"/programs/{program_id}/cohorts", cohort)
    client.ledger.expect("cohort.started.v1", answer.json()["id"])
    attendance = [{"participant_ref": each["participant_ref"], "mark": "active"} for each in participants]
    for topic in ("Perkenalan", "Latihan"):
        fulfilled = [each["scope_item_id"] for each in program["authorisations"][:1]]
        session = {"held_on": today, "topic": topic, "attendance": attendance, "delivered_for": fulfilled}
        held = await client.post(cast.officer, "programs", f"/cohorts/{answer.json()['id']}/sessions", session)
        client.ledger.expect("session.held.v1", held.json()["id"])


async def read_notices(client: Client, account: str) -> None:
    """Read a few unread notices of the account's desk."""
    page = await client.get(account, "notifications", "/inbox?unread=true&limit=4")
    for notice in page["items"]:
        await client.post(account, "notifications", f"/inbox/{notice['id']}/readings", None)
        client.ledger.expect("notice.read.v1", notice["id"])


async def retry_until_found(find: Callable[[], Awaitable[T]]) -> T:
    """Retry until something is found or the time is over."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := await find()) and time.monotonic() < deadline:
        await asyncio.sleep(0.5)
    return found
