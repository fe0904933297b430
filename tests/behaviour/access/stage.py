"""Real objects to ask for: a facility with its partner, agreements in every state, programs, a cohort, notices.

Everything belongs to the units in which the accounts of the + columns hold their positions. Whatever a row changes is
made anew by `row.ask`, so a permitted change never spoils what the next account asks for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import uuid4

from shared.values.capabilities import Capability
from tests.behaviour.access.columns import COLUMNS, Column, column_of
from tests.behaviour.agreements.desk import Desk
from tests.behaviour.conftest import OPERATOR, Service, Sinergi

Json = dict[str, Any]
FIELDS = ("sport", "culture", "religion", "livestock", "fisheries", "legal_awareness", "work_training")
PILLAR = "personality"
DESKS = (Capability.OFFICER, Capability.HEAD, Capability.REGIONAL_REVIEWER, Capability.PARTNER_CONTACT)
"""Whose notices lie at a desk of the + columns; the directorate's is nobody's own."""


@dataclass
class Stage:
    """What the table is observed on. `others` are the units of the − columns."""

    sinergi: Sinergi
    desk: Desk
    others: Mapping[str, str]
    ids: dict[str, str] = field(default_factory=dict)
    """Objects that no row changes, by what they are."""
    planned: list[str] = field(default_factory=list)
    """Programs that nobody has opened yet."""

    @property
    def units(self) -> Mapping[str, str]:
        """The units of the + columns, by the kind of scope."""
        facility = self.desk.facility
        return {"facility": facility["id"], "region": facility["region"], "partner": self.desk.partner_id, "nation": ""}

    @property
    def keeper(self) -> str:
        """The account that keeps agreements of the regional level."""
        return self.of(Capability.REGIONAL_REVIEWER, "+")

    def of(self, capability: Capability, sign: str = "") -> str:
        """The account of a column."""
        account = column_of(capability, sign).account(self.desk.mark)
        assert account
        return account

    def ours(self, text: str) -> bool:
        """Whether an answer says anything of what belongs to the + columns."""
        facility = self.desk.facility
        names = (facility["id"], facility["name"], self.desk.partner_id, self.desk.mark)
        return any(name in text for name in (*names, f'"unit":"{facility["region"]}"'))

    @property
    def term(self) -> Json:
        """From the first day of this fiscal year on."""
        first = self.sinergi.today().replace(month=1, day=1)
        return {"effective_from": first.isoformat(), "effective_until": self.desk.day(700)}

    async def settle(self) -> None:
        """Appoint everybody, and make what no row changes."""
        accounts = [await self._appoint(column) for column in COLUMNS if column.capability]
        for account in accounts:
            await self.sinergi.eventually(partial(self._known, account), seconds=60)
        await self.sinergi.appoint(self.desk.officer, "officer", "facility", self.units["facility"])
        await self.sinergi.appoint(self.desk.reviewer, "regional_reviewer", "region", self.units["region"])
        await self.sinergi.appoint(self.desk.contact, "partner_contact", "partner", self.units["partner"])
        await self.drafted("facility")
        await self.in_review("facility")
        for _ in range(2):
            await self.in_review("regional")
        self.ids["agreement"] = await self._reviewed_twice_and_signed()
        self.ids["meeting"] = str((await self.record_meeting(self.ids["agreement"]))["id"])
        await self._programs()
        await self._notices()
        self.ids["position"] = await self.position()

    async def _appoint(self, column: Column) -> str:
        assert column.scope_kind
        unit = (self.others if column.sign == "−" else self.units)[column.scope_kind]
        body = {"account": column.account(self.desk.mark), "capability": column.capability}
        body |= {"scope_kind": column.scope_kind, "unit": unit}
        return str((await self._posted(self.sinergi.agreements, "/positions", body, OPERATOR))["account"])

    async def _known(self, account: str) -> None:
        for service in (self.sinergi.agreements, self.sinergi.programs, self.sinergi.notifications):
            assert (await service.get("/positions/freshness", account)).status_code == 200

    async def position(self) -> str:
        """A position that nobody uses."""
        body = {"account": f"unused-{uuid4()}", "capability": "officer", "scope_kind": "facility"}
        body |= {"unit": self.units["facility"]}
        return str((await self._posted(self.sinergi.agreements, "/positions", body, OPERATOR))["id"])

    async def drafted(self, level: str, **changes: Any) -> str:
        """A draft of this level."""
        body = self.desk.draft_body(level=level, term=self.term, **changes)
        return str((await self._posted(self.sinergi.agreements, "/agreements", body, self._keeper(level)))["id"])

    async def in_review(self, level: str, **changes: Any) -> str:
        """A draft that waits for its sides."""
        agreement_id = await self.drafted(level, **changes)
        await self.desk.did(agreement_id, "submissions", None, self._keeper(level))
        return agreement_id

    async def validated(self, level: str, **changes: Any) -> str:
        """A draft that every side has passed."""
        agreement_id = await self.in_review(level, **changes)
        await self._pass(agreement_id, level)
        return agreement_id

    async def half_signed(self, level: str) -> tuple[str, Json]:
        """An agreement that its partner has signed without a number, and the partner's party."""
        agreement_id = await self.validated(level)
        partner = (await self.desk.show(agreement_id))["parties"][1]
        body = self.desk.signature(partner, document_number=None)
        await self.desk.did(agreement_id, "signatures", body, self._keeper(level))
        return agreement_id, partner

    async def signed(self, level: str, **changes: Any) -> str:
        """An agreement that every party has signed."""
        agreement_id = await self.validated(level, **changes)
        await self._sign(agreement_id, level)
        return agreement_id

    async def record_meeting(self, agreement_id: str) -> Json:
        """A meeting about an agreement."""
        body = self.meeting_body(agreement_id)
        return await self._posted(self.sinergi.agreements, "/meetings", body, self.desk.officer)

    def meeting_body(self, agreement_id: str) -> Json:
        """The body of a meeting that was held today."""
        chair = {"position": "Kepala Bagian Kerja Sama", "organisation": "Sekretariat Daerah"}
        place = {"venue": "Ruang Rapat", "venue_owner": "Pemerintah Kabupaten Contoh", "host": "Kabupaten Contoh"}
        what = {"agreement_id": agreement_id, "kind": "coordination", "held_on": self.desk.day(0), "chaired_by": chair}
        return what | place

    def cohort_body(self) -> Json:
        """The body of a cohort that starts today, with a participant of its own."""
        ref = f"P-{uuid4().hex[:8].upper()}0"
        participants = [{"participant_ref": ref, "hearing_ref": "TPP-2026/014"}]
        return {"name": f"Angkatan {uuid4().hex[:8]}", "started_on": self.desk.day(0), "participants": participants}

    def session_body(self) -> Json:
        """The body of a session of the cohort that no row changes."""
        marks = [{"participant_ref": self.ids["participant"], "mark": "active"}]
        return {"held_on": self.desk.day(0), "topic": "Pemilahan sampah", "attendance": marks}

    def _keeper(self, level: str) -> str:
        return self.desk.officer if level == "facility" else self.keeper

    async def _pass(self, agreement_id: str, level: str) -> None:
        side, above = ("region", self.desk.reviewer) if level == "facility" else ("directorate", self._directorate)
        await self.desk.did(agreement_id, "reviews", {"side": side, "verdict": "pass"}, above)
        await self.desk.did(agreement_id, "reviews", {"side": "partner", "verdict": "pass"}, self.desk.contact)

    @property
    def _directorate(self) -> str:
        return self.of(Capability.DIRECTORATE)

    async def _sign(self, agreement_id: str, level: str) -> None:
        for party in (await self.desk.show(agreement_id))["parties"]:
            await self.desk.did(agreement_id, "signatures", self.desk.signature(party), self._keeper(level))

    async def _reviewed_twice_and_signed(self) -> str:
        items = [{"field": field, "description": f"Pembinaan {field}", "pillar": PILLAR} for field in FIELDS]
        agreement_id = await self.in_review("facility", scope_items=items)
        comments = [{"clause": "Pasal 4", "text": "Sebutkan dinasnya."}]
        sent_back = {"side": "region", "verdict": "revise", "comments": comments}
        await self.desk.did(agreement_id, "reviews", sent_back, self.desk.reviewer)
        await self.desk.did(agreement_id, "submissions", None)
        await self._pass(agreement_id, "facility")
        await self._sign(agreement_id, "facility")
        return agreement_id

    async def _programs(self) -> None:
        programs = self.sinergi.programs

        async def are_planned() -> list[Json]:
            answer = await programs.get(f"/programs?limit=200&agreement={self.ids['agreement']}", self.desk.officer)
            items: list[Json] = answer.json()["items"]
            assert len(items) == len(FIELDS), answer.text
            return items

        self.planned = [program["id"] for program in await self.sinergi.eventually(are_planned)]
        self.ids["program"] = self.planned.pop()
        path = f"/programs/{self.ids['program']}"
        opening = {"opened_on": self.desk.day(0), "capacity": 1000}
        tag = (await programs.get(path, self.desk.officer)).headers["ETag"]
        await self._posted(programs, f"{path}/openings", opening, self.desk.officer, tag)
        cohort = self.cohort_body()
        self.ids["participant"] = cohort["participants"][0]["participant_ref"]
        self.ids["cohort"] = (await self._posted(programs, f"{path}/cohorts", cohort, self.desk.officer))["id"]
        session = self.session_body()
        answer = await self._posted(programs, f"/cohorts/{self.ids['cohort']}/sessions", session, self.desk.officer)
        self.ids["session"] = answer["id"]

    async def _notices(self) -> None:
        desks = {capability: self.of(capability, "+") for capability in DESKS}
        for capability, account in {**desks, Capability.DIRECTORATE: self._directorate}.items():
            self.ids[f"notice:{capability}"] = await self.sinergi.eventually(partial(self._notice, account))
        read = f"/inbox/{self.ids[f'notice:{Capability.OFFICER}']}/readings"
        answer = await self.sinergi.notifications.post(read, None, self.desk.officer)
        assert answer.status_code == 200, answer.text

    async def _notice(self, account: str) -> str:
        """A notice for the rows to read. Another must be left: what has been read does not wait any more."""
        answer = await self.sinergi.notifications.get("/inbox?unread=true&severity=action&limit=200", account)
        own = [notice["id"] for notice in answer.json()["items"] if notice["facility_id"] == self.units["facility"]]
        assert len(own) > 1, answer.text
        return str(own[-1])

    async def _posted(self, service: Service, path: str, body: Json, as_: str, tag: str | None = None) -> Json:
        answer = await service.post(path, body, as_, if_match=tag)
        assert answer.status_code == 201, answer.text
        said: Json = answer.json()
        return said
