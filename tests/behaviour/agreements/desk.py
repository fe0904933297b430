"""One facility with its partner and the accounts at their desks, and the steps that lead an agreement to a state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx2

from tests.behaviour.conftest import Sinergi

DIRECTORATE = "directorate-of-these-tests"
HEALTH = {"field": "health", "description": "Pemeriksaan kesehatan berkala", "pillar": "personality"}
AGRICULTURE = {"field": "agriculture", "description": "Budi daya sayuran", "pillar": "independence"}
ENVIRONMENT = {"field": "environment", "description": "Pengelolaan sampah", "pillar": "independence"}
Body = dict[str, Any]


@dataclass(frozen=True)
class Desk:
    """Each test has its own, so that none sees another's agreements."""

    sinergi: Sinergi
    facility: Mapping[str, Any]
    mark: str
    partner_id: str
    agency_id: str

    @property
    def officer(self) -> str:
        return f"officer-{self.mark}"

    @property
    def reviewer(self) -> str:
        return f"reviewer-{self.mark}"

    @property
    def contact(self) -> str:
        return f"contact-{self.mark}"

    def day(self, days: int) -> str:
        """The business date so many days from today, at the facility."""
        return (self.sinergi.today(self.facility["zone"]) + timedelta(days=days)).isoformat()

    def term(self, since: int, until: int) -> Body:
        return {"effective_from": self.day(since), "effective_until": self.day(until)}

    def draft_body(self, **changes: Any) -> Body:
        return {
            "instrument": "synergy_memorandum",
            "level": "facility",
            "title": f"Nota Kesepakatan {self.mark}",
            "parties": [{"facility_id": self.facility["id"]}, {"partner_id": self.partner_id}],
            "term": self.term(-400, 20),
            "scope_items": [{**HEALTH, "agency_id": self.agency_id}, AGRICULTURE],
        } | changes

    def signature(self, party: Mapping[str, Any], **changes: Any) -> Body:
        return {
            "party_id": party["id"],
            "position": "Kepala",
            "method": "wet_ink",
            "signed_on": self.day(-1),
            "document_number": f"{uuid4()}",
        } | changes

    async def show(self, agreement_id: str) -> Body:
        answer = await self.sinergi.agreements.get(f"/agreements/{agreement_id}", self.officer)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def etag(self, agreement_id: str) -> str:
        answer = await self.sinergi.agreements.get(f"/agreements/{agreement_id}", self.officer)
        return answer.headers["ETag"]

    async def do(self, agreement_id: str, what: str, body: Body | None, as_: str | None = None) -> httpx2.Response:
        """One step of an agreement, on the version that it has now."""
        return await self.sinergi.agreements.post(
            f"/agreements/{agreement_id}/{what}", body, as_ or self.officer, if_match=await self.etag(agreement_id)
        )

    async def did(self, agreement_id: str, what: str, body: Body | None, as_: str | None = None) -> Body:
        answer = await self.do(agreement_id, what, body, as_)
        assert answer.is_success, answer.text
        return dict(answer.json())

    async def drafted(self, **changes: Any) -> str:
        answer = await self.sinergi.agreements.post("/agreements", self.draft_body(**changes), self.officer)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def in_review(self, agreement_id: str) -> str:
        await self.did(agreement_id, "submissions", None)
        return agreement_id

    async def validated(self, agreement_id: str) -> str:
        await self.in_review(agreement_id)
        await self.did(agreement_id, "reviews", {"side": "region", "verdict": "pass"}, self.reviewer)
        await self.did(agreement_id, "reviews", {"side": "partner", "verdict": "pass"}, self.contact)
        return agreement_id

    async def signed(self, agreement_id: str) -> str:
        await self.validated(agreement_id)
        for party in (await self.show(agreement_id))["parties"]:
            await self.did(agreement_id, "signatures", self.signature(party))
        return agreement_id

    async def extend(self, agreement_id: str, **changes: Any) -> httpx2.Response:
        kept = [item["id"] for item in (await self.show(agreement_id))["scope_items"]]
        body = {"title": f"Perpanjangan {self.mark}", "term": self.term(21, 800), "kept": kept} | changes
        return await self.sinergi.agreements.post(f"/agreements/{agreement_id}/extensions", body, self.officer)


def problem(answer: httpx2.Response, status: int, slug: str) -> Body:
    """The answer is this problem, with a sentence in both languages."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: Body = answer.json()
    assert body["type"] == f"/problems/{slug}"
    assert body["detail"]
    assert body["english"]["detail"]
    return body
