"""The programs of an office, under agreements between its facility and its partner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx2

from tests.behaviour.client import Sinergi
from tests.behaviour.office import Office

Json = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """An office with its programs, the officer of another facility, and references of participants."""

    office: Office
    foreign_officer: str
    refs: Sequence[str]
    foreign_facility: str

    @property
    def sinergi(self) -> Sinergi:
        return self.office.sinergi

    @property
    def facility(self) -> Mapping[str, Any]:
        return self.office.facility

    @property
    def officer(self) -> str:
        return self.office.officer

    @property
    def partner(self) -> Json:
        """The partner as the organisation of an instructor."""
        return {"id": self.office.partner_id, "name": "Pemerintah Kabupaten Contoh"}

    async def sign(self, fields: Sequence[str], starts_on: date, signed_on: date | None = None) -> Json:
        """An agreement over these fields, signed by both: today, unless another day is given."""
        items = [_item(field) for field in fields]
        return await self._signed(
            await self.office.draft(instrument="cooperation_agreement", term=_term(starts_on), scope_items=items),
            signed_on,
        )

    async def extend(self, agreement: Json, kept: Sequence[str], added: Sequence[str], starts_on: date) -> Json:
        """An extension that keeps and adds these fields, signed today by both."""
        ground = {"ground": "decided_without", "ground_reason": "Sudah berjalan di luar ruang lingkup."}
        extension = await self.office.extend(
            agreement["id"],
            term=_term(starts_on),
            kept=[item["id"] for item in agreement["scope_items"] if item["field"] in kept],
            added=[_item(field) | ground for field in added],
        )
        assert extension.status_code == 201, extension.text
        return await self._signed(extension.json()["id"])

    async def _signed(self, agreement_id: str, signed_on: date | None = None) -> Json:
        day = signed_on.isoformat() if signed_on else self.office.day(0)
        return await self.office.show(await self.office.signed(agreement_id, signed_on=day))

    async def programs(self, query: str = "", as_: str | None = None, year: int | None = None) -> list[Json]:
        """The facility's programs of one fiscal year, by default of this one."""
        # From November on each item in force has one of the next year too.
        path = f"/programs?limit=200&facility={self.facility['id']}&fiscal_year={year or self.sinergi.today().year}"
        answer = await self.sinergi.programs.get(f"{path}{query}", as_ or self.officer)
        assert answer.status_code == 200, answer.text
        items: list[Json] = answer.json()["items"]
        return items

    async def planned(self, count: int, query: str = "", year: int | None = None) -> list[Json]:
        """The facility's programs of one year, once there are `count` of them."""

        async def all_planned() -> list[Json]:
            found = await self.programs(query, year=year)
            assert len(found) == count, found
            return found

        return await self.sinergi.eventually(all_planned)

    async def post(self, path: str, body: Any, as_: str | None = None, if_match: str | None = None) -> httpx2.Response:
        return await self.sinergi.programs.post(path, body, as_ or self.officer, if_match=if_match)

    async def join(self, program_id: str, into: str) -> httpx2.Response:
        """Join a program into another one."""
        present = await self.sinergi.programs.get(f"/programs/{program_id}", self.officer)
        return await self.post(f"/programs/{program_id}/joinings", {"into": into}, if_match=present.headers["etag"])

    async def show(self, path: str, as_: str | None = None) -> Json:
        answer = await self.sinergi.programs.get(path, as_ or self.officer)
        assert answer.status_code == 200, answer.text
        shown: Json = answer.json()
        return shown

    async def opened(self, field: str = "environment", capacity: int = 3, days: int = 0) -> str:
        """A program of this field, opened so many days from today; its path."""
        today = self.sinergi.today(self.facility["zone"])
        await self.sign([field], starts_on=date(today.year, 1, 1), signed_on=today + timedelta(days=days))
        program = (await self.planned(1))[0]
        path = f"/programs/{program['id']}"
        body = {"opened_on": self.office.day(days), "capacity": capacity}
        answer = await self.post(f"{path}/openings", body, if_match='"1"')
        assert answer.status_code == 201, answer.text
        return path

    def cohort(self, *refs: str, **changed: Any) -> Json:
        """The body of a cohort that starts today with these participants."""
        today = self.sinergi.today(self.facility["zone"]).isoformat()
        participants = [{"participant_ref": ref, "kind": "convict", "basis": "voluntary"} for ref in refs]
        return {"name": "Angkatan I", "started_on": today, "participants": participants, **changed}

    async def started(self, program: str, *refs: str, days: int = 0) -> str:
        """A cohort with these participants that starts so many days from today; its path."""
        answer = await self.post(f"{program}/cohorts", self.cohort(*refs, started_on=self.office.day(days)))
        assert answer.status_code == 201, answer.text
        return f"/cohorts/{answer.json()['id']}"

    def session(self, *attendance: Json, **changed: Any) -> Json:
        """The body of a session held today."""
        today = self.sinergi.today(self.facility["zone"]).isoformat()
        return {"held_on": today, "topic": "Pemilahan sampah", "attendance": list(attendance), **changed}


def _term(starts_on: date) -> Json:
    ends_on = starts_on + timedelta(days=3 * 365)
    return {"kind": "fixed", "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}


def _item(field: str) -> Json:
    return {"field": field, "description": "Kegiatan bersama", "pillar": "personality"}


async def open_place(office: Office) -> Place:
    """The place of an office, with a new account at another facility."""
    foreign_officer = f"foreign_officer-{office.suffix}"
    other = next(office.sinergi.facilities)["id"]
    office.sinergi.assign_when_used(foreign_officer, "officer", "facility", other)
    return Place(office, foreign_officer, [f"P-{office.suffix.upper()}0{number}" for number in range(6)], other)
