"""A ceremony: prepared from a list, signed once by the head for all, and by the partners at several desks."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from deploy.demo.steps.office import Json, Office


@dataclass(frozen=True)
class Ceremony:
    """A ceremony of an office, by its id."""

    office: Office
    id: str

    @property
    def path(self) -> str:
        """Its address."""
        return f"/ceremonies/{self.id}"

    async def reserve_numbers(self, pattern: str, dated_on: str) -> None:
        """Reserve a number for each agreement of the list."""
        await self._at("number-blocks", {"pattern": pattern, "first": 1, "dated_on": dated_on})

    async def open(self) -> None:
        """Open the desks; the head signs once for all agreements."""
        await self._at("openings", None)
        await self._at("keeper-signatures", {"position": "Kepala Lapas"}, by=self.office.staff.head)

    async def sign_at_desks(self, agreements: Sequence[Json]) -> None:
        """The partners sign at all desks side by side; the order of the signatures is decided by the service."""
        desks = self.office.staff.desks
        await asyncio.gather(*(self._work(desk, agreements[at :: len(desks)]) for at, desk in enumerate(desks)))

    async def mark_absent(self, agreements: Sequence[Json]) -> None:
        """No one came to sign these agreements."""
        for each in agreements:
            await self.office.post(f"{self.path}/marks", {"agreement_id": each["id"], "mark": "absent"})

    async def close(self, papers: int) -> None:
        """Close the desks; the signed papers are counted by hand."""
        await self._at("closings", {"papers_counted": papers})

    async def _work(self, desk: str, agreements: Sequence[Json]) -> None:
        for each in agreements:
            body = {"agreement_id": each["id"], "party_id": each["parties"][1]["id"]}
            await self.office.post(f"{self.path}/signatures", body, by=desk)

    async def _at(self, step: str, body: Any, *, by: str | None = None) -> None:
        await self.office.change(self.path, step, body, by=by)


async def prepare_ceremony(
    office: Office, plan: Json, agreements: Sequence[Json], positions: Sequence[str], opens: Sequence[Json] = ()
) -> Ceremony:
    """Prepare a ceremony from a list, with the position that signs for each partner and the programs that open."""
    body = plan | {
        "keeper_id": office.facility,
        "agreements": [_listed(*each) for each in zip(agreements, positions, strict=True)],
        "opens": [_opening(each) for each in opens],
    }
    return Ceremony(office, str((await office.post("/ceremonies", body)).body["id"]))


async def openings_at(ceremony: Ceremony) -> list[Json]:
    """The programs that open at a ceremony."""
    path = f"/ceremony-openings?ceremony_id={ceremony.id}&limit=100"
    return list((await ceremony.office.client.get("programs", path, ceremony.office.staff.officer)).body["items"])


async def until_opened(ceremony: Ceremony, number: int) -> None:
    """Wait until so many programs have opened at a ceremony."""

    async def opened() -> bool:
        items = await openings_at(ceremony)
        return len(items) == number and all(each["state"] == "opened" for each in items)

    await ceremony.office.client.eventually("the programs to open", opened)


def _listed(agreement: Json, position: str) -> Json:
    signatory = {"party_id": agreement["parties"][1]["id"], "signs_as": {"position": position}}
    return {"agreement_id": agreement["id"], "signatories": [signatory]}


def _opening(agreement: Json) -> Json:
    return {"agreement_id": agreement["id"], "scope_item_id": agreement["scope_items"][0]["id"], "capacity": 30}
