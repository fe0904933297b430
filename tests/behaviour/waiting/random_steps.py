"""Random steps in the life of agreements. A step that is refused in the present state changes nothing."""

from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import uuid4

import httpx2

from tests.behaviour.client import OPERATOR
from tests.behaviour.office import AGRICULTURE, ENVIRONMENT, HEALTH, Body, Office, a_pdf, number, register_partner


@dataclass
class Walk:
    """The agreements of an office, each step at one of them."""

    office: Office
    chance: Random
    agreements: list[str] = field(default_factory=list)
    one: str = ""
    taken: list[tuple[str, int]] = field(default_factory=list)

    @property
    def accepted(self) -> int:
        return sum(status < 300 for _, status in self.taken)

    async def step(self) -> None:
        """Take a step at one of the agreements, which its state mostly allows."""
        name = "draft"
        if self.agreements:
            self.one = self.chance.choice(self.agreements)
            name = self.chance.choice(STEPS.get((await self.office.show(self.one))["document_state"], ANYWHERE))
        answer: httpx2.Response = await getattr(self, f"_{name}")()
        assert answer.status_code < 500, answer.text
        self.taken.append((name, answer.status_code))

    async def _draft(self) -> httpx2.Response:
        until = self.chance.choice((-100, 20, 100, 900))
        partner = self.chance.choice((self.office.partner_id, self.office.agency_id))
        parties = [{"unit_id": self.office.facility["id"]}, {"unit_id": partner}]
        body = self.office.draft_body(term=self.office.term(-400, until), parties=parties, scope_items=[AGRICULTURE])
        return self._known(await self.office.agreements.post("/agreements", body, self.office.officer))

    async def _extend(self) -> httpx2.Response:
        return self._known(await self.office.extend(self.one))

    def _known(self, answer: httpx2.Response) -> httpx2.Response:
        if answer.is_success:
            self.agreements.append(answer.json()["id"])
        return answer

    async def _change(self) -> httpx2.Response:
        return await self.office.change(self.one, scope_items=self.chance.sample([AGRICULTURE, ENVIRONMENT, HEALTH], 2))

    async def _submit(self) -> httpx2.Response:
        return await self.office.attempt(self.one, "submissions", None, self.office.head)

    async def _review(self) -> httpx2.Response:
        awaited = self.chance.choice(await self.office.awaited_reviews(self.one))
        account = self.office.reviewer if awaited["side"] == "region" else self.office.contact
        comments = [{"clause": "Pasal 1", "text": "Sebutkan dinasnya."}]
        verdict: Body = self.chance.choice([{"verdict": "pass"}] * 4 + [{"verdict": "revise", "comments": comments}])
        return await self.office.attempt(self.one, "reviews", {"side": awaited["side"]} | verdict, account)

    async def _number(self) -> httpx2.Response:
        id_, party = await self._party()
        return await self.office.attempt(id_, "document-numbers", number(party), self.office.signer(party, "facility"))

    async def _sign(self) -> httpx2.Response:
        id_, party = await self._party()
        signature = self.office.signature(party, signed_on=self.office.day(-self.chance.randrange(100)))
        return await self.office.attempt(id_, "signatures", signature, self.office.signer(party, "facility"))

    async def _party(self) -> tuple[str, Any]:
        return self.one, self.chance.choice((await self.office.show(self.one))["parties"])

    async def _withdraw(self) -> httpx2.Response:
        return await self.office.attempt(self.one, "withdrawals", {"reason": "Mitra menunda."}, self.office.head)

    async def _file(self) -> httpx2.Response:
        kind = self.chance.choice(("signed_paper", "signed_paper", "attachment"))
        path = f"/agreements/{self.one}/documents?kind={kind}"
        return await self.office.agreements.send_file(path, a_pdf(), self.office.officer)

    async def _check(self) -> httpx2.Response:
        """A second officer checks a document, or the head erases it as filed by mistake."""
        listed = await self.office.agreements.get(f"/agreements/{self.one}/documents", self.office.officer)
        if not listed.json():
            return listed
        step, body = self.chance.choice(
            (
                ("checks", {"verdict": "matches"}),
                ("checks", {"verdict": "differs", "faults": ["pages"]}),
                ("erasures", {"ground": "wrong_file", "reason": "Salah berkas."}),
            )
        )
        document = self.chance.choice(listed.json())["id"]
        return await self.office.attempt_with_document(document, step, body, self.office.head)

    async def _meet(self) -> httpx2.Response:
        owner = {"unit_id": self.chance.choice((self.office.facility["id"], self.office.partner_id))}
        body = {
            "kinds": ["evaluation"],
            "held": {"edtf": self.office.day(-self.chance.randrange(300))},
            "about": [{"kind": "agreement", "id": self.one}],
            "action_items": [{"task": "Menyusun laporan", "owner": owner, "due_on": self.office.day(9)}],
            "uncovered_practices": [{"field": "environment"}],
        }
        return await self.office.agreements.post("/meetings", body, self.office.officer)

    async def _complete(self) -> httpx2.Response:
        waiting = await self.office.agreements.get("/waiting?kind=action_item", self.office.officer)
        items = waiting.json()["items"]
        if not items:
            return waiting
        body = {"completed_on": self.office.day(0)}
        return await self.office.agreements.post(self.chance.choice(items)["link"], body, self.office.officer)

    async def _propose(self) -> httpx2.Response:
        partner = self.chance.choice((self.office.partner_id, self.office.agency_id))
        made_by, made_to = self.chance.sample((self.office.facility["id"], partner), 2)
        known: Body = self.chance.choice(
            ({}, {"letter": "CONTOH-7", "document": "Map 7", "proposed": {"edtf": "2025"}})
        )
        body = {"kind": "other", "title": "Bibit sayuran", "made_by": made_by, "made_to": made_to} | known
        return await self.office.agreements.post("/proposals", body, self.office.officer)

    async def _answer_proposal(self) -> httpx2.Response:
        kind = self.chance.choice(("proposal_to_answer", "proposal_letter"))
        answer: Body = self.chance.choice(
            ({"answer": "interest_expressed"}, {"answer": "accepted"}, {"answer": "declined", "reason": "no_need"})
        )
        body = answer | {"answered_on": self.office.day(0), "letter": "415.4/12"}
        return await self._at_proposal(kind, body)

    async def _include(self) -> httpx2.Response:
        items = (await self.office.show(self.one))["scope_items"] if self.one else []
        item = self.chance.choice(items)["id"] if items else str(uuid4())
        return await self._at_proposal("proposal_to_include", {"scope_item_id": item})

    async def _at_proposal(self, kind: str, body: Body) -> httpx2.Response:
        """Take the step of a waiting case about a proposal."""
        waiting = await self.office.agreements.get(f"/waiting?kind={kind}", self.office.officer)
        if not waiting.json()["items"]:
            return waiting
        case = self.chance.choice(waiting.json()["items"])
        path, officer = f"/proposals/{case['about']['id']}", self.office.officer
        tag = (await self.office.agreements.get(path, officer)).headers["ETag"]
        return await self.office.agreements.post(case["link"], body, officer, if_match=tag)

    async def _merge(self) -> httpx2.Response:
        """Another agency turns out to be the one that agreements name, or the other way round."""
        twin = {"name": f"Dinas Contoh {uuid4()}", "category": "local_government", "parent_id": self.office.partner_id}
        gone, stays = self.chance.sample((await register_partner(self.office.sinergi, twin), self.office.agency_id), 2)
        path = f"/partners/{gone}"
        tag = (await self.office.agreements.get(path, OPERATOR)).headers["ETag"]
        body = {"into": stays, "reason": "Didaftarkan dua kali."}
        return await self.office.agreements.post(f"{path}/mergers", body, OPERATOR, if_match=tag)


PROPOSALS = ("propose", "answer_proposal", "answer_proposal", "include")
ANYWHERE = ("draft", "draft", "meet", "complete", "merge", *PROPOSALS)
STEPS = {
    "drafting": ("submit", "submit", "change", "withdraw", *ANYWHERE),
    "review": ("review", "review", "review", "review", "withdraw", *ANYWHERE),
    "validated": ("number", "sign", "sign", "sign", *ANYWHERE),
    "awaiting_signature": ("number", "sign", "sign", *ANYWHERE),
    "partially_signed": ("number", "sign", "sign", *ANYWHERE),
    "signed": ("number", "extend", "extend", "file", "file", "check", *ANYWHERE),
}
"""By the state of the document."""
