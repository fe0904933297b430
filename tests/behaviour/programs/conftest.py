"""A facility with its accounts and a partner, agreements between the two, and programs under them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from tests.behaviour.conftest import Service, Sinergi

Json = dict[str, Any]


@dataclass
class Place:
    """One facility with its accounts, the accounts of its supervisors, and its partner."""

    sinergi: Sinergi
    facility: Mapping[str, Any]
    partner_id: str
    officer: str
    reviewer: str
    directorate: str
    foreign_officer: str
    refs: list[str] = field(default_factory=list)

    async def sign(self, fields: Sequence[str], effective_from: date, effective_until: date | None = None) -> Json:
        """An agreement over these fields, signed today by both."""
        draft = {
            "instrument": "cooperation_agreement",
            "title": f"Kerja Sama Contoh {uuid4().hex[:8]}",
            "parties": [{"facility_id": self.facility["id"]}, {"partner_id": self.partner_id}],
            "term": _term(effective_from, effective_until),
            "scope_items": [_item(field) for field in fields],
        }
        drafted = await self._post("/agreements", draft)
        return await self._through_review_and_signing(drafted["id"])

    async def extend(self, agreement: Json, kept: Sequence[str], added: Sequence[str], effective_from: date) -> Json:
        """An extension that keeps and adds these fields, signed today by both."""
        draft = {
            "title": "Perpanjangan Kerja Sama Contoh",
            "term": _term(effective_from, None),
            "kept": [item["id"] for item in agreement["scope_items"] if item["field"] in kept],
            "added": [_item(field) for field in added],
            "reason": "Sudah berjalan di luar ruang lingkup.",
        }
        drafted = await self._post(f"/agreements/{agreement['id']}/extensions", draft)
        return await self._through_review_and_signing(drafted["id"])

    async def programs(self, query: str = "", as_: str | None = None) -> list[Json]:
        answer = await self.sinergi.programs.get(
            f"/programs?limit=200&facility={self.facility['id']}{query}", as_ or self.officer
        )
        assert answer.status_code == 200, answer.text
        items: list[Json] = answer.json()["items"]
        return items

    async def planned(self, count: int, query: str = "") -> list[Json]:
        """The facility's programs, once there are `count` of them."""

        async def all_planned() -> list[Json]:
            found = await self.programs(query)
            assert len(found) == count, found
            return found

        return await self.sinergi.eventually(all_planned)

    async def post(self, path: str, body: Any, as_: str | None = None, if_match: str | None = None) -> httpx2.Response:
        return await self.sinergi.programs.post(path, body, as_ or self.officer, if_match=if_match)

    async def show(self, path: str, as_: str | None = None) -> Json:
        answer = await self.sinergi.programs.get(path, as_ or self.officer)
        assert answer.status_code == 200, answer.text
        shown: Json = answer.json()
        return shown

    async def opened(self, field: str = "environment", capacity: int = 3) -> str:
        """A program of this field, opened today; its path."""
        today = self.sinergi.today(self.facility["zone"])
        await self.sign([field], effective_from=date(today.year, 1, 1))
        program = (await self.planned(1))[0]
        path = f"/programs/{program['id']}"
        body = {"opened_on": today.isoformat(), "capacity": capacity}
        answer = await self.post(f"{path}/openings", body, if_match='"1"')
        assert answer.status_code == 201, answer.text
        return path

    def cohort(self, *refs: str, **changed: Any) -> Json:
        """The body of a cohort that starts today with these participants."""
        today = self.sinergi.today(self.facility["zone"]).isoformat()
        participants = [{"participant_ref": ref, "hearing_ref": "TPP-2026/014"} for ref in refs]
        return {"name": "Angkatan I", "started_on": today, "participants": participants, **changed}

    async def started(self, program: str, *refs: str) -> str:
        """A cohort with these participants; its path."""
        answer = await self.post(f"{program}/cohorts", self.cohort(*refs))
        assert answer.status_code == 201, answer.text
        return f"/cohorts/{answer.json()['id']}"

    def session(self, *attendance: Json, **changed: Any) -> Json:
        """The body of a session held today."""
        today = self.sinergi.today(self.facility["zone"]).isoformat()
        return {"held_on": today, "topic": "Pemilahan sampah", "attendance": list(attendance), **changed}

    async def _through_review_and_signing(self, id_: str) -> Json:
        path = f"/agreements/{id_}"
        await self._move(path, "submissions", {})
        await self._move(path, "reviews", {"side": "region", "verdict": "pass"}, self.reviewer)
        partner = {"side": "partner", "verdict": "pass", "letter": "1/CONTOH", "signing_planned_on": self._day(0)}
        await self._move(path, "reviews", partner)
        agreement = (await self.sinergi.agreements.get(path, self.officer)).json()
        for party in agreement["parties"]:
            signature = {"party_id": party["id"], "position": "Kepala", "method": "wet_ink", "signed_on": self._day(0)}
            await self._move(path, "signatures", signature | {"document_number": f"{uuid4().hex[:8]}/2026"})
        signed: Json = (await self.sinergi.agreements.get(path, self.officer)).json()
        return signed

    async def _move(self, path: str, what: str, body: Json, as_: str | None = None) -> None:
        tag = (await self.sinergi.agreements.get(path, as_ or self.officer)).headers["etag"]
        await self._post(f"{path}/{what}", body, as_, if_match=tag)

    async def _post(self, path: str, body: Json, as_: str | None = None, *, if_match: str | None = None) -> Json:
        agreements: Service = self.sinergi.agreements
        answer = await agreements.post(path, body, as_ or self.officer, if_match=if_match)
        assert answer.is_success, answer.text
        body_: Json = answer.json()
        return body_

    def _day(self, after: int) -> str:
        return (self.sinergi.today(self.facility["zone"]) + timedelta(days=after)).isoformat()


def _term(effective_from: date, effective_until: date | None) -> Json:
    until = effective_until or effective_from + timedelta(days=3 * 365)
    return {"effective_from": effective_from.isoformat(), "effective_until": until.isoformat()}


def _item(field: str) -> Json:
    return {"field": field, "description": f"Pembinaan {field}", "pillar": "personality"}


@pytest.fixture
async def place(sinergi: Sinergi, facility: Mapping[str, Any]) -> Place:
    mark = uuid4().hex[:10]
    people = {role: f"{role}-{mark}" for role in ("officer", "reviewer", "directorate", "foreign_officer")}
    await sinergi.assign(people["officer"], "officer", "facility", facility["id"])
    await sinergi.assign(people["reviewer"], "regional_reviewer", "region", facility["region"])
    await sinergi.assign(people["directorate"], "directorate", "nation")
    await sinergi.assign(people["foreign_officer"], "officer", "facility", next(sinergi.facilities)["id"])
    partner = {"name": f"Yayasan Contoh {mark}", "category": "foundation_ngo"}
    registered = await sinergi.agreements.post("/partners", partner, people["officer"])
    assert registered.status_code == 201, registered.text
    refs = [f"P-{mark.upper()}0{number}" for number in range(6)]
    return Place(sinergi, facility, registered.json()["id"], **people, refs=refs)


@pytest.fixture
def this_year(sinergi: Sinergi) -> date:
    """The first day of the fiscal year."""
    return date(sinergi.today().year, 1, 1)
