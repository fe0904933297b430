"""The story of Palembang through HTTP: drafts, review, one ceremony with four desks, and the programs of 2023."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from deploy.demo.cast import OPERATOR
from deploy.demo.client import Answer, Client
from deploy.demo.palembang.cast import (
    DESKS,
    FACILITY_NAME,
    HEAD,
    OFFICE_OF_THAT_TIME,
    OFFICER,
    REGION,
    RETURNING,
    REVIEWER,
    Signatory,
    signatories,
)
from deploy.demo.positions import assign, until_known

Json = dict[str, Any]


@dataclass
class PalembangStory:
    """The client, and the ids of the cast as they become known. `move_to` moves the business clock."""

    client: Client
    move_to: Callable[[datetime], None]
    facility: str = ""
    partners: list[str] = field(default_factory=list)
    agreements: list[Json] = field(default_factory=list)
    ceremony: str = ""

    async def begin(self) -> None:
        """Assign the positions, and register the partners."""
        page = await self.client.get("agreements", f"/facilities?region={REGION}&limit=200", OPERATOR)
        self.facility = next(unit["id"] for unit in page.body["items"] if unit["name"] == FACILITY_NAME)
        for account in (OFFICER, *DESKS):
            await assign(self.client, account, "cooperation_officer", "facility", self.facility)
        await assign(self.client, OFFICER, "coaching_officer", "facility", self.facility)
        await assign(self.client, HEAD, "head", "facility", self.facility)
        await assign(self.client, REVIEWER, "reviewer", "region", REGION)
        await until_known(self.client, (OFFICER, HEAD, REVIEWER, *DESKS))
        for each in signatories():
            body = {"name": each.name, "category": each.category}
            self.partners.append((await self._post("/partners", OFFICER, body)).body["id"])

    async def register_those_of_2022(self) -> None:
        """Some partners return: their agreements of 2022 are registered from the papers."""
        for number, (partner, each) in enumerate(self._parties()[:RETURNING], 1):
            past = {"source": "paper", "confidence": "confirmed", "signed_on": "2022-02-01"}
            numbers = [{"unit_id": self.facility, "number": f"CONTOH-{number}/2022"}]
            term = {"kind": "fixed", "starts_on": "2022-02-01", "ends_on": "2022-12-31"}
            body = self._draft(partner, each, term) | past | {"numbers": numbers}
            await self._post("/agreements/registrations", HEAD, body)

    async def draft_all(self) -> None:
        """Draft an agreement for each partner, and submit it."""
        term = {"kind": "fixed", "starts_on": "2023-02-01", "ends_on": "2023-12-31"}
        for partner, each in self._parties():
            drafted = await self._post("/agreements", OFFICER, self._draft(partner, each, term))
            path = f"/agreements/{drafted.body['id']}"
            await self._post(f"{path}/submissions", HEAD, None, drafted.etag)
            self.agreements.append((await self.client.get("agreements", path, OFFICER)).body)

    async def review_all(self) -> None:
        """The regional office passes all drafts together; the partners have agreed by letter."""
        await self._post("/reviews", REVIEWER, {"reviews": [self._verdict(each) for each in self.agreements]})
        await self._load()
        letters = [
            self._verdict(each) | {"side": "partner", "unit": partner, "letter": "CONTOH/2023"}
            for each, partner in zip(self.agreements, self.partners, strict=True)
        ]
        await self._post("/reviews", OFFICER, {"reviews": letters})
        await self._load()

    async def prepare_the_ceremony(self) -> None:
        """Prepare the ceremony from the list, with a number for each agreement and the programs that open."""
        listed = [self._listed(*each) for each in zip(self.agreements, signatories(), strict=True)]
        opening = [each for each in self.agreements if each["scope_items"][0]["field"] in self._opening()]
        body = {
            "keeper_id": self.facility,
            "title": "Penandatanganan Perjanjian Kerja Sama dengan 37 Pemangku Kepentingan",
            "planned_on": "2023-01-31",
            "begins_at": "09:00",
            "speakers": [{"position": "Kepala Divisi Pemasyarakatan", "organisation": OFFICE_OF_THAT_TIME}],
            "witnesses": [{"position": "Kepala Divisi Pemasyarakatan", "organisation": OFFICE_OF_THAT_TIME}],
            "agreements": listed,
            "opens": [
                {"agreement_id": each["id"], "scope_item_id": each["scope_items"][0]["id"], "capacity": 30}
                for each in opening
            ],
        }
        self.ceremony = (await self._post("/ceremonies", OFFICER, body)).body["id"]
        block = {"pattern": "CONTOH-#/2023", "first": 1, "dated_on": "2023-01-31"}
        await self._at_ceremony("number-blocks", OFFICER, block)

    async def hold_the_ceremony(self) -> None:
        """The head signs once for all; the partners sign at four desks; the papers are counted."""
        await self._at_ceremony("openings", OFFICER, None)
        await self._at_ceremony("keeper-signatures", HEAD, {"position": "Kepala Lapas"})
        await asyncio.gather(*(self._work(account, number) for number, account in enumerate(DESKS)))
        await self._at_ceremony("closings", OFFICER, {"papers_counted": len(self.agreements)})

    async def see_the_programs_open(self) -> None:
        """The programs of the fiscal year open as of the day of the ceremony."""
        wanted = sum(each["scope_items"][0]["field"] in self._opening() for each in self.agreements)

        async def opened() -> bool:
            items = await self.openings()
            return len(items) == wanted and all(each["state"] == "opened" for each in items)

        await self.client.eventually("the programs to open", opened)

    async def openings(self) -> list[Json]:
        """The programs that open at the ceremony."""
        path = f"/ceremony-openings?ceremony_id={self.ceremony}&limit=100"
        return list((await self.client.get("programs", path, OFFICER)).body["items"])

    def requests(self) -> list[tuple[str, str]]:
        """Requests to make when the story has ended: service and path."""
        return [
            ("agreements", f"/ceremonies/{self.ceremony}"),
            ("programs", f"/ceremony-openings?ceremony_id={self.ceremony}"),
            ("notifications", "/inbox"),
        ]

    async def _work(self, account: str, desk: int) -> None:
        """One desk records each fourth partner; the order of all four is decided by the service."""
        for agreement in self.agreements[desk :: len(DESKS)]:
            body = {"agreement_id": agreement["id"], "party_id": agreement["parties"][1]["id"]}
            await self._post(f"/ceremonies/{self.ceremony}/signatures", account, body)

    async def _at_ceremony(self, step: str, account: str, body: Any) -> Answer:
        path = f"/ceremonies/{self.ceremony}"
        etag = (await self.client.get("agreements", path, OFFICER)).etag
        return await self._post(f"{path}/{step}", account, body, etag)

    async def _load(self) -> None:
        paths = [f"/agreements/{each['id']}" for each in self.agreements]
        self.agreements = [(await self.client.get("agreements", path, OFFICER)).body for path in paths]

    async def _post(self, path: str, account: str, body: Any, etag: str | None = None) -> Answer:
        return await self.client.post("agreements", path, account, body, etag)

    def _parties(self) -> Sequence[tuple[str, Signatory]]:
        return list(zip(self.partners, signatories(), strict=True))

    def _draft(self, partner: str, each: Signatory, term: Json) -> Json:
        return {
            "instrument": "cooperation_agreement",
            "title": f"Perjanjian Kerja Sama {each.description}",
            "parties": [{"unit_id": self.facility}, {"unit_id": partner}],
            "term": term,
            "scope_items": [{"field": each.field, "description": each.description, "pillar": each.pillar}],
        }

    @staticmethod
    def _verdict(agreement: Json) -> Json:
        return {"agreement_id": agreement["id"], "version": agreement["version"], "side": "region"}

    @staticmethod
    def _listed(agreement: Json, each: Signatory) -> Json:
        signatory = {"party_id": agreement["parties"][1]["id"], "signs_as": {"position": each.position}}
        return {"agreement_id": agreement["id"], "signatories": [signatory]}

    @staticmethod
    def _opening() -> tuple[str, ...]:
        """The article reports that rehabilitation and independence training were opened."""
        return ("rehabilitation", "work_training")
