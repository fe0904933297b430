"""Two facilities of a study visit, with an officer each, and the steps that lead a visit to a state."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2

from shared.values.terms import months_after
from tests.behaviour.client import Sinergi
from tests.behaviour.programs.place import Place

Json = dict[str, Any]
FARM = "waste_bank_and_greening"
TOPICS = ["Program rehabilitasi", "Program ketahanan pangan"]


@dataclass(frozen=True)
class Visiting:
    """The facility of a place is visited; the guest is another one."""

    place: Place
    guest: Mapping[str, Any]
    guest_officer: str

    @property
    def sinergi(self) -> Sinergi:
        return self.place.sinergi

    @property
    def host_officer(self) -> str:
        return self.place.officer

    def day(self, days: int) -> str:
        return self.place.office.day(days)

    def guest_day(self) -> str:
        """Today at the guest, which may be in another zone than the host."""
        return self.sinergi.today(self.guest["zone"]).isoformat()

    def half_a_year_ago(self) -> str:
        """The last day whose six months are over today."""
        return months_after(self.sinergi.today(self.guest["zone"]), -7).isoformat()

    def facilities(self) -> Json:
        return {"host_id": self.place.facility["id"], "guest_id": self.guest["id"]}

    async def post(self, path: str, body: Any, as_: str, version: int | None = None) -> httpx2.Response:
        return await self.place.post(path, body, as_, if_match=f'"{version}"' if version else None)

    async def change(self, path: str, body: Any, as_: str, version: int | None = None) -> Json:
        """A change that succeeds; the receipt."""
        answer = await self.post(path, body, as_, version)
        assert answer.is_success, answer.text
        receipt: Json = answer.json()
        return receipt

    async def program(self, facility: Mapping[str, Any], officer: str, template: str = FARM) -> str:
        """A program that a facility has planned on its own."""
        body = {
            "facility_id": facility["id"],
            "template": template,
            "name": f"Kebun {facility['name']}",
            "fiscal_year": self.sinergi.today(facility["zone"]).year,
        }
        return str((await self.change("/programs", body, officer))["id"])

    async def requested(self, **changed: Any) -> str:
        """A request; its path."""
        body = self.facilities() | {"topics": TOPICS, "planned_on": self.day(0), "starts_at": "09:00"} | changed
        return f"/visits/{(await self.change('/visits', body, self.guest_officer))['id']}"

    def minutes(self, program: str | None = None, **changed: Any) -> Json:
        return {
            "held": self.day(0),
            "started_at": "09:00",
            "attendance": [{"side": "host", "group": "Pejabat struktural", "people": 6}],
            "exchanged": [{"given_by": "host", "kind": "mechanism", "title": "Rehabilitasi berbasis komunitas"}],
            "inspections": [{"site": "Lahan pertanian", "findings": "Terawat.", "program_id": program}],
            "action_items": [{"task": "Membahas kerja sama", "owner": "guest", "due_on": self.day(30)}],
        } | changed

    async def registered(self, program: str) -> str:
        """A visit of seven months ago that was recorded today; its path."""
        topics = [{"title": "Ketahanan pangan", "programs": [program]}]
        body = self.facilities() | {"topics": topics} | self.minutes(held=self.half_a_year_ago(), action_items=[])
        return f"/visits/{(await self.change('/visits/registrations', body, self.host_officer))['id']}"

    async def show(self, path: str, as_: str | None = None) -> Json:
        return await self.place.show(path, as_ or self.guest_officer)


async def visiting(place: Place) -> Visiting:
    """The place, and a guest with an officer of its own."""
    guest = next(place.sinergi.facilities)
    officer = f"guest-officer-{place.office.suffix}"
    # Not when it is used: programs learns of a facility by its first position.
    await place.sinergi.assign(officer, "officer", "facility", guest["id"])
    return Visiting(place, guest, officer)
