"""A ceremony of an office: prepared from agreements that every reviewer has approved, opened, and with its desks."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx2

from tests.behaviour.office import Body, Office

POSITION = {"position": "Ketua Yayasan"}
HEAD = {"position": "Kepala Lapas"}


@dataclass(frozen=True)
class Listed:
    """An agreement of the list, with the ids of its parties."""

    id: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class AtCeremony:
    """A ceremony, its agreements in the order of the list, and the steps at its desks."""

    office: Office
    id: str
    listed: tuple[Listed, ...]

    async def show(self, as_: str | None = None) -> Body:
        answer = await self.office.agreements.get(f"/ceremonies/{self.id}", as_ or self.office.officer)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def attempt(
        self, step: str, body: Body | None, as_: str | None = None, *, key: str | None = None
    ) -> httpx2.Response:
        """One step, on the current version of the ceremony."""
        shown = await self.office.agreements.get(f"/ceremonies/{self.id}", self.office.officer)
        account, tag = as_ or self.office.officer, shown.headers["ETag"]
        path = f"/ceremonies/{self.id}/{step}"
        return await self.office.agreements.post(path, body, account, if_match=tag, key=key)

    async def perform(self, step: str, body: Body | None, as_: str | None = None) -> Any:
        answer = await self.attempt(step, body, as_)
        assert answer.is_success, answer.text
        return answer.json()

    def body(self, number: int, **changes: Any) -> Body:
        """The signature of the partner in a row, counted from 1."""
        each = self.listed[number - 1]
        return {"agreement_id": each.id, "party_id": each.theirs, "signs_as": POSITION} | changes

    async def sign(
        self, number: int, as_: str | None = None, *, key: str | None = None, **changes: Any
    ) -> httpx2.Response:
        """The partner of a row signs at the desk of an account."""
        path = f"/ceremonies/{self.id}/signatures"
        return await self.office.agreements.post(
            path, self.body(number, **changes), as_ or self.office.officer, key=key
        )

    async def mark(self, number: int, mark: str | None) -> httpx2.Response:
        path = f"/ceremonies/{self.id}/marks"
        body = {"agreement_id": self.listed[number - 1].id, "mark": mark}
        return await self.office.agreements.post(path, body, self.office.officer)


async def listed_of(office: Office, count: int, **changes: Any) -> tuple[Listed, ...]:
    """So many agreements that can be signed."""
    few = asyncio.Semaphore(4)

    async def one() -> Listed:
        async with few:
            id_ = await office.review(await office.draft(**changes))
            ours, theirs = (await office.show(id_))["parties"]
        return Listed(id_, ours["id"], theirs["id"])

    return tuple(await asyncio.gather(*(one() for _ in range(count))))


def plan_of(office: Office, listed: tuple[Listed, ...], **changes: Any) -> Body:
    """The plan of a ceremony with these agreements."""
    return {
        "keeper_id": office.facility["id"],
        "title": f"Penandatanganan {office.suffix}",
        "planned_on": office.day(0),
        "venue": "Aula",
        "witnesses": [{"position": "Kepala Kantor Wilayah", "organisation": "Kantor Wilayah Contoh"}],
        "agreements": [{"agreement_id": each.id} for each in listed],
    } | changes


async def prepared(office: Office, count: int, **changes: Any) -> AtCeremony:
    """A ceremony that is not open yet."""
    listed = await listed_of(office, count)
    answer = await office.agreements.post("/ceremonies", plan_of(office, listed, **changes), office.officer)
    assert answer.status_code == 201, answer.text
    return AtCeremony(office, answer.json()["id"], listed)


async def opened(office: Office, count: int, **changes: Any) -> AtCeremony:
    """An open ceremony whose keeper has signed every agreement."""
    ceremony = await prepared(office, count, **changes)
    await ceremony.perform("openings", None)
    results = await ceremony.perform("keeper-signatures", HEAD, office.head)
    assert [each["result"] for each in results] == ["signed"] * count
    return ceremony


async def desks_of(office: Office, count: int) -> list[str]:
    """So many accounts of the office, each with a desk of its own."""
    accounts = [f"desk-{number}-{office.suffix}" for number in range(count)]
    facility = office.facility["id"]
    await asyncio.gather(
        *(office.sinergi.assign(each, "cooperation_officer", "facility", facility) for each in accounts)
    )
    return accounts
