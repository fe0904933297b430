"""One facility with its partner and their accounts, and the steps that lead an agreement to a state."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx2

from tests.behaviour.client import OPERATOR, Service, Sinergi

DIRECTORATE = "directorate-of-these-tests"
SECOND_DIRECTORATE = "second-directorate-of-these-tests"
"""Four eyes: the account that wrote a text neither submits it nor records our signature."""
HEALTH = {"field": "health", "description": "Pemeriksaan kesehatan berkala", "pillar": "personality"}
AGRICULTURE = {"field": "agriculture", "description": "Budi daya sayuran", "pillar": "independence"}
ENVIRONMENT = {"field": "environment", "description": "Pengelolaan sampah", "pillar": "independence"}
DECIDED = {"ground": "decided_without", "ground_reason": "Disepakati lewat surat."}
"""The ground of an added item that no meeting has agreed to."""
Body = dict[str, Any]


@dataclass(frozen=True)
class Office:
    """Each test has an office of its own, so that none sees the agreements of another."""

    sinergi: Sinergi
    facility: Mapping[str, Any]
    suffix: str
    partner_id: str
    agency_id: str
    directorate: str = DIRECTORATE

    @property
    def agreements(self) -> Service:
        return self.sinergi.agreements

    @property
    def officer(self) -> str:
        return f"officer-{self.suffix}"

    @property
    def head(self) -> str:
        return f"head-{self.suffix}"

    @property
    def reviewer(self) -> str:
        return f"reviewer-{self.suffix}"

    @property
    def second_reviewer(self) -> str:
        return f"second-reviewer-{self.suffix}"

    @property
    def contact(self) -> str:
        return f"contact-{self.suffix}"

    def day(self, days: int) -> str:
        """The business date so many days from today, at the facility."""
        return (self.sinergi.today(self.facility["zone"]) + timedelta(days=days)).isoformat()

    def term(self, since: int, until: int) -> Body:
        return {"kind": "fixed", "starts_on": self.day(since), "ends_on": self.day(until)}

    def draft_body(self, **changes: Any) -> Body:
        return {
            "instrument": "synergy_memorandum",
            "level": "facility",
            "title": f"Nota Kesepakatan {self.suffix}",
            "parties": [{"unit_id": self.facility["id"]}, {"unit_id": self.partner_id}],
            "term": self.term(-400, 20),
            "scope_items": [{**HEALTH, "agencies": [self.agency_id]}, AGRICULTURE],
        } | changes

    def signature(self, party: Mapping[str, Any], **changes: Any) -> Body:
        return {
            "party_id": party["id"],
            "position": "Kepala",
            "method": "wet_ink",
            "signed_on": self.day(-1),
        } | changes

    async def show(self, agreement_id: str) -> Body:
        answer = await self.agreements.get(f"/agreements/{agreement_id}", self.officer)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def etag(self, agreement_id: str) -> str:
        answer = await self.agreements.get(f"/agreements/{agreement_id}", self.officer)
        return answer.headers["ETag"]

    async def attempt(self, agreement_id: str, step: str, body: Body | None, as_: str | None = None) -> httpx2.Response:
        """One step of an agreement, on its current version."""
        return await self.agreements.post(
            f"/agreements/{agreement_id}/{step}", body, as_ or self.officer, if_match=await self.etag(agreement_id)
        )

    async def perform(self, agreement_id: str, step: str, body: Body | None, as_: str | None = None) -> Body:
        answer = await self.attempt(agreement_id, step, body, as_)
        assert answer.is_success, answer.text
        return dict(answer.json())

    def keeper(self, level: str) -> str:
        """The account that keeps the agreements of a level."""
        return {"facility": self.officer, "regional": self.reviewer, "national": self.directorate}[level]

    def submitter(self, level: str) -> str:
        """The second account of the unit that keeps the agreements of a level: it decides that a draft is ready."""
        return {"facility": self.head, "regional": self.second_reviewer, "national": SECOND_DIRECTORATE}[level]

    def signer(self, party: Mapping[str, Any], level: str) -> str:
        """The account that records the signature of a party: its own desk, or the keeper for a partner."""
        levels = {"facility": "facility", "regional_office": "regional"}
        kind = party["unit"]["kind"]
        return self.keeper(level) if kind == "partner" else self.submitter(levels.get(kind, "national"))

    async def draft(self, **changes: Any) -> str:
        """A draft of the account that keeps its level; its id."""
        body = self.draft_body(**changes)
        answer = await self.agreements.post("/agreements", body, self.keeper(body["level"]))
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def submit(self, agreement_id: str) -> str:
        """Submit a draft for review."""
        level = (await self.show(agreement_id))["level"]
        await self.perform(agreement_id, "submissions", None, self.submitter(level))
        return agreement_id

    async def review(self, agreement_id: str, accounts: Mapping[str, str] | None = None) -> str:
        """Submit a draft, and let every reviewer pass it: by its account, or by letter for a partner without one.

        `accounts` has the reviewers of units that are not this office's.
        """
        await self.submit(agreement_id)
        level = (await self.show(agreement_id))["level"]
        known = {self.facility["region"]: self.reviewer, "": self.directorate, self.partner_id: self.contact}
        for each in await self.awaited_reviews(agreement_id):
            account = (known | dict(accounts or {})).get(each["unit"], self.keeper(level))
            letter = {"letter": "440/3"} if each["side"] == "partner" else {}
            verdict = {"side": each["side"], "unit": each["unit"] or None, "verdict": "pass"}
            await self.perform(agreement_id, "reviews", verdict | letter, account)
        return agreement_id

    async def with_addendum(self, addendum: str, step: str, body: Body | None, as_: str) -> Body:
        """Take a step with an addendum, at the version that it has now."""
        path = f"/addenda/{addendum}"
        tag = (await self.agreements.get(path, self.officer)).headers["ETag"]
        answer = await self.agreements.post(f"{path}/{step}", body, as_, if_match=tag)
        assert answer.is_success, answer.text
        return dict(answer.json())

    async def pass_addendum(self, addendum: str, level: str = "facility") -> None:
        """Submit an addendum, and let every side pass it: by its account, or by letter for a partner."""
        await self.with_addendum(addendum, "submissions", None, self.submitter(level))
        known = {self.facility["region"]: self.reviewer, "": self.directorate}
        rounds = (await self.agreements.get(f"/addenda/{addendum}/reviews", self.officer)).json()
        newest = max(each["round"] for each in rounds)
        for each in rounds:
            if each["round"] == newest and each["verdict"] is None:
                letter = {"letter": "440/4"} if each["side"] == "partner" else {}
                verdict = {"side": each["side"], "unit": each["unit"] or None, "verdict": "pass"} | letter
                account = known.get(each["unit"], self.keeper(level))
                await self.with_addendum(addendum, "reviews", verdict, account)

    async def awaited_reviews(self, agreement_id: str) -> list[Body]:
        """The reviewers of the newest round that have not given a verdict."""
        rounds = (await self.agreements.get(f"/agreements/{agreement_id}/reviews", self.officer)).json()
        newest = max((each["round"] for each in rounds), default=0)
        return [each for each in rounds if each["round"] == newest and each["verdict"] is None]

    async def content(self, agreement_id: str, **changes: Any) -> Body:
        """The content of a draft as a request to change it; every item is named by its id."""
        shown = await self.show(agreement_id)
        names = ("instrument", "title", "called", "umbrella_id", "term", "legal_basis", "funding")
        parties = [
            {"unit_id": each["unit"]["id"], "role": each["role"], "signers": each["signers"]}
            for each in shown["parties"]
        ]
        items = [
            {**{name: value for name, value in item.items() if name != "field_name"}}
            | {"agencies": [agency["id"] for agency in item["agencies"]]}
            for item in shown["scope_items"]
        ]
        places = [unit["id"] for unit in shown["runs_at"]]
        content = {name: shown[name] for name in names}
        return content | {"parties": parties, "runs_at": places, "scope_items": items} | changes

    async def change(self, agreement_id: str, as_: str | None = None, **changes: Any) -> httpx2.Response:
        """Change a draft: what is not named stays as it is."""
        body = await self.content(agreement_id, **changes)
        path = f"/agreements/{agreement_id}/draft"
        return await self.agreements.put(path, body, as_ or self.officer, if_match=await self.etag(agreement_id))

    async def plan(self, agreement_id: str, day: str | None, **changes: Any) -> Body:
        """Plan the day of signing; none gives the plan up."""
        body = {"planned_on": day} | changes
        tag = await self.etag(agreement_id)
        path = f"/agreements/{agreement_id}/signing-plan"
        answer = await self.agreements.put(path, body, self.officer, if_match=tag)
        assert answer.is_success, answer.text
        return dict(answer.json())

    async def sign_all(self, agreement_id: str, **changes: Any) -> None:
        """Record the signature of each principal."""
        agreement = await self.show(agreement_id)
        for party in agreement["parties"]:
            if party["role"] == "principal":
                account = self.signer(party, agreement["level"])
                await self.perform(agreement_id, "signatures", self.signature(party, **changes), account)

    async def sign(self, agreement_id: str, **changes: Any) -> str:
        """Record a number and the signature of each party."""
        agreement = await self.show(agreement_id)
        for party in agreement["parties"]:
            account = self.signer(party, agreement["level"])
            await self.perform(agreement_id, "document-numbers", number(party), account)
            await self.perform(agreement_id, "signatures", self.signature(party, **changes), account)
        return agreement_id

    async def signed(self, agreement_id: str, **changes: Any) -> str:
        """Lead a draft through review and signing."""
        return await self.sign(await self.review(agreement_id), **changes)

    async def file(self, agreement_id: str, kind: str = "signed_paper", as_: str | None = None) -> str:
        """File a document; its id."""
        path = f"/agreements/{agreement_id}/documents?kind={kind}"
        answer = await self.agreements.send_file(path, a_pdf(), as_ or self.officer)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def attempt_with_document(self, document_id: str, step: str, body: Body, as_: str) -> httpx2.Response:
        """One step of a document, on its current version."""
        path = f"/documents/{document_id}"
        tag = (await self.agreements.get(path, self.officer)).headers["ETag"]
        return await self.agreements.post(f"{path}/{step}", body, as_, if_match=tag)

    async def extend(self, agreement_id: str, **changes: Any) -> httpx2.Response:
        kept = [item["id"] for item in (await self.show(agreement_id))["scope_items"]]
        body = {"title": f"Perpanjangan {self.suffix}", "term": self.term(21, 800), "kept": kept} | changes
        return await self.agreements.post(f"/agreements/{agreement_id}/extensions", body, self.officer)


async def open_office(sinergi: Sinergi, facility: Mapping[str, Any]) -> Office:
    """An office at this facility, with a new partner and new accounts."""
    suffix = uuid4().hex[:12]
    partner = {"name": f"Pemerintah Kabupaten Contoh {suffix}", "category": "local_government"}
    partner_id = await register_partner(sinergi, partner)
    agency = {"name": f"Dinas Kesehatan {suffix}", "category": "local_government", "parent_id": partner_id}
    office = Office(sinergi, facility, suffix, partner_id, await register_partner(sinergi, agency))
    sinergi.assign_when_used(office.second_reviewer, "regional_reviewer", "region", facility["region"])
    await asyncio.gather(
        sinergi.assign(office.officer, "officer", "facility", facility["id"]),
        sinergi.assign(office.head, "head", "facility", facility["id"]),
        sinergi.assign(office.reviewer, "regional_reviewer", "region", facility["region"]),
        sinergi.assign(office.contact, "partner_contact", "partner", partner_id),
    )
    return office


async def register_partner(sinergi: Sinergi, partner: Mapping[str, Any]) -> str:
    """A new partner without an account; its id."""
    answer = await sinergi.agreements.post("/partners", dict(partner), OPERATOR)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def a_pdf(size: int = 2_000) -> bytes:
    """A file that no other test has, as large as asked."""
    beginning = b"%PDF-1.7\n% " + uuid4().hex.encode() + b"\n"
    return beginning + b"halaman " * ((size - len(beginning)) // 8)


def number(party: Mapping[str, Any]) -> Body:
    """A document number of a party that no other test uses."""
    return {"party_id": party["id"], "number": f"CONTOH-{uuid4()}"}


def problem(answer: httpx2.Response, status: int, slug: str) -> Body:
    """Assert that the answer is this problem, with a sentence in both languages; returns the problem."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: Body = answer.json()
    assert body["type"] == f"/problems/{slug}"
    assert body["detail"]
    assert body["english"]["detail"]
    return body
