"""A client of the feed, like a system without Kafka: it requests a page and continues with its `next` link."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx2

from shared.contracts.agreements import FirstActivityRecorded
from shared.contracts.parts import Activity, PartyRef, UnitRef
from shared.values.ids import new_id
from tests.behaviour.client import OPERATOR, Service, Sinergi
from tests.behaviour.saying import say

AGREEMENTS = "sinergi.agreements.v1"
PREFIX = "id.go.ditjenpas.sinergi."
Event = dict[str, Any]


@dataclass
class Follower:
    """A reader of a feed: an account, or a subscriber with a token of its own."""

    service: Service
    account: str | None = OPERATOR
    token: str | None = None
    question: str = f"?topic={AGREEMENTS}"
    body: bytes = b""

    async def ask(self, more: str = "") -> httpx2.Response:
        """Send one request at the present position."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return await self.service.send("GET", f"/events{self.question}{more}", self.account, headers=headers)

    async def take(self, more: str = "") -> list[Event]:
        """Read one page and advance behind it."""
        answer = await self.ask(more)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/cloudevents-batch+json"
        link = answer.links["next"]["url"]
        self.question = link.replace(more, "") if more else link
        self.body = answer.content
        batch: list[Event] = json.loads(self.body)
        return batch

    async def take_all(self, more: str = "") -> list[Event]:
        """Read all pages to the present end of the feed."""
        found: list[Event] = []
        while True:
            before, batch = self.question, await self.take(more)
            found += batch
            if not batch and self.question == before:
                return found


async def register_partner(sinergi: Sinergi) -> str:
    """Cause an event that names no facility; return the partner's id, which is its subject and key."""
    body = {"name": f"Yayasan Contoh {uuid4().hex[:12]}", "category": "foundation_ngo"}
    answer = await sinergi.agreements.post("/partners", body, OPERATOR)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def draft_agreement(sinergi: Sinergi, facility: Mapping[str, Any]) -> str:
    """Draft an agreement, which is an internal event; returns the agreement's id."""
    officer = f"officer-{uuid4().hex[:12]}"
    await sinergi.assign(officer, "officer", "facility", facility["id"])
    body = {
        "instrument": "synergy_memorandum",
        "level": "facility",
        "title": "Nota Kesepakatan Contoh",
        "parties": [{"unit_id": facility["id"]}, {"unit_id": await register_partner(sinergi)}],
        "term": {"kind": "fixed", "starts_on": sinergi.today().isoformat(), "ends_on": "2031-12-31"},
        "scope_items": [{"field": "health", "description": "Pemeriksaan kesehatan", "pillar": "personality"}],
    }
    answer = await sinergi.agreements.post("/agreements", body, officer)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def emit_activity(sinergi: Sinergi, facility: Mapping[str, Any]) -> str:
    """Emit a public event that names a facility, about a made-up agreement; returns the agreement's id, its subject."""
    agreement_id = new_id()
    keeper = UnitRef(kind="facility", **{name: facility[name] for name in ("id", "name", "region", "zone")})
    event = FirstActivityRecorded(
        agreement_id=agreement_id,
        line_id=agreement_id,
        version=1,
        registration_number="26-CTH-0001",
        level="facility",
        keeper=keeper,
        instrument="synergy_memorandum",
        title="Nota Kesepakatan Contoh",
        zone=facility["zone"],
        parties=(PartyRef(party_id=new_id(), unit=keeper, role="principal"),),
        umbrella_id=None,
        scope_item_id=new_id(),
        activity=Activity(kind="session", id=new_id(), program_id=new_id()),
        occurred_on=sinergi.today(),
    )
    await say(sinergi, "agreements", event)
    return str(agreement_id)


def subjects(events: list[Event]) -> list[str]:
    return [event["subject"] for event in events]
