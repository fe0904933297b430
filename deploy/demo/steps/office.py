"""A facility of a story with its accounts: officers prepare, the head submits and signs, the region reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from deploy.demo.client import Answer, Client
from deploy.demo.steps.positions import assign, until_known
from deploy.demo.steps.staff import OPERATOR, Staff

Json = dict[str, Any]


@dataclass(frozen=True)
class Office:
    """A facility by its id, with its staff. Requests to the service of agreements go as the officer by default."""

    client: Client
    facility: str
    staff: Staff

    async def show(self, path: str) -> Json:
        """Read something."""
        return dict((await self.client.get("agreements", path, self.staff.officer)).body)

    async def etag(self, path: str) -> str | None:
        """The version of something, which the next change must name."""
        return (await self.client.get("agreements", path, self.staff.officer)).etag

    async def post(self, path: str, body: Any, *, by: str | None = None, etag: str | None = None) -> Answer:
        """Send a change."""
        return await self.client.post("agreements", path, by or self.staff.officer, body, etag)

    async def change(self, path: str, step: str, body: Any, *, by: str | None = None) -> Answer:
        """Send a change of something in its present version."""
        return await self.post(f"{path}/{step}", body, by=by, etag=await self.etag(path))

    async def record(self, path: str, part: str, body: Any) -> Answer:
        """Record a part of something in its present version."""
        etag = await self.etag(path)
        return await self.client.put("agreements", f"{path}/{part}", self.staff.officer, body, etag)

    async def register_partner(self, name: str, category: str, parent: str | None = None) -> str:
        """Register a partner, or an agency of one; return its id."""
        body = {"name": name, "category": category} | ({"parent_id": parent} if parent else {})
        return str((await self.post("/partners", body)).body["id"])


async def open_office(client: Client, facility: str, region: str, staff: Staff) -> Office:
    """Assign the positions, and wait until every service knows them."""
    for account in (staff.officer, *staff.desks):
        await assign(client, account, "cooperation_officer", "facility", facility)
    await assign(client, staff.officer, "coaching_officer", "facility", facility)
    await assign(client, staff.head, "head", "facility", facility)
    await assign(client, staff.reviewer, "reviewer", "region", region)
    await until_known(client, staff.everyone)
    return Office(client, facility, staff)


async def find_facility(client: Client, name: str, region: str) -> str:
    """The id of a facility of the register."""
    page = await client.get("agreements", f"/facilities?region={region}&limit=200", OPERATOR)
    return next(str(unit["id"]) for unit in page.body["items"] if unit["name"] == name)


async def found_facility(client: Client, keeper: str, facility: Json) -> str:
    """Found a made-up facility, by the account that keeps the master data; its id."""
    founded = await client.post("agreements", "/units", keeper, facility | {"letter": "CONTOH-1/2026"})
    return str(founded.body["id"])


async def until_told(office: Office, *rules: str, matters: int = 1) -> None:
    """Wait until the notices by these rules, in the officer's inbox, show so many matters."""

    async def told() -> bool:
        page = await office.client.get("notifications", "/inbox?limit=200", office.staff.officer)
        living = (each for each in page.body["items"] if each["rule"] in rules and each["closed_at"] is None)
        return bool(sum(each["matters"] for each in living) == matters)

    await office.client.eventually(f"{matters} matters of {' and '.join(rules)}", told)


async def until_programs(client: Client, account: str, agreement: str, number: int) -> Sequence[Json]:
    """Wait until programs has planned so many programs under an agreement."""

    async def planned() -> list[Json]:
        page = await client.get("programs", f"/programs?agreement={agreement}&limit=50", account)
        items: list[Json] = page.body["items"]
        return items if len(items) == number else []

    return await client.eventually(f"{number} programs under the agreement", planned)
